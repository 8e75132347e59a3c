import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Place } from '../../lambda/place';
import type { SmsVoice } from '../../lambda/sms-voice';
import { staysIn, untilAnywhere, untilIn, untilOut } from '../../lambda/watch';
import { declared, numberIn } from './declared';
import { at, elsewhere, ScriptedService } from './scripted-service';
import { steadyTime } from './steady-time';

const association = declared(numberIn('pool-01'));
const PATIENCE = 5_000;

const time = steadyTime();
/** When each read was made, in milliseconds from the start. */
let reads: readonly number[];
beforeEach(() => {
  reads = [];
});

const active = { ...at('here', 'ACTIVE'), attributes: { PoolArn: 'arn:of:the:pool' } };
const associating = at('here', 'ASSOCIATING');
const disassociating = at('here', 'DISASSOCIATING');
const leaving = at('nowhere', 'DISASSOCIATING');
const out = at('nowhere', 'ACTIVE');
const gone = at('gone');

type Watch<Result> = (service: SmsVoice, to: typeof association, patience: number) => Promise<Result>;
/** Where each read shows the identity, in the end the last place for good. */
function watched<Result>(watch: Watch<Result>, places: Place[], milliseconds = 600_000): Promise<Result> {
  const service = new ScriptedService(time.clock, { places }, milliseconds);
  reads = service.times;
  return time.clock.run(() => watch(service, association, PATIENCE));
}

describe('the reads', () => {
  test('come less and less often, for as long as the patience lasts', async () => {
    await watched(untilIn, [out]);
    expect(reads).toEqual([0, 500, 1_250, 2_375, 4_062.5, 6_062.5]);
  });

  test('end sooner when little time is left, since the next generation needs some too', async () => {
    await watched(untilIn, [out], 6_000);
    expect(reads).toEqual([0, 500, 1_250]);
  });

  test('have no part of the patience until the first of them succeeds', async () => {
    const service = new ScriptedService(time.clock, { places: [out] });
    jest.spyOn(service, 'locate').mockImplementationOnce(async () => {
      await time.clock.sleep(60_000);
      return out;
    });
    await time.clock.run(() => untilIn(service, association, PATIENCE));
    expect(service.times).toHaveLength(5);
  });

  test('go on while a change is under way, until the time is over', async () => {
    await expect(watched(untilIn, [associating], 60_000)).rejects.toThrow(
      /^phone-.* is still ASSOCIATING shortly before the time limit \(2 s left\); expected ACTIVE/,
    );
    expect(reads.at(-1)).toBeGreaterThan(58_000);
    expect(reads.at(-1)).toBeLessThanOrEqual(60_000);
  });
});

describe('at their limits, the reads', () => {
  test('end with the patience, not after it', async () => {
    const service = new ScriptedService(time.clock, { places: [out] });
    await time.clock.run(() => untilIn(service, association, 500));
    expect(service.times).toEqual([0, 500]);
  });

  test('go on to the end of the time, not past it', async () => {
    await expect(watched(untilIn, [associating], 1_250)).rejects.toThrow('(0 s left)');
    expect(reads).toEqual([0, 500, 1_250]);
  });

  test.each([
    [0, 375],
    [0.999, 624.75],
  ])('are out of step with those of other requests: dice of %d, %d ms', async (dice, delay) => {
    jest.spyOn(Math, 'random').mockReturnValue(dice);
    await watched(untilIn, [out, active]);
    expect(reads).toEqual([0, delay]);
  });
});

describe('until it is in', () => {
  test.each<[string, Place[], object, number]>([
    ['it is at once', [active], { as: 'shown', attributes: active.attributes }, 1],
    ['it is after a while', [out, gone, associating, active], { as: 'shown', attributes: active.attributes }, 4],
    ['what has no status is', [at('here')], { as: 'shown', attributes: {} }, 1],
    ['it never is', [out], { as: 'never shown' }, 6],
    ['it is elsewhere for good', [elsewhere], { as: 'never shown' }, 6],
    ['it was, and is no more', [associating, out], { as: 'taken out' }, 6],
    ['it was, and is seen to leave', [associating, leaving, leaving, out], { as: 'taken out' }, 6],
  ])('%s', async (_what, places, expected, count) => {
    expect(await watched(untilIn, places)).toEqual(expected);
    expect(reads).toHaveLength(count);
  });

  test('one that leaves to the end is an error', async () => {
    await expect(watched(untilIn, [leaving], 60_000)).rejects.toThrow('is still DISASSOCIATING');
  });

  test('one of a status that only time can end is an error that names it', async () => {
    await expect(watched(untilIn, [at('here', 'PENDING')], 60_000)).rejects.toThrow('is still PENDING');
  });
});

describe('until it is out', () => {
  test.each<[string, Place[], boolean, number]>([
    ['it is at once', [out], true, 1],
    ['one that is gone is', [gone], true, 1],
    ['one that is elsewhere is', [elsewhere], true, 1],
    ['it is after a while', [active, disassociating, leaving, out], true, 4],
    ['it never is', [active], false, 6],
  ])('%s', async (_what, places, expected, count) => {
    expect(await watched(untilOut, places)).toBe(expected);
    expect(reads).toHaveLength(count);
  });

  test.each([[leaving], [disassociating]])('one that leaves to the end is an error (%j)', async (place) => {
    await expect(watched(untilOut, [place], 60_000)).rejects.toThrow('is still DISASSOCIATING');
    expect(reads.at(-1)).toBeGreaterThan(55_000);
  });
});

describe('until it is anywhere', () => {
  test.each<[string, Place[], Place, number]>([
    ['it is here', [active], active, 1],
    ['it is elsewhere', [elsewhere], elsewhere, 1],
    ['it is no more', [gone], gone, 1],
    ['it is here after a while', [out, out, associating, active], active, 4],
    ['it is nowhere for as long as the patience lasts', [out], out, 6],
  ])('%s', async (_what, places, expected, count) => {
    expect(await watched(untilAnywhere, places)).toEqual(expected);
    expect(reads).toHaveLength(count);
  });

  test('one that only arrives is waited for to the end of the time', async () => {
    expect(await watched(untilAnywhere, [associating], 60_000)).toEqual(associating);
    expect(reads.at(-1)).toBeGreaterThan(55_000);
  });
});

describe('it stays in', () => {
  test.each<[string, Place[], boolean, number]>([
    ['for as long as the patience lasts', [active], true, 6],
    ['not when it is out', [active, active, out], false, 3],
    ['not when it is gone', [gone], false, 1],
    ['not when it leaves', [active, disassociating], false, 2],
  ])('%s', async (_what, places, expected, count) => {
    expect(await watched(staysIn, places)).toBe(expected);
    expect(reads).toHaveLength(count);
  });
});
