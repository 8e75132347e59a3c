import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from './virtual-clock';

describe('VirtualClock', () => {
  test('lets an hour pass while the work sleeps, and gives its result', async () => {
    const clock = new VirtualClock(1000);
    const result = await clock.run(async () => {
      await clock.sleep(3_600_000);
      return clock.now();
    });
    expect(result).toBe(3_601_000);
  });

  test('passes the failure of the work on', async () => {
    const clock = new VirtualClock();
    await expect(
      clock.run(async () => {
        await clock.sleep(5);
        throw new Error('no luck');
      }),
    ).rejects.toThrow('no luck');
  });

  test('wakes sleepers by time, and those of the same moment in the order in which they lay down', async () => {
    const clock = new VirtualClock();
    const woken: string[] = [];
    const sleeper = async (name: string, milliseconds: number): Promise<void> => {
      await clock.sleep(milliseconds);
      woken.push(name);
    };
    await clock.run(() => Promise.all([sleeper('c', 20), sleeper('a', 10), sleeper('d', 20), sleeper('b', 10)]));
    expect(woken).toEqual(['a', 'b', 'c', 'd']);
  });

  test('lets real file reads finish before time moves on', async () => {
    const clock = new VirtualClock(0);
    const readAt = await clock.run(async () => {
      const timeAfterReading = readFile(__filename).then(() => clock.now());
      await clock.sleep(60_000);
      return timeAfterReading;
    });
    expect(readAt).toBe(0);
  });

  test("rejects a sleep with the signal's reason, at the moment of the abort", async () => {
    const clock = new VirtualClock(0);
    const controller = new AbortController();
    const abortedAt = await clock.run(async () => {
      const sleep = clock.sleep(1000, controller.signal);
      await clock.sleep(10);
      controller.abort(new Error('enough'));
      await expect(sleep).rejects.toThrow('enough');
      await expect(clock.sleep(1, controller.signal)).rejects.toThrow('enough');
      return clock.now();
    });
    expect(abortedAt).toBe(10);
  });

  test('goes on with sleepers that an earlier run left behind', async () => {
    const clock = new VirtualClock(0);
    let woken = false;
    await clock.run(async () => {
      void clock.sleep(100).then(() => (woken = true));
      await clock.sleep(10);
    });
    expect(woken).toBe(false);
    await clock.run(() => clock.sleep(100));
    expect(woken).toBe(true);
  });

  test('says so when the work can never settle', async () => {
    const clock = new VirtualClock(0);
    await expect(clock.run(() => new Promise(() => undefined))).rejects.toThrow(
      'the work can never settle: at 1970-01-01T00:00:00.000Z (virtual) it still waits, but no sleeper is left',
    );
  });

  test('refuses a second run at the same time', async () => {
    const clock = new VirtualClock();
    await clock.run(async () => {
      await expect(clock.run(() => Promise.resolve())).rejects.toThrow('this clock is in a run already');
    });
  });
});
