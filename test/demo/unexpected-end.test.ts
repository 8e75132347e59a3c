import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runDemo } from './demo';
import { type DemoAccount, demoService } from './demo-account';
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

/** What somebody does to the demo's number, once it is in Support. */
function takenOut({ service, support, desk }: DemoAccount) {
  const act = (): void => {
    service.disassociate(support, desk);
  };
  return { told: 'Somebody takes the number out.', act };
}

function number({ support, desk }: DemoAccount) {
  return { name: 'PhoneNumber', pool: support, identity: desk };
}

/** A stack with the number alone, and what comes then. */
const stackThen = (driftDetection: 'report' | 'repair', next: (account: DemoAccount) => Step) => {
  return (account: DemoAccount): Step[] => [
    {
      do: 'deploy',
      heading: 'Create',
      app: { associations: [number(account)], driftDetection },
      ends: 'CREATE_COMPLETE',
    },
    next(account),
  ];
};

test('a repair without another revision changes nothing, and the demo says what is not as declared', async () => {
  const forgetful = (account: DemoAccount): Step[] => {
    const [create, redeploy] = demoSteps(account);
    if (create === undefined || redeploy === undefined) throw new Error('the demo has two steps at least');
    return [create, { ...redeploy, byHand: takenOut(account) }];
  };

  expect(await run(forgetful)).toBe(false);
  expect(output).toMatch(/✘ pool Support \(pool-\w+\) lacks the desk number \(phone-\w+\), which the stack declares/);
  expect(output).toContain('What the function logged in this step: nothing');
}, 60_000);

test('a step that ends otherwise than expected ends the demo', async () => {
  const wrong = (account: DemoAccount): Step[] => [
    {
      do: 'deploy',
      heading: "Create: somebody else's number",
      app: {
        associations: [{ name: 'Hotline', pool: account.support, identity: account.hotline }],
        driftDetection: 'report',
      },
      ends: 'CREATE_COMPLETE',
    },
  ];

  expect(await run(wrong)).toBe(false);
  expect(output).toContain('✘ the stack ended in ROLLBACK_COMPLETE; expected CREATE_COMPLETE');
}, 60_000);

test('a check that finds what is not expected ends the demo, and so do its metrics', async () => {
  const check = (account: DemoAccount): Step => ({
    do: 'check',
    heading: 'Check',
    byHand: takenOut(account),
    finds: {},
  });

  expect(await run(stackThen('report', check))).toBe(false);
  expect(output).toMatch(/✘ the check found \["missing: PhoneNumber, phone-\w+ of pool-\w+, nowhere"\]; expected \[\]/);
  expect(output).toContain('✘ the check emitted [{"Drifted":1,"Repaired":0,"Pending":0}]; expected [{"Drifted":0,');
  expect(output).toMatch(/✘ pool Support .* lacks the desk number/);
}, 60_000);

test('a check that only reports ends the demo where a repair is expected', async () => {
  const check = (account: DemoAccount): Step => ({
    do: 'check',
    heading: 'Check',
    byHand: takenOut(account),
    finds: { repaired: [number(account)] },
  });

  expect(await run(stackThen('report', check))).toBe(false);
  expect(output).toMatch(/✘ the check found \["missing: .*expected \["repaired: PhoneNumber/);
  expect(output).toMatch(/✘ pool Support .* lacks the desk number/);
}, 60_000);

test('a check that fails ends the demo', async () => {
  const check = (account: DemoAccount): Step => ({
    do: 'check',
    heading: 'Check',
    byHand: {
      told: 'The service refuses to list a pool.',
      act: () => {
        account.service.faults.add({ kind: { name: 'ValidationException' }, operation: /^List/, until: Infinity });
      },
    },
    finds: {},
  });

  expect(await run(stackThen('report', check))).toBe(false);
  expect(output).toContain('✘ the check ended with ["crashed",null]; expected ["checked",1]');
  expect(output).toContain('✘ the check emitted []; expected [{"Drifted":0,"Repaired":0,"Pending":0}]');
}, 60_000);
