import { describe, expect, test } from '@jest/globals';
import { disown } from '../../lambda/disown';
import { declared, numberIn } from './declared';
import { at, elsewhere, failing, type Script, ScriptedService, success } from './scripted-service';
import { steadyTime } from './steady-time';

const here = at('here', 'ACTIVE');
const out = at('nowhere', 'ACTIVE');

const time = steadyTime();

async function disowning(script: Script, KeepLastPhoneNumber = false) {
  const service = new ScriptedService(time.clock, script);
  await time.clock.run(() => disown(service, declared({ ...numberIn('pool-01'), KeepLastPhoneNumber })));
  const { decisions } = service;
  return { changes: service.calls.filter((call) => call !== 'read'), reads: service.timesOf('read'), decisions };
}

describe('what a Create may have made that never answered', () => {
  test('is waited for, longer than a Create takes to replace a token', async () => {
    const { changes, reads } = await disowning({ places: [out] });
    expect(changes).toEqual([]);
    expect(reads.at(-1)).toBeGreaterThanOrEqual(15_000);
    expect(reads.at(-1)).toBeLessThan(17_000);
  });

  test('is taken out when its token proves it, and then it is waited for again', async () => {
    const { changes, reads, decisions } = await disowning({
      associate: [success()],
      disassociate: [success()],
      places: [here, out],
    });
    expect(changes).toEqual(['associate 0', 'disassociate 0']);
    expect(decisions).toEqual(["the Create's own: taken out", 'nothing to undo']);
    expect(reads.at(-1)).toBeGreaterThanOrEqual(15_000);
  });

  test("is kept when it is the pool's last phone number and that is to be kept", async () => {
    const script = { associate: [success()], disassociate: [failing('last phone number')], places: [here] };
    expect((await disowning(script, true)).changes).toEqual(['associate 0', 'disassociate 0']);
  });

  test.each<[string, Script, number]>([
    ['is elsewhere', { places: [elsewhere] }, 0],
    ['is gone', { places: [at('gone')] }, 0],
    ['meets a conflict that says why', { associate: [failing('conflict', 'ANY')], places: [here] }, 1],
    ['meets three conflicts that say nothing', { associate: [failing('conflict')], places: [here] }, 3],
    [
      'meets three conflicts that say it is changing',
      { associate: [failing('conflict', 'RESOURCE_NOT_ACTIVE')], places: [here] },
      3,
    ],
    ['is refused', { associate: [failing('refused')], places: [here] }, 1],
    ['is not found', { associate: [failing('not found')], places: [here] }, 1],
    ['does not fit', { associate: [failing('mismatch')], places: [here] }, 1],
  ])('is left alone when it %s', async (_what, script, attempts) => {
    const { changes } = await disowning(script);
    expect(changes).toEqual(Array.from({ length: attempts }, () => 'associate 0'));
  });

  test('is asked for again, however often the question fails', async () => {
    const { changes } = await disowning({
      associate: [
        failing('throttled'),
        failing('denied'),
        failing('unknown outcome'),
        failing('unknown outcome'),
        failing('conflict'),
        failing('conflict', 'RESOURCE_NOT_ACTIVE'),
        success(),
      ],
      disassociate: [success()],
      places: [here, out],
    });
    expect(changes).toEqual([...Array.from({ length: 7 }, () => 'associate 0'), 'disassociate 0']);
  });
});
