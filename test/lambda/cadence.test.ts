import { beforeEach, describe, expect, test } from '@jest/globals';
import { Cadence } from '../../lambda/cadence';
import { VirtualClock } from '../virtual-clock';

/** As the wall clock is divided for everybody. */
const BEAT = 1_030;
const QUARTER = BEAT / 4;

let clock: VirtualClock;
let cadence: Cadence;
beforeEach(() => {
  clock = new VirtualClock();
  cadence = new Cadence(clock);
});

/** Moments at which a request asks again that has been throttled for so long, from random moments of its first answer. */
async function askedAgain(waited: number): Promise<{ readonly at: number; readonly delay: number }[]> {
  const asked: { at: number; delay: number }[] = [];
  for (let times = 0; times < 500; times += 1) {
    await clock.run(() => clock.sleep(Math.random() * 5_000));
    const delay = cadence.delayAfterThrottling(waited);
    asked.push({ at: clock.now() + delay, delay });
  }
  return asked;
}

const average = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const afterBeat = (at: number): number => at % BEAT;

describe('a throttled request asks again', () => {
  test('within 0.6 seconds at first, at any moment', async () => {
    const asked = await askedAgain(40);
    expect(Math.max(...asked.map(({ delay }) => delay))).toBeLessThan(600);
    expect(average(asked.map(({ delay }) => delay))).toBeGreaterThan(200);
    expect(asked.filter(({ at }) => afterBeat(at) > QUARTER).length).toBeGreaterThan(100);
  });

  test.each([4_200, 60_000])(
    'at a beat of the wall clock nine times of ten, when throttled for %d ms',
    async (waited) => {
      const asked = await askedAgain(waited);
      const onBeat = asked.filter(({ at }) => afterBeat(at) <= 20).length / asked.length;
      expect(onBeat).toBeGreaterThan(0.85);
      expect(onBeat).toBeLessThan(0.97);
      expect(Math.min(...asked.map(({ delay }) => delay))).toBeGreaterThanOrEqual(0);
    },
  );

  test.each([
    [4_200, 1],
    [20_000, 3],
    [100_000, 4],
    [600_000, 23],
  ])('when throttled for %d ms, after %d beats on average', async (waited, beats) => {
    const asked = await askedAgain(waited);
    expect(average(asked.map(({ delay }) => delay)) / BEAT).toBeGreaterThan(beats * 0.8);
    expect(average(asked.map(({ delay }) => delay)) / BEAT).toBeLessThan(beats * 1.2 + 0.3);
  });
});

describe('a further call', () => {
  /** Since the beginning of its beat. */
  const stepped = async (): Promise<number> => {
    await clock.run(() => cadence.keepStep());
    return Math.round(afterBeat(clock.now()));
  };

  test('comes at once when nothing was throttled', async () => {
    const before = clock.now();
    await stepped();
    expect(clock.now()).toBe(before);
  });

  test('comes at the next quarter of a beat when something was, one call at each', async () => {
    cadence.delayAfterThrottling(40);
    expect([await stepped(), await stepped(), await stepped()]).toEqual([258, 515, 773]);
  });

  test('keeps its quarter when it is throttled itself', async () => {
    cadence.delayAfterThrottling(40);
    await stepped();
    for (let times = 0; times < 100; times += 1) {
      const delay = cadence.delayAfterThrottling(40);
      expect(afterBeat(clock.now() + delay)).toBeGreaterThanOrEqual(QUARTER - 0.01);
      expect(afterBeat(clock.now() + delay)).toBeLessThanOrEqual(QUARTER + 20);
      expect(delay).toBeLessThan(2 * BEAT + 20.01);
    }
  });
});
