import { describe, expect, test } from '@jest/globals';
import { disassociate, remove } from '../../lambda/remove';
import { declared, numberIn } from './declared';
import { at, elsewhere, failing, type Script, ScriptedService, success } from './scripted-service';
import { steadyTime } from './steady-time';

const association = declared(numberIn('pool-01'));
const here = at('here', 'ACTIVE');
const leaving = at('here', 'DISASSOCIATING');
const out = at('nowhere', 'ACTIVE');
const last = failing('last phone number');

const time = steadyTime();

type Deed<Result> = (service: ScriptedService) => Promise<Result>;
function doing<Result>(deed: Deed<Result>, script: Script, milliseconds?: number) {
  const service = new ScriptedService(time.clock, script, milliseconds);
  return { service, result: time.clock.run(() => deed(service)) };
}
const removing = (script: Script, keepLastPhoneNumber = false, milliseconds?: number) =>
  doing((service) => remove(service, association, { keepLastPhoneNumber }), script, milliseconds);

describe('taking an identity out', () => {
  test.each<[string, Script, string[]]>([
    ['that the service takes out at once', { disassociate: [success()], places: [out] }, ['disassociate 0', 'read']],
    [
      'that leaves slowly, reads until it is out',
      { disassociate: [success()], places: [leaving, leaving, out] },
      ['disassociate 0', 'read', 'read', 'read'],
    ],
    [
      'that was not there, asks no more',
      { disassociate: [failing('not associated')], places: [out] },
      ['disassociate 0', 'read'],
    ],
    [
      'that is elsewhere, asks no more',
      { disassociate: [failing('conflict')], places: [elsewhere] },
      ['disassociate 0', 'read', 'read'],
    ],
    [
      'while the service throttles, asks again with the same token and no read',
      { disassociate: [failing('throttled'), failing('denied'), success()], places: [out] },
      ['disassociate 0', 'disassociate 0', 'disassociate 0', 'read'],
    ],
    [
      'when an answer was lost, asks again with the same token',
      { disassociate: [failing('unknown outcome'), success()], places: [here, out] },
      ['disassociate 0', 'read', 'disassociate 0', 'read'],
    ],
    [
      'from a pool that is being deleted, asks no more',
      { disassociate: [failing('conflict')], places: [here], going: [true] },
      ['disassociate 0', 'read', 'is the pool going?'],
    ],
    [
      'that is changing just now, asks again',
      { disassociate: [failing('conflict'), success()], places: [here, out], going: [false] },
      ['disassociate 0', 'read', 'is the pool going?', 'disassociate 0', 'read'],
    ],
  ])('%s', async (_what, script, calls) => {
    const { service, result } = removing(script);
    expect(await result).toBe('out');
    expect(service.calls).toEqual(calls);
  });

  test('that the service refuses is an error', async () => {
    const { service, result } = removing({ disassociate: [failing('refused')], places: [here] });
    await expect(result).rejects.toThrow('the service refused with it was refused');
    expect(service.calls).toEqual(['disassociate 0', 'read']);
  });

  test('whose token had no effect asks with the next generation of it, four in all', async () => {
    const { service, result } = removing({ disassociate: [success()], places: [here] });
    await expect(result).rejects.toThrow('the service accepted 4 times to take phone number');
    const asked = service.calls.filter((call) => call !== 'read');
    expect(asked).toEqual(['disassociate 0', 'disassociate 1', 'disassociate 2', 'disassociate 3']);
    expect(service.decisions).toEqual(
      Array.from({ length: 4 }, () => 'the success does not show: next token generation'),
    );
    for (const time of service.timesOf('disassociate').slice(1)) expect(time).toBeGreaterThanOrEqual(10_000);
  });

  test('whose next generation meets the last phone number keeps it, too', async () => {
    const { service, result } = removing({ disassociate: [success(), last], places: [here] }, true);
    expect(await result).toBe('kept');
    expect(service.calls.at(-1)).toBe('disassociate 1');
  });
});

test('asking is over as soon as the service takes the request', async () => {
  const { service, result } = doing((asked) => disassociate(asked, association, { keepLastPhoneNumber: false }), {
    disassociate: [success()],
  });
  expect(await result).toBe('taken');
  expect(service.calls).toEqual(['disassociate 0']);
});

describe("a pool's last phone number", () => {
  test('is kept at once when it is to be kept', async () => {
    const { service, result } = removing({ disassociate: [last] }, true);
    expect(await result).toBe('kept');
    expect(service.calls).toEqual(['disassociate 0']);
  });

  test('is asked for every two seconds until a successor is there', async () => {
    const { service, result } = removing({ disassociate: [last, last, success()], places: [out] });
    expect(await result).toBe('out');
    expect(service.timesOf('disassociate')).toEqual([0, 2_000, 4_000]);
    expect(service.decisions).toEqual(['last phone number', 'last phone number']);
  });

  test.each([
    ['half a minute', undefined, 30_000],
    ['all but two seconds of a shorter time', 7_000, 5_000],
  ])('is an error when no successor comes within %s', async (_what, milliseconds, until) => {
    const { service, result } = removing({ disassociate: [last] }, false, milliseconds);
    await expect(result).rejects.toThrow('is the last phone number of pool pool-01');
    expect(service.timesOf('disassociate').at(-1)).toBe(until);
  });
});
