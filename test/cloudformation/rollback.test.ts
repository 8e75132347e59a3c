import { beforeEach, describe, expect, test } from '@jest/globals';
import { custom, failing, Rig, scripted, topic } from './scripted';
import type { StackResult } from './stack';

/** The properties `X` for which an Update of B fails. */
let bad: readonly unknown[];
let rig: Rig;

beforeEach(() => {
  bad = ['bad'];
  rig = failing(
    ({ RequestType, ResourceProperties }) => RequestType === 'Update' && bad.includes(ResourceProperties.X),
  );
});

const rollBack = (...skipped: string[]): Promise<StackResult> =>
  rig.clock.run(() => rig.cloudFormation.rollBack('Stack', skipped));

const afterA = { DependsOn: 'A' };
const apps = {
  stable: { A: custom({ Id: 'a1' }), B: custom({ X: 'good' }, afterA) },
  first: { A: custom({ Id: 'a2' }), B: custom({ X: 'bad' }, afterA), C: custom() },
  second: { A: custom({ Id: 'a3' }), B: custom({ X: 'bad' }, afterA), C: custom() },
};

describe('a rollback that failed', () => {
  beforeEach(async () => {
    await rig.deploy(apps.stable);
    bad = ['bad', 'good'];
    expect((await rig.deploy(apps.first)).status).toBe('UPDATE_ROLLBACK_FAILED');
  });

  test('can be continued, and asks only the resource that failed again', async () => {
    const from = rig.story.length;
    bad = [];
    const result = await rollBack();
    expect(result.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(rig.story.slice(from)).toEqual(['Update B b', expect.stringMatching(/^Delete [AC] /), expect.anything()]);
    expect(rig.resource('A')?.physicalId).toBe('a1');
    expect(rig.resource('C')).toBeUndefined();
  });

  test('can be continued without a resource, which is asked nothing', async () => {
    const from = rig.story.length;
    expect((await rollBack('B')).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(rig.story.slice(from).filter((request) => request.startsWith('Update'))).toEqual([]);
  });

  test('can fail again', async () => {
    expect((await rollBack()).status).toBe('UPDATE_ROLLBACK_FAILED');
  });
});

describe('updates that fail without a rollback', () => {
  const withoutRollback = { onFailure: 'DO_NOTHING' } as const;

  beforeEach(async () => {
    await rig.deploy(apps.stable);
    await rig.deploy(apps.first, withoutRollback);
    expect((await rig.deploy(apps.second, withoutRollback)).status).toBe('UPDATE_FAILED');
  });

  test('are rolled back together, to the last stable state', async () => {
    const from = rig.story.length;
    expect((await rollBack()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(rig.story.slice(from)).toEqual([
      'Update A a3',
      expect.stringMatching(/^Delete/),
      expect.stringMatching(/^Delete/),
      expect.stringMatching(/^Delete/),
    ]);
    expect(rig.story.slice(-3).sort()).toEqual(['Delete A a2', 'Delete A a3', 'Delete C c']);
    expect(rig.resource('A')?.physicalId).toBe('a1');
  });

  test('are rolled back together when the next update fails with a rollback', async () => {
    const result = await rig.deploy({ ...apps.second, T: topic({ DependsOn: ['A'] }) }, { failAt: { logicalId: 'T' } });
    expect(result.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(rig.story.slice(-3).sort()).toEqual(['Delete A a2', 'Delete A a3', 'Delete C c']);
  });

  test('are cleaned up by the next update that succeeds', async () => {
    const from = rig.story.length;
    expect((await rig.deploy({ A: custom({ Id: 'a3' }), B: custom({ X: 'good' }) })).status).toBe('UPDATE_COMPLETE');
    expect(rig.story.slice(from).sort()).toEqual(['Delete A a1', 'Delete A a2', 'Delete C c']);
  });

  test('can show that they restore what failed in the row of the resource', async () => {
    const options = { restoring: 'UPDATE_ROLLBACK_IN_PROGRESS' } as const;
    rig = failing(({ ResourceProperties }) => ResourceProperties.X === 'bad', options);
    await rig.deploy({ A: custom({ X: 'good' }) });
    const events = Rig.events(await rig.deploy({ A: custom({ X: 'bad' }) }, withoutRollback));
    expect(events.slice(1, 5)).toEqual([
      'A UPDATE_IN_PROGRESS',
      'A UPDATE_FAILED',
      'A UPDATE_ROLLBACK_IN_PROGRESS',
      'A UPDATE_ROLLBACK_COMPLETE',
    ]);
  });
});

describe('a create that failed without a rollback', () => {
  test('is rolled back on demand', async () => {
    await rig.deploy({ A: custom(), T: topic(afterA) }, { failAt: { logicalId: 'T' }, onFailure: 'DO_NOTHING' });
    expect((await rollBack()).status).toBe('ROLLBACK_COMPLETE');
    expect(rig.story).toEqual(['Create A', 'Delete A a']);
  });
});

describe('a deployment that is retried', () => {
  test('can have the RequestIds of the one before, in events with URLs of their own', async () => {
    await rig.deploy({ A: custom() });
    for (const X of ['1', '2']) await rig.deploy({ A: custom({ X }) }, { requestToken: 'retried' });
    await rig.deploy({ A: custom({ X: '3' }) });
    const [, first, second, other] = rig.requests.map(({ event }) => event);
    expect(second?.RequestId).toBe(first?.RequestId);
    expect(second?.ResponseURL).not.toBe(first?.ResponseURL);
    expect(other?.RequestId).not.toBe(first?.RequestId);
  });

  test('of a stack has RequestIds that no other stack has', async () => {
    await rig.deploy({ A: custom(), B: custom() }, { requestToken: 'retried' });
    expect(new Set(rig.requests.map(({ event }) => event.RequestId)).size).toBe(2);
  });
});

describe('a failure that a test asks for', () => {
  test('can wait for an event, and cancels what is in progress then', async () => {
    let cancel: () => void = () => undefined;
    const event = new Promise<void>((resolve) => {
      cancel = resolve;
    });
    rig = scripted(async (_, { clock, respond }) => {
      await clock.sleep(4_000);
      cancel();
      await clock.sleep(4_000);
      await respond({ Status: 'SUCCESS' });
    });
    const failAt = { logicalId: 'T', after: 60_000, event };
    await rig.deploy({ A: custom(), T: topic() }, { failAt });
    expect(rig.requests[0]?.outcome).toBe('cancelled');
    expect(rig.requests[1]?.sentAt).toBe((rig.requests[0]?.sentAt ?? 0) + 4_000);
  });
});
