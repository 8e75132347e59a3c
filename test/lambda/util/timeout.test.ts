import { beforeEach, describe, expect, test } from '@jest/globals';
import { MAX_ATTEMPT, NoResponse, withTimeout } from '../../../lambda/util/timeout';
import { VirtualClock } from '../../virtual-clock';

let clock: VirtualClock;
let start: number;
let signals: AbortSignal[];
beforeEach(() => {
  clock = new VirtualClock();
  start = clock.now();
  signals = [];
});

const limited = (work: (signal: AbortSignal) => Promise<string>, milliseconds = 1_000) =>
  clock.run(() =>
    withTimeout({ clock, deadline: start + milliseconds }, (signal) => {
      signals.push(signal);
      return work(signal);
    }),
  );
const aborted = () => signals.map((signal) => signal.aborted);
const after = (milliseconds: number) => clock.sleep(milliseconds).then(() => 'done');

describe('an attempt', () => {
  test('resolves with its result', async () => {
    expect(await limited(() => after(999))).toBe('done');
    expect(clock.now() - start).toBe(999);
  });

  test('rejects with its own error', async () => {
    await expect(limited(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  test('that goes beyond the deadline is aborted, and times out even if it ignores the signal', async () => {
    await expect(limited(() => after(60_000))).rejects.toThrow(new NoResponse('no response in 1000 ms'));
    expect(clock.now() - start).toBe(1_000);
    expect(aborted()).toEqual([true]);
  });

  test.each([
    [9_999, 'done'],
    [10_001, 'timeout'],
  ])('that takes %d ms long before the deadline: %s', async (milliseconds, expected) => {
    const result = limited(() => after(milliseconds), 60_000).catch(() => 'timeout');
    expect(await result).toBe(expected);
    expect(clock.now() - start).toBe(Math.min(milliseconds, MAX_ATTEMPT));
  });

  test('that begins after the deadline is aborted at once', async () => {
    await expect(limited(() => after(1_000), -1)).rejects.toBeInstanceOf(NoResponse);
    expect(clock.now() - start).toBe(1);
  });

  test('that heeds the signal times out as well, whatever error it rejects with', async () => {
    const heeding = (signal: AbortSignal) =>
      new Promise<string>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    await expect(limited(heeding)).rejects.toBeInstanceOf(NoResponse);
  });

  test.each([
    ['succeeded', () => Promise.resolve('done')],
    ['failed', () => Promise.reject(new Error('broken'))],
  ])('is not aborted after it %s', async (_how, work) => {
    await limited(work).catch(() => undefined);
    await clock.run(() => clock.sleep(60_000));
    expect(aborted()).toEqual([false]);
  });
});
