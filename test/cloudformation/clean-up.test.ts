import { beforeEach, describe, expect, test } from '@jest/globals';
import { custom, failing, Rig, scripted, topic } from './scripted';

let rig: Rig;

beforeEach(() => {
  rig = failing(({ RequestType }) => RequestType === 'Delete');
});

const threeFailures = [
  'A DELETE_IN_PROGRESS',
  'A DELETE_FAILED',
  'A DELETE_IN_PROGRESS',
  'A DELETE_FAILED',
  'A DELETE_IN_PROGRESS',
  'A DELETE_FAILED',
  'A DELETE_SKIPPED',
];

describe('a clean-up that can not delete a resource', () => {
  test('skips a removed resource after three tries, each a request of its own, and names what is left behind', async () => {
    await rig.deploy({ A: custom() });
    const result = await rig.deploy({ T: topic() });
    expect(Rig.events(result).filter((event) => event.startsWith('A'))).toEqual(threeFailures);
    expect(new Set(rig.requests.slice(1).map(({ event }) => event.RequestId)).size).toBe(3);
    expect(result).toMatchObject({ status: 'UPDATE_COMPLETE', leftBehind: ['A'] });
    expect(rig.resource('A')).toBeUndefined();
  });

  test('goes on with what the skipped resource depends on', async () => {
    await rig.deploy({ P: topic(), A: custom({}, { DependsOn: 'P' }) });
    const events = Rig.events(await rig.deploy({})).filter((event) => event.includes('DELETE'));
    expect(events).toEqual([...threeFailures, 'P DELETE_IN_PROGRESS', 'P DELETE_COMPLETE']);
  });

  test('skips a replaced resource, whose row keeps the new id', async () => {
    await rig.deploy({ A: custom({ Id: 'a1' }) });
    const result = await rig.deploy({ A: custom({ Id: 'a2' }) });
    expect(result).toMatchObject({ status: 'UPDATE_COMPLETE', leftBehind: ['A'] });
    expect(rig.story.slice(2)).toEqual(['Delete A a1', 'Delete A a1', 'Delete A a1']);
    expect(rig.resource('A')?.physicalId).toBe('a2');
  });

  test('skips what a rolled back update had made', async () => {
    await rig.deploy({});
    const resources = { A: custom(), T: topic({ DependsOn: 'A' }) };
    const result = await rig.deploy(resources, { failAt: { logicalId: 'T' } });
    expect(result).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', leftBehind: ['A'] });
    expect(Rig.events(result).filter((event) => event.startsWith('A DELETE'))).toEqual(threeFailures);
  });

  test('gives a Delete up when its time is over, while its function goes on', async () => {
    const ends: number[] = [];
    rig = scripted(async (event, { clock, respond }) => {
      if (event.RequestType === 'Delete') await clock.sleep(300_000);
      ends.push(clock.now());
      await respond({ Status: 'SUCCESS' });
    });
    await rig.deploy({ A: custom({ ServiceTimeout: 60 }) });
    const start = rig.clock.now();
    const result = await rig.deploy({ T: topic() });
    expect(result).toMatchObject({ status: 'UPDATE_COMPLETE', leftBehind: ['A'] });
    expect(rig.clock.now() - start).toBe(180_000);
    expect(rig.requests.slice(1).map(({ outcome }) => outcome)).toEqual(['timed out', 'timed out', 'timed out']);
    await rig.idle();
    expect(ends.map((end) => end - start)).toEqual([0, 300_000, 360_000, 420_000]);
    expect(rig.requests[1]?.responses).toMatchObject([{ ignored: 'the request is timed out already' }]);
  });
});
