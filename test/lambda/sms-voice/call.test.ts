import { beforeEach, describe, expect, test } from '@jest/globals';
import { attemptCall, CallFailed, retryCall, type RetryableError } from '../../../lambda/sms-voice/call';
import type { ServiceErrorKind } from '../../../lambda/sms-voice/service-error';
import type { LogEntry } from '../../../lambda/util/log';
import { steadyTime } from '../harness/steady-time';

const call = { operation: 'DescribePools', input: { PoolIds: ['pool-01'] } };

const time = steadyTime();
let start: number;
let lines: LogEntry[];
beforeEach(() => {
  start = time.clock.now();
  lines = [];
});

const attempted = (send: (signal: AbortSignal) => Promise<string>, milliseconds = 60_000) =>
  time.clock.run(() =>
    attemptCall(
      { clock: time.clock, log: (entry) => lines.push(entry), deadline: start + milliseconds },
      call,
      async (signal) => {
        await time.clock.sleep(70);
        return send(signal);
      },
    ),
  );
/** Silent until it is aborted, as the SDK is. */
const silent = (signal: AbortSignal) =>
  new Promise<string>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });

describe('an attempt', () => {
  test('that succeeds has its output, and a log line', async () => {
    expect(await attempted(() => Promise.resolve('output'))).toEqual({ ok: true, output: 'output' });
    expect(lines).toEqual([{ message: 'call', ...call, outcome: 'success', milliseconds: 70 }]);
  });

  test('that fails has the meaning of the error, and a log line', async () => {
    const error = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    const parsed = { kind: 'denied', reason: undefined, description: 'AccessDeniedException: no' };
    expect(await attempted(() => Promise.reject(error))).toEqual({ ok: false, error: parsed });
    expect(lines).toEqual([
      { message: 'call', ...call, outcome: 'denied', error: parsed.description, milliseconds: 70 },
    ]);
  });

  test.each([
    ['after ten seconds', 60_000, 10_000],
    ['at the deadline', 5_000, 5_000],
  ])('that is silent is aborted %s, its outcome unknown', async (_when, deadline, limit) => {
    const signals: AbortSignal[] = [];
    const result = await attempted((signal) => {
      signals.push(signal);
      return silent(signal);
    }, deadline);
    expect(result).toMatchObject({
      error: { kind: 'unknown-outcome', description: `TimeoutError: no response in ${limit} ms` },
    });
    expect(time.clock.now() - start).toBe(limit);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('that begins after the deadline is aborted at once', async () => {
    expect(await attempted(silent, -1)).toMatchObject({ ok: false, error: { kind: 'unknown-outcome' } });
    expect(time.clock.now() - start).toBe(1);
  });
});

const errorOf = (kind: ServiceErrorKind, hint?: string): RetryableError => ({
  kind,
  reason: undefined,
  description: `it was ${kind}`,
  ...(hint === undefined ? {} : { hint }),
});
const times = (count: number, kind: ServiceErrorKind) => Array.from({ length: count }, () => errorOf(kind));

/** When each attempt at a call with these errors was made, in milliseconds from the start, and how it ends. */
async function retried(errors: readonly RetryableError[], milliseconds = 3_600_000) {
  const made: number[] = [];
  const left = [...errors];
  const attempt = () => {
    made.push(time.clock.now() - start);
    const error = left.shift();
    return Promise.resolve(
      error === undefined ? ({ ok: true, output: 'done' } as const) : ({ ok: false, error } as const),
    );
  };
  const context = { clock: time.clock, log: () => undefined, deadline: start + milliseconds };
  const name = { operation: 'DescribePools', goal: 'for pool-01' };
  const end = await time.clock
    .run(() => retryCall(context, name, attempt))
    .catch((error: unknown) => {
      if (error instanceof CallFailed) return error.message;
      throw error;
    });
  return { made, end };
}

test.each<ServiceErrorKind>(['throttled', 'conflict', 'unknown-outcome', 'denied', 'no-route'])(
  'a call is retried by the same rule after an error of the kind %s',
  async (kind) => {
    const { made, end } = await retried(times(3, kind));
    expect(made.map(Math.round)).toEqual([0, 200, 425, 678]);
    expect(end).toBe('done');
  },
);

describe.each<[ServiceErrorKind, RegExp]>([
  ['denied', /^DescribePools for pool-01 was denied \d+ times in 7\d s, .*: it was denied\. Allow the function's role/],
  [
    'no-route',
    /^DescribePools for pool-01 never reached the service, \d+ times in 7\d s: it was no-route\. Check that/,
  ],
])('a call that is %s', (kind, message) => {
  test('is retried for 75 seconds, and no longer', async () => {
    const { made, end } = await retried(times(100, kind));
    expect(made.at(-1)).toBeGreaterThanOrEqual(75_000);
    expect(made.at(-2)).toBeLessThan(75_000);
    expect(end).toMatch(message);
  });

  test('has all of its time again after another error', async () => {
    const { made, end } = await retried([...times(25, kind), errorOf('conflict'), ...times(18, kind)]);
    expect(made).toHaveLength(45);
    expect(made.at(-1)).toBeGreaterThan(75_000);
    expect(end).toBe('done');
  });
});

describe('a retry that would come too late', () => {
  test('is not made, and the message says how often and for how long the call was tried', async () => {
    const { made, end } = await retried(times(100, 'conflict'), 20_000);
    expect(made.at(-1)).toBeLessThan(19_500);
    expect(end).toBe(
      `gave up shortly before the time limit: DescribePools for pool-01 was tried ${made.length} times in ` +
        `${Math.round((made.at(-1) ?? 0) / 1000)} s, and the last response was it was conflict. Deploy again.`,
    );
  });

  test('says one time, and the hint of the caller', async () => {
    const { end } = await retried([errorOf('conflict', 'It is PENDING.')], 1);
    expect(end).toMatch(/was tried 1 time in 0 s, .*it was conflict\. It is PENDING\.$/);
  });
});
