import { describe, expect, test } from '@jest/globals';
import { updateAssociation } from '../../lambda/update';
import { NUMBER, numberIn } from './declared';
import { type Properties, scriptedRun } from './scripted-run';
import { at, elsewhere, failing, type Script, ScriptedService, success } from './scripted-service';
import { steadyTime } from './steady-time';

const OTHER = 'phone-fedcba9876543210';
const here = { ...at('here', 'ACTIVE'), attributes: { PoolArn: 'arn:as:read' } };
const associating = at('here', 'ASSOCIATING');
const out = at('nowhere', 'ACTIVE');
const inOld = { ...elsewhere, otherPool: 'pool-01' };
const inThird = { ...elsewhere, otherPool: 'pool-03' };

const time = steadyTime();

interface Change {
  readonly id?: string;
  readonly from: Properties;
  readonly to: Properties;
}

function updating({ id = NUMBER, from, to }: Change, script: Script) {
  const service = new ScriptedService(time.clock, script);
  const run = scriptedRun(service, { physicalResourceId: id, properties: to, oldProperties: from });
  return {
    service,
    result: time.clock.run(() => updateAssociation(run)),
    changes: () => service.calls.filter((call) => call !== 'read'),
  };
}

describe('an update of the same association', () => {
  const same = { from: numberIn('pool-02'), to: numberIn('pool-02') };

  test.each<[string, Script, string[]]>([
    ['that is in place', { places: [here] }, ['read']],
    ['that is still arriving', { places: [associating, associating, here] }, ['read', 'read', 'read']],
    ['that is out', { places: [out, here], associate: [success()] }, ['read', 'associate 0', 'read']],
  ])('%s, makes just the calls that it takes', async (_what, script, calls) => {
    const { service, result } = updating(same, script);
    expect(await result).toMatchObject({
      status: 'SUCCESS',
      physicalResourceId: NUMBER,
      data: { PoolId: 'pool-02', PoolArn: 'arn:as:read' },
    });
    expect(service.calls).toEqual(calls);
  });

  test('whose lost answer had its effect, is not asked for again', async () => {
    const { result, changes } = updating(same, { places: [out, here], associate: [failing('unknown outcome')] });
    expect(await result).toMatchObject({ status: 'SUCCESS', physicalResourceId: NUMBER });
    expect(changes()).toEqual(['associate 0']);
  });

  test('that was taken out while it arrived, is put in again', async () => {
    const places = [associating, associating, ...Array.from({ length: 7 }, () => out), here];
    const { result, changes } = updating(same, { places, associate: [success()] });
    expect(await result).toMatchObject({ status: 'SUCCESS', physicalResourceId: NUMBER });
    expect(changes()).toEqual(['associate 0']);
  });

  test('that was adopted, stays so', async () => {
    const { service, result } = updating({ ...same, id: `adopted:${NUMBER}` }, { places: [here] });
    expect(await result).toMatchObject({ physicalResourceId: `adopted:${NUMBER}` });
    expect(service.calls).toEqual(['read']);
  });

  test('that was never valid before, has nothing else to undo', async () => {
    const { service, result } = updating({ ...same, from: numberIn('nonsense') }, { places: [here] });
    expect(await result).toMatchObject({ status: 'SUCCESS' });
    expect(service.calls).toEqual(['read']);
  });

  test('that rolls a replacement back, undoes what that may have made', async () => {
    const { result, changes } = updating(
      { from: numberIn('pool-02', OTHER), to: numberIn('pool-02') },
      { places: [here, here, out], associate: [success()], disassociate: [success()] },
    );
    expect(await result).toMatchObject({ status: 'SUCCESS', physicalResourceId: NUMBER });
    expect(changes()).toEqual(['associate 0', 'disassociate 0']);
  });
});

describe('an update of the pool', () => {
  const moved = { from: numberIn('pool-01'), to: numberIn('pool-02') };
  const listed = 'does the pool list it?';

  test.each<[string, Script, string[]]>([
    [
      'of a number that the old one lists, moves it',
      { lists: [true], disassociate: [success()], associate: [success()], places: [here] },
      [listed, 'disassociate 0', 'associate 0', 'read'],
    ],
    [
      'of a number that only a read shows in the old one, moves it',
      { lists: [false], disassociate: [success()], associate: [success()], places: [inOld, here] },
      [listed, 'read', 'disassociate 0', 'associate 0', 'read'],
    ],
  ])('%s', async (_what, script, calls) => {
    const { service, result } = updating(moved, script);
    expect(await result).toMatchObject({ status: 'SUCCESS', physicalResourceId: NUMBER, data: { PoolId: 'pool-02' } });
    expect(service.calls).toEqual(calls);
  });

  test('of a number in a third one, fails and leaves it there', async () => {
    const script = { lists: [false], associate: [failing('conflict')], places: [inThird] };
    const { result, changes } = updating(moved, script);
    await expect(result).rejects.toThrow('is in pool pool-03');
    expect(changes()).toEqual([listed, 'associate 0']);
  });

  test('of a number that has been moved already, sees that it stays for a while', async () => {
    const { service, result, changes } = updating(moved, { lists: [false], places: [here] });
    expect(await result).toMatchObject({ status: 'SUCCESS', data: { PoolArn: 'arn:as:read' } });
    expect(changes()).toEqual([listed]);
    expect(service.times.at(-1)).toBeGreaterThanOrEqual(15_000);
  });

  test('of a number in no pool, puts it in, and sees that it stays', async () => {
    const { service, result, changes } = updating(moved, {
      lists: [false],
      associate: [success()],
      places: [out, here],
    });
    expect(await result).toMatchObject({ status: 'SUCCESS' });
    expect(changes()).toEqual([listed, listed, 'associate 0']);
    expect(service.times.at(-1)).toBeGreaterThanOrEqual(15_000);
  });

  test('of a number that another function moves back meanwhile, moves it again', async () => {
    const { result, changes } = updating(moved, {
      lists: [false, true],
      disassociate: [success()],
      associate: [success()],
      places: [here, here, out, here],
    });
    expect(await result).toMatchObject({ status: 'SUCCESS' });
    expect(changes()).toEqual([listed, listed, 'disassociate 0', 'associate 0']);
  });

  test('of a number that never stays, gives up after four rounds', async () => {
    const places = Array.from({ length: 12 }, (_, index) => (index % 3 === 2 ? out : here));
    const { result, changes } = updating(moved, { lists: [false], places });
    await expect(result).rejects.toThrow('taken out again by somebody else');
    expect(changes()).toEqual([listed, listed, listed, listed]);
  });
});

describe('an update to another association', () => {
  const replaced = { from: numberIn('pool-02', OTHER), to: numberIn('pool-02'), id: OTHER };
  const listed = 'does the pool list it?';

  test('makes it, and answers its key', async () => {
    const { service, result } = updating(replaced, { lists: [false], associate: [success()], places: [here] });
    expect(await result).toMatchObject({
      status: 'SUCCESS',
      physicalResourceId: NUMBER,
      data: { OriginationIdentity: NUMBER, PoolArn: 'arn:as:read' },
    });
    expect(service.calls).toEqual([listed, 'associate 0', 'read']);
  });

  test('that is in place already, adopts it', async () => {
    const script = { lists: [true], associate: [failing('conflict')], places: [here] };
    expect(await updating(replaced, script).result).toMatchObject({ physicalResourceId: `adopted:${NUMBER}` });
  });

  test('that fails before anything was made, undoes nothing', async () => {
    const { result, changes } = updating(replaced, { lists: [false], associate: [failing('refused')] });
    await expect(result).rejects.toThrow('the service refused');
    expect(changes()).toEqual([listed, 'associate 0']);
  });

  test.each<[string, boolean, string[]]>([
    ['that fails when it was half made, is undone', false, ['disassociate 0']],
    ['that fails when it was there before, is left there', true, []],
  ])('%s', async (_what, lists, undone) => {
    const script = { lists: [lists], associate: [success()], disassociate: [success()], places: [associating, out] };
    const { result, changes } = updating(replaced, script);
    await expect(result).rejects.toThrow(/taken out again by somebody else .* and deploy again\.$/);
    expect(changes()).toEqual([listed, 'associate 0', ...undone]);
  });

  test('that can not be undone, says so', async () => {
    const script = {
      lists: [false],
      associate: [success()],
      disassociate: [failing('refused')],
      places: [associating, ...Array.from({ length: 7 }, () => out), here],
    };
    const { result } = updating(replaced, script);
    await expect(result).rejects.toThrow(/taken out again .* Undoing the half-made association failed as well/);
  });

  test("that would take out the pool's last phone number, leaves it", async () => {
    const script = {
      lists: [false],
      associate: [success()],
      disassociate: [failing('last phone number')],
      places: [associating, out],
    };
    const { service, result, changes } = updating(replaced, script);
    await expect(result).rejects.toThrow('taken out again');
    expect(changes()).toEqual([listed, 'associate 0', 'disassociate 0']);
    expect(service.calls.at(-1)).toBe('disassociate 0');
  });
});
