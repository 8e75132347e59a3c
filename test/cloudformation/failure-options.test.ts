import { beforeEach, describe, expect, test } from '@jest/globals';
import type { StackResult } from './stack';
import { custom, failing, scripted, succeed, topic, type Rig } from './scripted';

const afterA = { DependsOn: 'A' };

describe('a create that fails with OnFailure DELETE', () => {
  test('deletes the stack instead of rolling it back', async () => {
    const rig = scripted(succeed);
    const resources = { A: custom(), T: topic(afterA) };
    const result = await rig.deploy(resources, { failAt: { logicalId: 'T' }, onFailure: 'DELETE' });
    expect(result.status).toBe('DELETE_COMPLETE');
    expect(statusesOf(result, 'Stack')).toEqual(['CREATE_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(rig.story).toEqual(['Create A', 'Delete A a']);
    expect(rig.cloudFormation.stack('Stack')).toBeUndefined();
  });

  test('leaves the stack in DELETE_FAILED when a resource stays', async () => {
    const rig = failing(({ RequestType }) => RequestType === 'Delete');
    const resources = { A: custom(), T: topic(afterA) };
    const result = await rig.deploy(resources, { failAt: { logicalId: 'T' }, onFailure: 'DELETE' });
    expect(result).toMatchObject({ status: 'DELETE_FAILED', leftBehind: expect.arrayContaining(['A']) });
  });
});

describe('a create that fails without a rollback', () => {
  let broken: boolean;
  let rig: Rig;
  let result: StackResult;

  beforeEach(async () => {
    broken = true;
    rig = failing(
      ({ RequestType, LogicalResourceId }) => RequestType === 'Create' && LogicalResourceId === 'B' && broken,
    );
    result = await rig.deploy({ A: custom(), B: custom({}, afterA) }, { onFailure: 'DO_NOTHING' });
  });

  test('keeps what was created, and what failed', () => {
    expect(result).toMatchObject({ status: 'CREATE_FAILED', reason: expect.stringContaining('no luck') });
    expect(rig.story).toEqual(['Create A', 'Create B']);
    expect(rig.resource('B')?.status).toBe('CREATE_FAILED');
  });

  test('deletes what failed in the next operation, before it creates it again', async () => {
    broken = false;
    expect((await rig.deploy({ A: custom(), B: custom({}, afterA) })).status).toBe('UPDATE_COMPLETE');
    expect(rig.story.slice(2)).toEqual(['Delete B b', 'Create B']);
  });

  test('deletes what failed when the next template leaves it out', async () => {
    expect((await rig.deploy({ A: custom() })).status).toBe('UPDATE_COMPLETE');
    expect(rig.story.slice(2)).toEqual(['Delete B b']);
    expect(rig.resource('B')).toBeUndefined();
  });

  test('cancels no other request', async () => {
    rig = scripted(async (event, { clock, respond }) => {
      await clock.sleep(event.LogicalResourceId === 'A' ? 60_000 : 0);
      return respond({ Status: 'SUCCESS' });
    });
    await rig.deploy({ A: custom(), T: topic() }, { failAt: { logicalId: 'T', after: 1000 }, onFailure: 'DO_NOTHING' });
    expect(rig.requests.map(({ outcome }) => outcome)).toEqual(['SUCCESS']);
  });

  test('is deleted with everything in it', async () => {
    expect((await rig.destroy()).status).toBe('DELETE_COMPLETE');
    expect(rig.story.slice(2)).toEqual(['Delete B b', 'Delete A a']);
  });
});

describe('an update that fails without a rollback', () => {
  const broke = (): Rig =>
    failing(({ LogicalResourceId, ResourceProperties }) => LogicalResourceId === 'B' && ResourceProperties.X === '2');

  test('keeps what was updated, and updates back what failed', async () => {
    const rig = broke();
    await rig.deploy({ A: custom({ X: 1 }), B: custom({ X: 1 }, afterA) });
    const result = await rig.deploy({ A: custom({ X: 2 }), B: custom({ X: 2 }, afterA) }, { onFailure: 'DO_NOTHING' });
    expect(result.status).toBe('UPDATE_FAILED');
    expect(rig.story.slice(2)).toEqual(['Update A a', 'Update B b', 'Update B b']);
    expect(rig.requests.at(-1)?.event.ResourceProperties).toMatchObject({ X: '1' });
    expect(statusesOf(result, 'B').at(-1)).toBe('UPDATE_FAILED');
  });

  test('deletes what it replaced after the next update that succeeds', async () => {
    const rig = broke();
    await rig.deploy({ A: custom({ Id: 'a1' }), B: custom({ X: 1 }, afterA) });
    await rig.deploy({ A: custom({ Id: 'a2' }), B: custom({ X: 2 }, afterA) }, { onFailure: 'DO_NOTHING' });
    expect(rig.story).not.toContain('Delete A a1');
    await rig.deploy({ A: custom({ Id: 'a2' }), B: custom({ X: 3 }, afterA) });
    expect(rig.story.slice(-2)).toEqual(['Update B b', 'Delete A a1']);
    await rig.deploy({ A: custom({ Id: 'a2' }), B: custom({ X: 4 }, afterA) });
    expect(rig.story.filter((request) => request === 'Delete A a1')).toHaveLength(1);
  });
});

function statusesOf({ events }: StackResult, logicalId: string): string[] {
  return events.filter((event) => event.logicalId === logicalId).map(({ status }) => status);
}
