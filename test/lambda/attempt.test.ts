import { beforeEach, describe, expect, test } from '@jest/globals';
import { attempt } from '../../lambda/attempt';
import type { LogEntry } from '../../lambda/log';
import { VirtualClock } from '../virtual-clock';

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
/** As the SDK: silent until it is aborted. */
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

  test('that fails has what the failure means, and a log line', async () => {
    const error = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    const failure = { kind: 'denied', reason: undefined, description: 'AccessDeniedException: no' };
    expect(await attempted(() => Promise.reject(error))).toEqual({ ok: false, failure });
    expect(lines).toEqual([
      { message: 'call', ...call, outcome: 'denied', error: failure.description, milliseconds: 70 },
    ]);
  });

  test.each([
    ['after ten seconds', 60_000, 10_000],
    ['at the deadline', 5_000, 5_000],
  ])('that is silent is given up %s, its outcome unknown', async (_when, deadline, given) => {
    const signals: AbortSignal[] = [];
    const answer = await attempted((signal) => {
      signals.push(signal);
      return silent(signal);
    }, deadline);
    expect(answer).toMatchObject({
      failure: { kind: 'unknown outcome', description: `TimeoutError: no answer within ${given} ms` },
    });
    expect(clock.now() - start).toBe(given);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('that begins after the deadline is given up at once', async () => {
    expect(await attempted(silent, -1)).toMatchObject({ ok: false, failure: { kind: 'unknown outcome' } });
    expect(clock.now() - start).toBe(1);
  });
});
