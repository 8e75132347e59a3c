import { describe, expect, test } from '@jest/globals';
import { Failed } from '../../lambda/failed';
import { move } from '../../lambda/move';
import { declared, NUMBER, numberIn } from './declared';
import { scriptedRun } from './scripted-run';
import { at, elsewhere, failing, type Script, ScriptedService, success } from './scripted-service';
import { steadyTime } from './steady-time';

const previous = declared(numberIn('pool-01'));
const here = at('here', 'ACTIVE');
const out = at('nowhere', 'ACTIVE');
/** As the old pool sees what is in the new one. */
const moved = { ...elsewhere, otherPool: 'pool-02' };
const inThird = { ...elsewhere, otherPool: 'pool-03' };

const time = steadyTime();

function moving(script: Script, { inPrevious = true, physicalResourceId = NUMBER, rounds = 3 } = {}) {
  const service = new ScriptedService(time.clock, script);
  const run = scriptedRun(service, { physicalResourceId, properties: numberIn('pool-02') });
  return { service, result: time.clock.run(() => move(run, previous, inPrevious, rounds)) };
}

describe('a move', () => {
  test('takes the identity out of its old pool and puts it into the new one, with no read between', async () => {
    const attributes = { PoolArn: 'arn:of:the:new:pool' };
    const script = { disassociate: [success()], associate: [success(attributes)], places: [here] };
    const { service, result } = moving(script);
    expect(await result).toEqual(attributes);
    expect(service.calls).toEqual(['disassociate 0', 'associate 0', 'read']);
  });

  test('of what has left already only puts it in', async () => {
    const { service, result } = moving({ associate: [success()], places: [here] }, { inPrevious: false });
    await result;
    expect(service.calls).toEqual(['associate 0', 'read']);
  });

  test('of what was adopted does not take it out', async () => {
    const { service, result } = moving({}, { physicalResourceId: `adopted:${NUMBER}` });
    await expect(result).rejects.toThrow(`phone number ${NUMBER} was adopted in pool pool-01`);
    expect(service.calls).toEqual([]);
  });

  test('of what was adopted puts it in, when it has left already', async () => {
    const options = { inPrevious: false, physicalResourceId: `adopted:${NUMBER}` };
    const { service, result } = moving({ associate: [success()], places: [here] }, options);
    await result;
    expect(service.calls).toEqual(['associate 0', 'read']);
  });
});

describe('a move that fails', () => {
  test("on its first half leaves the identity where it is, and that is all that's told", async () => {
    const { service, result } = moving({ disassociate: [failing('refused')], places: [here] });
    await expect(result).rejects.toThrow(
      /it was refused\. Correct the property that the message names\. Then deploy again\.$/,
    );
    expect(service.calls).toEqual(['disassociate 0', 'read', 'read']);
  });

  test('on its second half puts the identity back at once', async () => {
    const { service, result } = moving({
      disassociate: [success()],
      associate: [failing('mismatch'), success()],
      places: [out, here],
    });
    await expect(result).rejects.toThrow(/it was mismatch\. .* It was put back into pool pool-01\.$/);
    expect(service.calls).toEqual(['disassociate 0', 'associate 0', 'read', 'associate 0', 'read']);
  });

  test('puts back what only reads still show in the old pool', async () => {
    const { service, result } = moving({
      disassociate: [success()],
      associate: [failing('mismatch'), success()],
      places: [here, here, out, here],
    });
    await expect(result).rejects.toThrow('It was put back into pool pool-01.');
    expect(service.calls.filter((call) => call !== 'read')).toEqual(['disassociate 0', 'associate 0', 'associate 0']);
  });

  test('puts back only what has finished leaving', async () => {
    const { service, result } = moving({
      disassociate: [success()],
      associate: [failing('mismatch'), success()],
      places: [at('here', 'DISASSOCIATING'), at('nowhere', 'DISASSOCIATING'), out, here],
    });
    await expect(result).rejects.toThrow('It was put back into pool pool-01.');
    expect(service.calls).toEqual(['disassociate 0', 'associate 0', 'read', 'read', 'read', 'associate 0', 'read']);
  });

  test('gives a token that puts back without effect up as soon as one that moves', async () => {
    const { service, result } = moving({
      disassociate: [success()],
      associate: [failing('mismatch'), success()],
      places: [...Array.from({ length: 6 }, () => out), here],
    });
    await expect(result).rejects.toThrow('It was put back into pool pool-01.');
    const [, first = 0, second = 0] = service.timesOf('associate');
    expect(second - first).toBeGreaterThanOrEqual(3_000);
    expect(second - first).toBeLessThan(5_000);
  });

  test('puts back with no more requests than it takes, though an answer is lost', async () => {
    const { service, result } = moving({
      disassociate: [success()],
      associate: [failing('mismatch'), failing('unknown outcome')],
      places: [out, here],
    });
    await expect(result).rejects.toThrow('It was put back into pool pool-01.');
    expect(service.calls.filter((call) => call !== 'read')).toEqual(['disassociate 0', 'associate 0', 'associate 0']);
  });

  test("on a pool's last phone number leaves it there", async () => {
    const { service, result } = moving({ disassociate: [failing('last phone number')], places: [here] });
    await expect(result).rejects.toThrow('is the last phone number of pool pool-01');
    expect(service.timesOf('associate')).toEqual([]);
  });

  test('takes back what an answer that was lost may have made', async () => {
    const { service, result } = moving(
      {
        disassociate: [success()],
        associate: [failing('unknown outcome'), failing('mismatch'), success()],
        places: [out, out, out, here],
      },
      { rounds: 0 },
    );
    await expect(result).rejects.toThrow('It was put back into pool pool-01.');
    expect(service.calls.filter((call) => call !== 'read')).toEqual([
      'disassociate 0',
      'associate 0',
      'associate 0',
      'disassociate 0',
      'associate 0',
    ]);
  });

  test("can't be put back from the new pool as its last phone number, and says so", async () => {
    const { result } = moving(
      {
        disassociate: [success(), failing('last phone number')],
        associate: [failing('unknown outcome'), failing('mismatch')],
        places: [out],
      },
      { rounds: 0 },
    );
    await expect(result).rejects.toThrow(/failed as well .* is the last phone number of pool pool-02/);
  });

  test('leaves alone what somebody has put into a third pool', async () => {
    const { service, result } = moving({
      disassociate: [success()],
      associate: [failing('mismatch')],
      places: [inThird],
    });
    await expect(result).rejects.toThrow(/it was mismatch\. .* Then deploy again\.$/);
    expect(service.calls).toEqual(['disassociate 0', 'associate 0', 'read']);
  });

  test('takes out of the new pool what it may have put there, and puts it back', async () => {
    const { service, result } = moving(
      {
        disassociate: [success()],
        associate: [success()],
        // Never in the new pool, until the look for what has become of it.
        places: [...Array.from({ length: 20 }, () => out), moved, out, here],
      },
      { rounds: 0 },
    );
    await expect(result).rejects.toThrow('It was put back into pool pool-01.');
    const changes = service.calls.filter((call) => call !== 'read');
    expect(changes).toEqual([
      'disassociate 0',
      'associate 0',
      'associate 1',
      'associate 2',
      'associate 3',
      'disassociate 0',
      'associate 0',
    ]);
  });

  test('says so when the identity can not be put back either', async () => {
    const { result } = moving({ disassociate: [success()], associate: [failing('mismatch')], places: [out] });
    await expect(result).rejects.toThrow(
      /it was mismatch.* back into pool pool-01 failed as well .*IT MAY BE IN NO POOL NOW/,
    );
  });
});

describe('a move that another function of the stack crosses', () => {
  /** Put in, taken out again, and found back in the old pool. */
  const crossed = [at('here', 'ASSOCIATING'), ...Array.from({ length: 4 }, () => out), here];

  test('is begun anew', async () => {
    const { service, result } = moving({
      disassociate: [success()],
      associate: [success()],
      places: [...crossed, here],
    });
    await result;
    const changes = service.calls.filter((call) => call !== 'read');
    expect(changes).toEqual(['disassociate 0', 'associate 0', 'disassociate 0', 'associate 0']);
  });

  test('is not begun anew for ever', async () => {
    const { service, result } = moving(
      { disassociate: [success()], associate: [success()], places: [...crossed, here] },
      { rounds: 0 },
    );
    await expect(result).rejects.toThrow('taken out again by somebody else');
    expect(service.calls.filter((call) => call === 'disassociate 0').length).toBeLessThanOrEqual(2);
  });

  test('is begun anew no more often than it may be', async () => {
    const places = [...crossed, ...crossed, out, out, here];
    const { service, result } = moving({ disassociate: [success()], associate: [success()], places }, { rounds: 1 });
    await expect(result).rejects.toThrow(/taken out again by somebody else .* It was put back into pool pool-01\.$/);
    const changes = service.calls.filter((call) => call !== 'read');
    expect(changes).toEqual([
      'disassociate 0',
      'associate 0',
      'disassociate 0',
      'associate 0',
      'disassociate 0',
      'associate 0',
    ]);
  });

  test.each<[string, Error, string]>([
    ['is not begun anew when the look for it fails', new Failed('no read came in time'), 'It was put back into pool'],
    ['is no matter of a defect', new TypeError('x is not a function'), 'x is not a function'],
  ])('%s', async (_what, error, words) => {
    const script = { associate: [failing('mismatch'), success()], places: [error, out, here] };
    const { service, result } = moving(script, { inPrevious: false });
    await expect(result).rejects.toThrow(words);
    expect(service.timesOf('disassociate')).toEqual([]);
  });
});
