import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runDemo } from './demo';
import { demoService, type DemoAccount } from './demo-account';
import { Screen } from './screen';
import { demoSteps, type Step } from './steps';
import { Workplace } from './workplace';

let workplace: Workplace;
let output: string;

beforeEach(() => {
  workplace = new Workplace();
  output = '';
});

afterEach(() => {
  workplace.clear();
});

function run(steps: (account: DemoAccount) => readonly Step[]): Promise<boolean> {
  const write = (text: string): boolean => (output += text) !== '';
  const screen = new Screen({ isTTY: false, hasColors: () => false, write });
  return runDemo({ service: demoService(), steps, workplace, screen, events: false });
}

test('a repair without another revision changes nothing, and the demo says what is not as declared', async () => {
  const forgetful = (account: DemoAccount): Step[] => {
    const [create, redeploy] = demoSteps(account);
    if (create === undefined || redeploy === undefined) throw new Error('the demo has two steps at least');
    const act = (): void => {
      account.service.disassociate(account.support, account.desk);
    };
    return [create, { ...redeploy, byHand: { told: 'Somebody takes the number out.', act } }];
  };

  expect(await run(forgetful)).toBe(false);
  expect(output).toMatch(/✘ pool Support \(pool-\w+\) lacks the desk number \(phone-\w+\), which the stack declares/);
  expect(output).toContain('What the function logged in this step: nothing');
}, 60_000);

test('a step that ends otherwise than expected ends the demo', async () => {
  const wrong = (account: DemoAccount): Step[] => [
    {
      heading: "Create: somebody else's number",
      declares: [{ name: 'Hotline', pool: account.support, identity: account.hotline }],
      ends: 'CREATE_COMPLETE',
    },
  ];

  expect(await run(wrong)).toBe(false);
  expect(output).toContain('✘ the stack ended in ROLLBACK_COMPLETE; expected CREATE_COMPLETE');
}, 60_000);
