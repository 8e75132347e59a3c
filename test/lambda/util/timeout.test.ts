import { beforeEach, describe, expect, test } from '@jest/globals';
import { withTimeout } from '../../../lambda/util/timeout';
import { VirtualClock } from '../../virtual-clock';

let clock: VirtualClock;
let start: number;
let signals: AbortSignal[];
beforeEach(() => {
  clock = new VirtualClock();
  start = clock.now();
  signals = [];
});

const limited = (work: (signal: AbortSignal) => Promise<string>) =>
  clock.run(() =>
    withTimeout(
      clock,
      1_000,
      (signal) => {
        signals.push(signal);
        return work(signal);
      },
      () => new Error('timeout'),
    ),
  );
const aborted = () => signals.map((signal) => signal.aborted);
const after = (milliseconds: number) => clock.sleep(milliseconds).then(() => 'done');

describe('work with a timeout', () => {
  test('resolves with its result', async () => {
    expect(await limited(() => after(999))).toBe('done');
    expect(clock.now() - start).toBe(999);
  });

  test('rejects with its own error', async () => {
    await expect(limited(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  test('that takes longer is aborted, and times out even if it ignores the signal', async () => {
    await expect(limited(() => after(60_000))).rejects.toThrow('timeout');
    expect(clock.now() - start).toBe(1_000);
    expect(aborted()).toEqual([true]);
  });

  test('that heeds the signal times out as well, whatever error it rejects with', async () => {
    const heeding = (signal: AbortSignal) =>
      new Promise<string>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    await expect(limited(heeding)).rejects.toThrow('timeout');
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
