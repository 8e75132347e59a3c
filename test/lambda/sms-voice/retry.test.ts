import { beforeEach, describe, expect, test } from '@jest/globals';
import { Retry } from '../../../lambda/sms-voice/retry';
import type { ServiceError, ServiceErrorKind } from '../../../lambda/sms-voice/service-error';
import { RequestFailed } from '../../../lambda/util/errors';
import { steadyTime } from '../harness/steady-time';

const time = steadyTime();
let start: number;
beforeEach(() => {
  start = time.clock.now();
});

const errorOf = (kind: ServiceErrorKind): ServiceError => ({ kind, reason: undefined, description: `it was ${kind}` });

/** When each retry of a call with these errors is due, in milliseconds from the start, and how it ends. */
async function retried(kinds: Iterable<ServiceErrorKind>, milliseconds = 3_600_000, hint = '') {
  const due: number[] = [];
  const context = { clock: time.clock, log: () => undefined, deadline: start + milliseconds };
  const end = await time.clock.run(async () => {
    const retry = new Retry(context, 'DescribePools', 'for pool-01');
    try {
      for (const kind of kinds) {
        await retry.wait(errorOf(kind), hint);
        due.push(time.clock.now() - start);
      }
      return 'done';
    } catch (error) {
      return error instanceof RequestFailed ? error.message : error;
    }
  });
  return { due, end };
}
const times = (count: number, kind: ServiceErrorKind) => Array.from({ length: count }, () => kind);

test.each<ServiceErrorKind>(['throttled', 'conflict', 'unknown outcome', 'denied'])(
  'the delay before a retry grows with the time waited, by the same rule after an error of the kind %s',
  async (kind) => {
    expect((await retried(times(3, kind))).due.map(Math.round)).toEqual([200, 425, 678]);
  },
);

test('the delay stays at four seconds', async () => {
  const { due } = await retried(times(60, 'throttled'));
  expect(Math.round((due.at(-1) ?? 0) - (due.at(-2) ?? 0))).toBe(4_000);
});

describe('denied access', () => {
  test('is retried for 75 seconds, and no longer', async () => {
    const { due, end } = await retried(times(100, 'denied'));
    expect(due.at(-1)).toBeGreaterThanOrEqual(75_000);
    expect(due.at(-2)).toBeLessThan(75_000);
    expect(end).toMatch(
      /^DescribePools for pool-01 was denied \d+ times in 7\d s, .*: it was denied\. Allow the function's role/,
    );
  });

  test('has all of its time again after another error', async () => {
    const { due, end } = await retried([...times(25, 'denied'), 'conflict', ...times(18, 'denied')]);
    expect(due).toHaveLength(44);
    expect(due.at(-1)).toBeGreaterThan(75_000);
    expect(end).toBe('done');
  });
});

describe('a retry that would come too late', () => {
  test.each([
    [701, 'done'],
    [
      700,
      'gave up shortly before the time limit: DescribePools for pool-01 was tried 1 time in 0 s, and the last response ' +
        'was it was conflict. Deploy again.',
    ],
  ])('within %d ms: %s', async (milliseconds, expected) => {
    expect((await retried(['conflict'], milliseconds)).end).toBe(expected);
  });

  test('is not made, and the message says how often and for how long the call was tried', async () => {
    const { due, end } = await retried(times(100, 'conflict'), 20_000);
    expect(due.at(-1)).toBeLessThan(19_500);
    expect(end).toContain(`tried ${due.length + 1} times in ${Math.round((due.at(-1) ?? 0) / 1000)} s`);
  });

  test('ends with the hint of the caller', async () => {
    expect((await retried(['conflict'], 1, 'It is PENDING.')).end).toMatch(/it was conflict\. It is PENDING\.$/);
  });
});
