import { beforeEach, describe, expect, test } from '@jest/globals';
import { attempt } from '../../../lambda/sms-voice/attempt';
import type { LogEntry } from '../../../lambda/util/log';
import { VirtualClock } from '../../virtual-clock';

const call = { operation: 'DescribePools', input: { PoolIds: ['pool-01'] } };

let clock: VirtualClock;
let start: number;
let lines: LogEntry[];
beforeEach(() => {
  clock = new VirtualClock();
  start = clock.now();
  lines = [];
});

const attempted = (send: (signal: AbortSignal) => Promise<string>, milliseconds = 60_000) =>
  clock.run(() =>
    attempt({ clock, log: (entry) => lines.push(entry), deadline: start + milliseconds }, call, async (signal) => {
      await clock.sleep(70);
      return send(signal);
    }),
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
      error: { kind: 'unknown outcome', description: `TimeoutError: no response in ${limit} ms` },
    });
    expect(clock.now() - start).toBe(limit);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('that begins after the deadline is aborted at once', async () => {
    expect(await attempted(silent, -1)).toMatchObject({ ok: false, error: { kind: 'unknown outcome' } });
    expect(clock.now() - start).toBe(1);
  });
});
