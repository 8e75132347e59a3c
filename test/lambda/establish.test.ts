import { beforeEach, describe, expect, test } from '@jest/globals';
import { type Ledger, openLedger } from '../../lambda/decision';
import { establish, type EstablishOptions } from '../../lambda/establish';
import { declared, numberIn } from './declared';
import { at, elsewhere, failing, type Script, ScriptedService, success } from './scripted-service';
import { steadyTime } from './steady-time';

const association = declared(numberIn('pool-01'));
const here = { ...at('here', 'ACTIVE'), attributes: { PoolArn: 'arn:as:read', OriginationIdentityArn: 'arn:as:read' } };
const associating = at('here', 'ASSOCIATING');
const out = at('nowhere', 'ACTIVE');

const time = steadyTime();
let ledger: Ledger;
beforeEach(() => {
  ledger = openLedger(false);
});

function establishing(script: Script, options: EstablishOptions = { existing: 'refuse' }) {
  const service = new ScriptedService(time.clock, script);
  return { service, result: time.clock.run(() => establish(service, association, ledger, options)) };
}

describe('putting an identity in', () => {
  test.each<[string, Script, string[], Partial<Ledger>]>([
    [
      'that the service takes at once',
      { associate: [success()], places: [here] },
      ['associate 0', 'read'],
      { accepted: true, uncertain: false },
    ],
    [
      'that arrives slowly, reads until it is there',
      { associate: [success()], places: [out, associating, here] },
      ['associate 0', 'read', 'read', 'read'],
      { accepted: true },
    ],
    [
      'while the service throttles, asks again with the same token and no read',
      { associate: [failing('throttled'), failing('denied'), success()], places: [here] },
      ['associate 0', 'associate 0', 'associate 0', 'read'],
      { accepted: true, uncertain: false },
    ],
    [
      'when an answer was lost that had no effect, asks again with the same token',
      { associate: [failing('unknown outcome'), success()], places: [out, here] },
      ['associate 0', 'read', 'associate 0', 'read'],
      { accepted: true, uncertain: true },
    ],
    [
      'when an answer was lost that had its effect, asks no more',
      { associate: [failing('unknown outcome')], places: [here] },
      ['associate 0', 'read', 'read'],
      { accepted: false, uncertain: true },
    ],
  ])('%s', async (_what, script, calls, expected) => {
    const { service, result } = establishing(script);
    expect(await result).toMatchObject({ how: 'made' });
    expect(service.calls).toEqual(calls);
    expect(ledger).toMatchObject(expected);
  });

  test('whose token had no effect, asks with the next generation of it', async () => {
    const places = [...Array.from({ length: 8 }, () => out), here];
    const { service, result } = establishing({ associate: [success()], places });
    expect(await result).toMatchObject({ how: 'made' });
    expect(service.calls.filter((call) => call !== 'read')).toEqual(['associate 0', 'associate 1']);
    expect(service.decisions).toEqual(['the success does not show: next token generation']);
  });

  test("has the attributes of the read, and of the service's answer before them", async () => {
    const { result } = establishing({ associate: [success({ PoolArn: 'arn:as:answered' })], places: [here] });
    expect(await result).toEqual({
      how: 'made',
      attributes: { PoolArn: 'arn:as:answered', OriginationIdentityArn: 'arn:as:read' },
    });
  });

  test.each<[string, Script, string]>([
    ['that never shows', { associate: [success()], places: [out] }, 'for pool pool-01 4 times, but no read shows it'],
    ['that is taken out again', { associate: [success()], places: [associating, out] }, 'taken out again by somebody'],
    ['that is elsewhere', { associate: [failing('conflict')], places: [elsewhere] }, 'is in pool pool-02; expected'],
    [
      'in a pool of which nothing is told',
      { associate: [failing('conflict')], places: [at('elsewhere')] },
      'is in pool another pool;',
    ],
    ['that does not fit', { associate: [failing('mismatch')] }, 'the service refused with it was mismatch'],
    ['that the service refuses', { associate: [failing('refused')] }, 'the service refused with it was refused'],
    ['that was there before', { associate: [failing('conflict')], places: [here] }, 'is already in pool pool-01'],
  ])('%s is an error', async (_what, script, words) => {
    await expect(establishing(script).result).rejects.toThrow(words);
  });

  test('that was there before is found when that is fine', async () => {
    const { service, result } = establishing(
      { associate: [failing('conflict')], places: [here] },
      { existing: 'accept' },
    );
    expect(await result).toEqual({ how: 'found', attributes: here.attributes });
    expect(service.calls).toEqual(['associate 0', 'read', 'read']);
    expect(service.decisions).toEqual(['in place']);
    expect(ledger).toEqual(openLedger(false));
  });
});

describe('a token that has no effect is given up', () => {
  test.each([
    ['ten seconds', {}, 10_000],
    ['what it is given', { patience: 3_000 }, 3_000],
  ])('after %s', async (_what, options, patience) => {
    const { service, result } = establishing(
      { associate: [success()], places: [out] },
      { existing: 'accept', ...options },
    );
    await expect(result).rejects.toThrow('no read shows it there');
    const [first = 0, second = 0] = service.timesOf('associate');
    expect(second - first).toBeGreaterThanOrEqual(patience);
    expect(second - first).toBeLessThan(patience + 2_000);
  });
});

describe('an identity that has been asked to leave its pool', () => {
  const leaving = { existing: 'accept', leaving: declared(numberIn('pool-02')) } as const;

  test('is seen out before it is put in again', async () => {
    const { service, result } = establishing(
      { associate: [failing('conflict'), success()], places: [elsewhere, out, here] },
      leaving,
    );
    expect(await result).toMatchObject({ how: 'made' });
    expect(service.calls).toEqual(['associate 0', 'read', 'read', 'associate 0', 'read']);
  });

  test('is asked to leave again when it does not', async () => {
    const inOld = at('here', 'ACTIVE');
    const { service, result } = establishing(
      {
        associate: [failing('conflict'), success()],
        disassociate: [success()],
        places: [elsewhere, ...Array.from({ length: 8 }, () => inOld), out, here],
      },
      leaving,
    );
    expect(await result).toMatchObject({ how: 'made' });
    const changes = service.calls.filter((call) => call !== 'read');
    expect(changes).toEqual(['associate 0', 'disassociate 1', 'associate 0']);
  });

  test("that is its pool's last phone number is not put in again before a successor is there", async () => {
    const { service, result } = establishing(
      {
        associate: [failing('conflict')],
        disassociate: [failing('last phone number')],
        places: [elsewhere, at('here', 'ACTIVE')],
      },
      leaving,
    );
    await expect(result).rejects.toThrow('is the last phone number of pool pool-02');
    expect(service.timesOf('associate')).toHaveLength(1);
  });
});
