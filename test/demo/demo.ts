import type { StackResult } from '../cloudformation';
import type { SmsVoice } from '../sms-voice';
import { associationResults } from './association-results';
import { problemsWith } from './pool-problems';
import {
  contentsOf,
  declaredPools,
  introduce,
  showAgreement,
  showChange,
  showPools,
  showProblems,
  showResults,
  showStep,
} from './narration';
import { createDemoAccount, type Declaration, type DemoAccount } from './demo-account';
import type { Screen } from './screen';
import { DemoStack } from './demo-stack';
import type { Step } from './steps';
import type { Workplace } from './workplace';

export interface DemoOptions {
  readonly service: SmsVoice;
  readonly steps: (account: DemoAccount) => readonly Step[];
  readonly workplace: Workplace;
  readonly screen: Screen;
  /** Whether to print each event, as the CDK CLI does. */
  readonly events: boolean;
}

/** Plays the steps in real time. False as soon as one does not end as expected, or leaves a pool other than declared. */
export async function runDemo({ service, steps, workplace, screen, events }: DemoOptions): Promise<boolean> {
  const started = Date.now();
  const account = createDemoAccount(service);
  const all = steps(account);
  const stack = await DemoStack.open(service, workplace, screen, events);
  try {
    introduce(account, screen);
    showPools(contentsOf(account), screen);
    let declared: readonly Declaration[] = [];
    for (const [index, step] of all.entries()) {
      showStep(`${index + 1}/${all.length}`, step, screen);
      const logged = workplace.runner.log.length;
      step.byHand?.act();
      const before = contentsOf(account);
      const result = await (step.declares.length > 0 ? stack.deploy(step.declares) : stack.destroy());
      if (!events) {
        const pools = (name: string): string => declaredPools(account, name, declared, step.declares);
        showResults(associationResults(result.events, stack.paths), result, pools, screen);
      }
      // What was rolled back is declared no longer.
      if (!step.ends.includes('ROLLBACK')) declared = step.declares;
      showChange(before, contentsOf(account), screen);
      const problems = [...unexpected(result, step), ...problemsWith(account, declared)];
      if (problems.length > 0) {
        showProblems(problems, workplace.runner.log.slice(logged), screen);
        return false;
      }
      showAgreement(step, screen);
    }
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    screen.line();
    screen.line(
      screen.style('bold', `${all.length} steps in ${seconds} s, and after each every pool was as declared.`),
    );
    return true;
  } finally {
    await stack.close();
  }
}

function unexpected({ status, changed, leftBehind }: StackResult, { ends }: Step): string[] {
  const ended = changed ? status : 'no changes';
  return [
    ...(ended === ends ? [] : [`the stack ended in ${ended}; expected ${ends}`]),
    ...leftBehind.map((logicalId) => `${logicalId} was left behind; expected it to be deleted`),
  ];
}
