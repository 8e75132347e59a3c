import { describe, expect, test } from '@jest/globals';
import { SmsVoice } from '../sms-voice';
import { createDemoAccount, type Declaration } from './demo-account';
import { driftCheck, type Finds, problemsOf } from './drift-check';

const { support, desk, agent } = createDemoAccount(new SmsVoice());
const number: Declaration = { name: 'PhoneNumber', pool: support, identity: desk };
const declared: readonly Declaration[] = [number, { name: 'RcsAgent', pool: support, identity: agent }];
const entry = { LogicalResourceId: 'A1', PoolId: support.id, OriginationIdentity: desk.id, found: 'nowhere' };

const metrics = (values: Record<string, number>): string =>
  JSON.stringify({
    _aws: { CloudWatchMetrics: [{ Metrics: ['Drifted', 'Repaired', 'Pending'].map((Name) => ({ Name })) }] },
    Unnamed: 9,
    ...values,
  });

const warning = JSON.stringify({ message: 'warning', warning: `phone number ${desk.id} is not in its pool` });

function problems(finds: Finds, lists: { drifted?: object[]; pending?: object[] }, ...log: string[]): string[] {
  const returned = { status: 'checked', associations: 2, drifted: [], pending: [], ...lists };
  const check = driftCheck({ outcome: 'done', returned }, log, 1);
  return problemsOf(check, finds, declared, (id) => (id === 'A1' ? 'PhoneNumber' : id));
}

describe('a check', () => {
  test.each([
    ['missing', { drifted: [{ ...entry, repaired: false }] }, { Drifted: 1, Repaired: 0, Pending: 0 }],
    ['repaired', { drifted: [{ ...entry, repaired: true }] }, { Drifted: 0, Repaired: 1, Pending: 0 }],
    ['pending', { pending: [{ ...entry, repaired: false }] }, { Drifted: 0, Repaired: 0, Pending: 1 }],
  ])('is as expected if result and metrics are: %s', (kind, lists, values) => {
    const log = kind === 'missing' ? [warning] : ['a line'];
    expect(problems({ [kind]: [number] }, lists, ...log, metrics(values))).toEqual([]);
  });

  test.each([
    ['no metrics', []],
    ['other values', [metrics({ Drifted: 1, Repaired: 1, Pending: 0 })]],
    ['a value too few', [metrics({ Drifted: 0, Repaired: 1 })]],
    ['the metrics twice', [1, 2].map(() => metrics({ Drifted: 0, Repaired: 1, Pending: 0 }))],
    ['values that CloudWatch makes no metrics of', [JSON.stringify({ Drifted: 0, Repaired: 1, Pending: 0 })]],
  ])('is not as expected with %s', (_, log) => {
    const lists = { drifted: [{ ...entry, repaired: true }] };
    expect(problems({ repaired: [number] }, lists, ...log)).toEqual([
      expect.stringMatching(/^the check emitted .*; expected \[\{"Drifted":0,"Repaired":1,"Pending":0\}\]$/),
    ]);
  });

  test('is not as expected with what is missing and no warning of it', () => {
    const lists = { drifted: [{ ...entry, repaired: false }] };
    const log = metrics({ Drifted: 1, Repaired: 0, Pending: 0 });
    expect(problems({ missing: [number] }, lists, log)).toEqual(['the check warned of []; expected ["PhoneNumber"]']);
  });

  test.each([
    ['another identity', { OriginationIdentity: agent.id }],
    ['another resource', { LogicalResourceId: 'A2' }],
    ['another place', { found: 'elsewhere' }],
    ['no repair', { repaired: false }],
  ])('is not as expected with %s', (_, change) => {
    const lists = { drifted: [{ ...entry, repaired: true, ...change }] };
    const log = metrics({ Drifted: 0, Repaired: 1, Pending: 0 });
    expect(problems({ repaired: [number] }, lists, log)).toEqual([
      expect.stringMatching(
        `^the check found .*; expected \\["repaired: PhoneNumber, ${desk.id} of ${support.id}, nowhere`,
      ),
    ]);
  });
});
