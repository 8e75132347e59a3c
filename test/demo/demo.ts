import type { StackResult } from '../cloudformation';
import type { SmsVoice } from '../sms-voice';
import { associationResults } from './association-results';
import { showCheck } from './check-narration';
import { createDemoAccount, type Declaration, type DemoAccount } from './demo-account';
import { DemoStack } from './demo-stack';
import { problemsOf } from './drift-check';
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
import { problemsWith } from './pool-problems';
import type { Screen } from './screen';
import type { CheckStep, DeployStep, DestroyStep, Step } from './steps';
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
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const { service, steps, workplace, screen, events } = options;
  const started = Date.now();
  const account = createDemoAccount(service);
  const all = steps(account);
  const stack = await DemoStack.open(service, workplace, screen, events);
  try {
    introduce(account, screen);
    showPools(contentsOf(account), screen);
    const demo = new Demo(options, account, stack);
    for (const [index, step] of all.entries()) {
      showStep(`${index + 1}/${all.length}`, step, screen);
      if (!(await demo.take(step))) return false;
    }
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    screen.line();
    screen.line(
      screen.style('bold', `${all.length} steps in ${seconds} s, and after each every pool was as expected.`),
    );
    return true;
  } finally {
    await stack.close();
  }
}

/** What a step leaves behind. */
interface Outcome {
  /** What the stack declares now. */
  readonly declared: readonly Declaration[];
  /** What it declares and is in no pool, as expected. */
  readonly absent: readonly Declaration[];
  readonly problems: readonly string[];
}

class Demo {
  private declared: readonly Declaration[] = [];

  constructor(
    private readonly options: DemoOptions,
    private readonly account: DemoAccount,
    private readonly stack: DemoStack,
  ) {}

  /** Whether the step ended as expected, and left the pools so. */
  async take(step: Step): Promise<boolean> {
    const { account } = this;
    const { screen, workplace } = this.options;
    const logged = workplace.runner.log.length;
    step.byHand?.act();
    const before = contentsOf(account);
    const { declared, absent, problems } = await this.carryOut(step);
    this.declared = declared;
    showChange(before, contentsOf(account), screen);
    const inPlace = declared.filter(({ name }) => absent.every((other) => other.name !== name));
    const all = [...problems, ...problemsWith(account, inPlace)];
    if (all.length > 0) showProblems(all, workplace.runner.log.slice(logged), screen);
    else showAgreement(account, step, absent, screen);
    return all.length === 0;
  }

  private carryOut(step: Step): Promise<Outcome> {
    switch (step.do) {
      case 'deploy':
        return this.deploy(step);
      case 'check':
        return this.check(step);
      case 'destroy':
        return this.destroy(step);
    }
  }

  private async deploy({ app: { associations, ...options }, defers = [], ends }: DeployStep): Promise<Outcome> {
    const result = await this.stack.deploy({ associations, ...options });
    this.show(result, associations, defers);
    // What was rolled back is declared no longer.
    const declared = ends.includes('ROLLBACK') ? this.declared : associations;
    return { declared, absent: defers, problems: unexpected(result, ends) };
  }

  private async destroy({ ends }: DestroyStep): Promise<Outcome> {
    const result = await this.stack.destroy();
    this.show(result, [], []);
    return { declared: [], absent: [], problems: unexpected(result, ends) };
  }

  private async check({ finds }: CheckStep): Promise<Outcome> {
    const { account, declared, stack } = this;
    const check = await stack.check();
    const pools = (name: string): string => declaredPools(account, name, declared, declared);
    showCheck(check, (logicalId) => stack.nameOf(logicalId), pools, this.options.screen);
    const { missing = [], pending = [] } = finds;
    const problems = problemsOf(check, finds, declared, (id) => stack.nameOf(id));
    return { declared, absent: [...missing, ...pending], problems };
  }

  /** With the events of the CDK CLI, the stack has shown its own result. */
  private show(result: StackResult, after: readonly Declaration[], deferred: readonly Declaration[]): void {
    const { events, screen } = this.options;
    if (events) return;
    const pools = (name: string): string => declaredPools(this.account, name, this.declared, after);
    const names = deferred.map(({ name }) => name);
    showResults(
      associationResults(result.events, (id) => this.stack.nameOf(id), names),
      result,
      pools,
      screen,
    );
  }
}

function unexpected({ status, changed, leftBehind }: StackResult, ends: string): string[] {
  const ended = changed ? status : 'no changes';
  return [
    ...(ended === ends ? [] : [`the stack ended in ${ended}; expected ${ends}`]),
    ...leftBehind.map((logicalId) => `${logicalId} was left behind; expected it to be deleted`),
  ];
}
