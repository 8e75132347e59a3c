import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { waitUntil, type WaiterOptions, type WaiterVerdict } from '../../../lambda/util/waiter';
import { steadyTime, stoppedClock } from '../harness/steady-time';

const time = steadyTime();
/** When each read was made, in milliseconds from the start. */
let reads: number[];
beforeEach(() => {
  reads = [];
});

/** Waits with reads that show one state after the other, the last one for ever. */
function waited(states: readonly string[], options: Partial<WaiterOptions<string>> = {}, milliseconds = 3_600_000) {
  const start = time.clock.now();
  const read = () => {
    reads.push(time.clock.now() - start);
    return Promise.resolve(states[Math.min(reads.length, states.length) - 1] ?? '');
  };
  const acceptor = (state: string): WaiterVerdict => (state === 'success' || state === 'failure' ? state : 'retry');
  const isUnderWay = (state: string) => state === 'under way';
  const defaults = { clock: time.clock, deadline: start + milliseconds, maxWait: 10_000, acceptor, isUnderWay };
  return time.clock.run(() => waitUntil(read, { ...defaults, ...options }));
}

describe('a waiter', () => {
  test.each(['success', 'failure'])('ends at the first read that says %s', async (state) => {
    expect(await waited(['no', 'no', state, 'no'])).toEqual({ state, reason: state });
    expect(reads).toHaveLength(3);
  });

  test('reads a little further apart each time, at most every two seconds', async () => {
    await waited(['under way'], {}, 12_000);
    expect(reads.map(Math.round)).toEqual([0, 500, 1_250, 2_375, 4_063, 6_063, 8_063, 10_063]);
  });

  test.each([
    [0, 375],
    [1, 625],
  ])('reads a quarter sooner or later than that, by chance (%d)', async (random, first) => {
    jest.spyOn(Math, 'random').mockReturnValue(random);
    await waited(['no', 'success']);
    expect(reads[1]).toBe(first);
  });

  test('ends after its max wait, with the last read', async () => {
    expect(await waited(['first', 'last'])).toEqual({ state: 'timeout', reason: 'last' });
    const last = reads.at(-1) ?? 0;
    expect(last).toBeGreaterThanOrEqual(10_000);
    expect(last).toBeLessThan(12_000);
  });

  test('counts its max wait from the end of the first read, which may have waited for a quota', async () => {
    const start = time.clock.now();
    const read = async () => {
      if (reads.length === 0) await time.clock.sleep(60_000);
      reads.push(time.clock.now() - start);
      return 'no';
    };
    const options = { maxWait: 10_000, acceptor: () => 'retry' as const, isUnderWay: () => false };
    await time.clock.run(() => waitUntil(read, { clock: time.clock, deadline: start + 3_600_000, ...options }));
    expect(reads.at(-1)).toBeGreaterThanOrEqual(70_000);
  });

  test('goes on beyond its max wait while a read shows the change under way', async () => {
    const states = [...Array.from({ length: 40 }, () => 'under way'), 'success'];
    expect(await waited(states)).toMatchObject({ state: 'success' });
    expect(reads.at(-1)).toBeGreaterThan(60_000);
  });

  test('spends a sixth of the time that is left at most', async () => {
    await waited(['no'], {}, 30_000);
    expect(reads.at(-1)).toBeGreaterThanOrEqual(5_000);
    expect(reads.at(-1)).toBeLessThan(7_000);
  });

  test('ends before the deadline, even if the change is under way', async () => {
    expect(await waited(['under way'], {}, 30_000)).toMatchObject({ state: 'timeout' });
    expect(reads.at(-1)).toBeLessThanOrEqual(30_000);
    expect(reads.at(-1)).toBeGreaterThan(27_000);
  });

  test('never reads without end, even if the clock stands still', async () => {
    const clock = stoppedClock;
    expect(await waited(['under way'], { clock, deadline: 1e9 })).toMatchObject({ state: 'timeout' });
    expect(reads).toHaveLength(1_000);
  });
});
