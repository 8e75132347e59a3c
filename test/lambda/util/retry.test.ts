import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Attempt, MAX_ATTEMPTS, retry, retryDelay } from '../../../lambda/util/retry';
import { steadyTime, stoppedClock } from '../harness/steady-time';

const time = steadyTime();
/** When each attempt began, in milliseconds from the start. */
let attempts: number[];
beforeEach(() => {
  attempts = [];
});

/** Fails so often, and then succeeds. */
function retried(
  failures: number,
  {
    milliseconds = 3_600_000,
    shouldRetry = (): boolean => true,
  }: Partial<{ milliseconds: number; shouldRetry: (error: string, elapsed: number) => boolean }> = {},
) {
  const start = time.clock.now();
  const attempt = (): Promise<Attempt<string, string>> => {
    attempts.push(time.clock.now() - start);
    const isDone = attempts.length > failures;
    return Promise.resolve(isDone ? { ok: true, output: 'done' } : { ok: false, error: `error ${attempts.length}` });
  };
  return time.clock.run(() => retry(attempt, { clock: time.clock, deadline: start + milliseconds, shouldRetry }));
}

describe('an attempt', () => {
  test('that succeeds is the only one', async () => {
    expect(await retried(0)).toEqual({ ok: true, output: 'done', attempts: 1 });
    expect(attempts).toEqual([0]);
  });

  test('that fails is made again, after delays that grow with the time waited', async () => {
    expect(await retried(3)).toEqual({ ok: true, output: 'done', attempts: 4 });
    expect(attempts.map(Math.round)).toEqual([0, 200, 425, 678]);
  });

  test('that fails for good is the last one', async () => {
    const shouldRetry = jest.fn((error: string) => error !== 'error 2');
    expect(await retried(5, { shouldRetry })).toEqual({
      ok: false,
      error: 'error 2',
      because: 'refused',
      attempts: 2,
      elapsed: 200,
    });
    expect(shouldRetry.mock.calls).toEqual([
      ['error 1', 0],
      ['error 2', 200],
    ]);
  });

  test.each([
    [701, 2],
    [700, 1],
  ])('that would have less than half a second is not made: within %d ms, %d attempts', async (milliseconds, made) => {
    expect(await retried(9, { milliseconds })).toMatchObject({ because: 'out of time', attempts: made });
  });

  test('is never made without end, even if the clock stands still', async () => {
    const clock = stoppedClock;
    const shouldRetry = () => true;
    const result = await retry(() => Promise.resolve({ ok: false, error: 'no' }), {
      clock,
      deadline: 1e9,
      shouldRetry,
    });
    expect(result).toMatchObject({ because: 'out of time', attempts: 1_000 });
  });
});

describe('the delay of a retry', () => {
  test.each([
    [0, 400],
    [8_000, 2_400],
    [30_400, 8_000],
    [900_000, 8_000],
  ])('after %d ms is between 0 and %d ms', (waited, most) => {
    const random = jest.spyOn(Math, 'random');
    expect([0, 0.5, 1].map((value) => retryDelay((random.mockReturnValue(value), waited)))).toEqual([
      0,
      most / 2,
      most,
    ]);
  });
});

test('a quarter of an hour, which Lambda gives a function, has room for fewer attempts than the bound', async () => {
  await retried(10_000, { milliseconds: 900_000 });
  expect(attempts.length).toBeGreaterThan(200);
  expect(attempts.length).toBeLessThan(MAX_ATTEMPTS / 2);
});
