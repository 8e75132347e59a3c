import { beforeEach, describe, expect, test } from '@jest/globals';
import { Cadence } from '../../lambda/cadence';
import { dice } from '../randomness';
import { VirtualClock } from '../virtual-clock';

/** As the wall clock is divided for everybody. */
const BEAT = 1_030;
const QUARTER = BEAT / 4;

const READ = 'ListPoolOriginationIdentities';
const CHANGE = 'AssociateOriginationIdentity';
const LAST_READ = 'DescribePhoneNumbers';

let clock: VirtualClock;
let random: () => number;
let cadence: Cadence;
beforeEach(() => {
  clock = new VirtualClock();
  random = dice();
  cadence = new Cadence(clock, random);
});

/** Moments at which a request asks again that has been throttled for so long, from random moments of its first answer. */
async function askedAgain(waited: number): Promise<{ readonly at: number; readonly delay: number }[]> {
  const asked: { at: number; delay: number }[] = [];
  for (let times = 0; times < 500; times += 1) {
    await clock.run(() => clock.sleep(random() * 5_000));
    const delay = cadence.delayAfterThrottling(READ, waited);
    asked.push({ at: clock.now() + delay, delay });
  }
  return asked;
}

const average = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const afterBeat = (at: number): number => at % BEAT;

describe('a throttled request asks again', () => {
  test('at the next beat at first', async () => {
    const asked = await askedAgain(40);
    expect(Math.max(...asked.map(({ delay }) => delay))).toBeLessThan(BEAT + 20);
  });

  test.each([40, 60_000])('at a beat of the wall clock nine times of ten, when throttled for %d ms', async (waited) => {
    const asked = await askedAgain(waited);
    const onBeat = asked.filter(({ at }) => afterBeat(at) <= 20).length / asked.length;
    expect(onBeat).toBeGreaterThan(0.85);
    expect(onBeat).toBeLessThan(0.97);
    expect(Math.min(...asked.map(({ delay }) => delay))).toBeGreaterThanOrEqual(0);
  });

  test.each([
    [4_200, 1],
    [20_000, 3],
    [100_000, 3],
    [600_000, 10],
  ])('when throttled for %d ms, after %d beats on average', async (waited, beats) => {
    const asked = await askedAgain(waited);
    expect(average(asked.map(({ delay }) => delay)) / BEAT).toBeGreaterThan(beats * 0.8);
    expect(average(asked.map(({ delay }) => delay)) / BEAT).toBeLessThan(beats * 1.2 + 0.3);
  });
});

describe('a further call', () => {
  /** The first attempt at an operation, in milliseconds since the beginning of its beat. */
  const stepped = async (operation: string): Promise<number> => {
    await clock.run(() => cadence.keepStep(operation));
    return Math.round(afterBeat(clock.now()));
  };

  test('comes at once when nothing was throttled', async () => {
    const before = clock.now();
    for (const operation of [READ, CHANGE, LAST_READ]) await stepped(operation);
    expect(clock.now()).toBe(before);
  });

  test('comes at a quarter of the beat that is its own when something was throttled', async () => {
    await stepped(READ);
    cadence.delayAfterThrottling(READ, 40);
    expect([await stepped(CHANGE), await stepped(LAST_READ), await stepped(CHANGE)]).toEqual([258, 515, 258]);
  });

  test('by the operation of the first one comes at the beat, before those that wait to be let in', async () => {
    await stepped(READ);
    cadence.delayAfterThrottling(READ, 40);
    await stepped(CHANGE);
    expect(await stepped(READ)).toBe(0);
  });

  test('keeps its quarter, and waits a beat or two, when it is throttled itself', async () => {
    for (const operation of [READ, CHANGE]) await stepped(operation);
    for (let times = 0; times < 100; times += 1) {
      const delay = cadence.delayAfterThrottling(CHANGE, 4_000);
      expect(afterBeat(clock.now() + delay)).toBeGreaterThan(QUARTER - 0.01);
      expect(afterBeat(clock.now() + delay)).toBeLessThan(QUARTER + 20);
      expect(delay).toBeLessThan(2 * BEAT + 20.01);
    }
  });
});

describe('with dice that are known', () => {
  /** Throws these, one after the other. */
  const throwing = (...thrown: number[]) => new Cadence(clock, () => thrown.shift() ?? Number.NaN);
  /** Since the wall clock's last beat. */
  const sinceBeat = () => clock.now() % BEAT;
  beforeEach(() => clock.run(() => clock.sleep(BEAT - sinceBeat() + 200)));

  test.each([
    ['at first at the next beat', 0, [0.5, 0.1, 0.99], BEAT - 200 + 10],
    ['after two seconds at the next beat, too', 2_060, [0.5, 0.1, 0.99], BEAT - 200 + 10],
    ['after four seconds at one of the next two', 4_120, [0.5, 0.1, 0.5], 2 * BEAT - 200 + 10],
    ['up to a beat earlier, once in ten times', 4_120, [0.5, 0.09, 0.3, 0.5], 1.7 * BEAT - 200 + 10],
    ['but never before now', 0, [0.5, 0.09, 0.99, 0], 10],
    ['after twelve seconds within six beats', 12_360, [0, 0.1, 0.95], 6 * BEAT - 200],
    ['after a minute, too', 60_000, [0, 0.1, 0.95], 6 * BEAT - 200],
    ['after minutes within a share of them', 309_000, [0, 0.1, 0.95], 12 * BEAT - 200],
    ['after a quarter of an hour within twenty beats', 900_000, [0, 0.1, 0.95], 20 * BEAT - 200],
  ])('a throttled request asks again %s', (_when, waited, dice, expected) => {
    expect(throwing(...dice).delayAfterThrottling(READ, waited)).toBeCloseTo(expected, 6);
  });

  test('a further call that is throttled asks at its own part of one of the next two beats, never off it', async () => {
    const stepping = throwing(0.5, 0.5, 0.5, ...[0.5, 0.49], ...[0, 0.5], ...[0, 0.5]);
    await stepping.keepStep(READ);
    stepping.delayAfterThrottling(READ, 0);
    await clock.run(() => stepping.keepStep(CHANGE));
    expect(sinceBeat()).toBeCloseTo(QUARTER, 6);
    expect(stepping.delayAfterThrottling(CHANGE, 0)).toBeCloseTo(BEAT + 10, 6);
    expect(stepping.delayAfterThrottling(CHANGE, 20_600)).toBeCloseTo(2 * BEAT, 6);
    // More seldom when it has been in vain for minutes.
    expect(stepping.delayAfterThrottling(CHANGE, 900_000)).toBeCloseTo(11 * BEAT, 6);
  });

  test('the fifth operation comes at the beat again', async () => {
    const stepping = throwing(0.5, 0.5, 0.5);
    stepping.delayAfterThrottling(READ, 0);
    for (const operation of [READ, CHANGE, LAST_READ, 'another', 'a fifth']) {
      await clock.run(() => stepping.keepStep(operation));
    }
    expect(sinceBeat()).toBeCloseTo(0, 6);
  });
});
