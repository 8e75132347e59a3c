import { expect, test } from '@jest/globals';
import type { DemoAccount } from './demo-account';
import { recordedRun } from './recorded-run';
import { type CheckStep, demoSteps, type Step } from './steps';

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

test('a repair without another revision changes nothing, and the demo says what is not as declared', async () => {
  const forgetful = (account: DemoAccount): Step[] => {
    const [create, redeploy] = demoSteps(account);
    if (create === undefined || redeploy === undefined) throw new Error('the demo has two steps at least');
    return [create, { ...redeploy, byHand: takenOut(account) }];
  };

  const { asExpected, output } = await recordedRun(forgetful);
  expect(asExpected).toBe(false);
  expect(output).toMatch(/✘ pool Support \(pool-\w+\) lacks the desk number \(phone-\w+\), which the stack declares/);
  expect(output).toContain('What the function logged in this step: nothing');
}, 60_000);

test('a step that ends otherwise than expected ends the demo', async () => {
  const { asExpected, output } = await recordedRun(({ support, hotline }) => [
    {
      do: 'deploy',
      heading: "Create: somebody else's number",
      app: { associations: [{ name: 'Hotline', pool: support, identity: hotline }], driftDetection: 'report' },
      ends: 'CREATE_COMPLETE',
    },
  ]);

  expect(asExpected).toBe(false);
  expect(output).toContain('✘ the stack ended in ROLLBACK_COMPLETE; expected CREATE_COMPLETE');
}, 60_000);

test.each<[string, (account: DemoAccount) => Pick<CheckStep, 'byHand' | 'finds'>, readonly (string | RegExp)[]]>([
  [
    'that finds what is not expected ends the demo, and so do its metrics',
    (account) => ({ byHand: takenOut(account), finds: {} }),
    [
      /✘ the check found \["missing: PhoneNumber, phone-\w+ of pool-\w+, nowhere"\]; expected \[\]/,
      '✘ the check emitted [{"Drifted":1,"Repaired":0,"Pending":0}]; expected [{"Drifted":0,',
      /✘ pool Support .* lacks the desk number/,
    ],
  ],
  [
    'that only reports ends the demo where a repair is expected',
    (account) => ({ byHand: takenOut(account), finds: { repaired: [number(account)] } }),
    [/✘ the check found \["missing: .*expected \["repaired: PhoneNumber/, /✘ pool Support .* lacks the desk number/],
  ],
  [
    'that fails ends the demo',
    ({ service }) => {
      const act = (): void => {
        service.faults.add({ kind: { name: 'ValidationException' }, operation: /^List/, until: Infinity });
      };
      return { byHand: { told: 'The service refuses to list a pool.', act }, finds: {} };
    },
    [
      '✘ the check ended with ["crashed",null]; expected ["checked",1]',
      '✘ the check emitted []; expected [{"Drifted":0,"Repaired":0,"Pending":0}]',
    ],
  ],
])(
  'a check %s',
  async (_, check, problems) => {
    const { asExpected, output } = await recordedRun((account) => [
      {
        do: 'deploy',
        heading: 'Create',
        app: { associations: [number(account)], driftDetection: 'report' },
        ends: 'CREATE_COMPLETE',
      },
      { do: 'check', heading: 'Check', ...check(account) },
    ]);

    expect(asExpected).toBe(false);
    for (const problem of problems) expect(output).toMatch(problem);
  },
  60_000,
);
