import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEvent, deleteEvent, type Event, inventedId, LOGICAL_ID, updateEvent } from '../harness/event';
import { parseResponse } from '../harness/response';
import { virtualStage } from '../harness/stage';

const stage = virtualStage();
const pools = () => stage.rig.service.poolsOf(stage.number);
const lastResponse = () => parseResponse(stage.rig.inbox.bodies.at(-1));

/** Throttles the changes until CloudFormation has cancelled the request, 20 seconds after it began. */
async function cancelledWhileThrottled(event: Event, operation: RegExp, show: () => void) {
  const { rig } = stage;
  rig.service.faults.add({ kind: 'throttle', operation, until: rig.clock.now() + 60_000 });
  await rig.run(async () => {
    const delivered = rig.deliver(event);
    await rig.clock.sleep(20_000);
    show();
    await delivered;
  });
  return lastResponse();
}

const showResource = (status: string, physicalId?: string) => {
  stage.rig.stacks.showResource({ status, ...(physicalId === undefined ? {} : { physicalId }) });
};

describe('a Create that waits for the quota stops', () => {
  const ways: [string, () => void][] = [
    [
      'after CloudFormation cancelled it',
      () => {
        showResource('CREATE_FAILED', inventedId());
      },
    ],
    [
      'while the roll-back deletes its resource',
      () => {
        stage.rig.stacks.showStack('ROLLBACK_IN_PROGRESS');
        showResource('DELETE_IN_PROGRESS', inventedId());
      },
    ],
    [
      'while the stack is deleted because its creation failed (OnFailure=DELETE)',
      () => {
        stage.rig.stacks.showStack('DELETE_IN_PROGRESS');
        showResource('DELETE_IN_PROGRESS', inventedId());
      },
    ],
    [
      'while the stack rolls back, though its own resource still shows the Create',
      () => {
        stage.rig.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
      },
    ],
    [
      'while a nested stack rolls back in the clean-up of its parent',
      () => {
        stage.rig.stacks.showStack('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
        showResource('DELETE_IN_PROGRESS', inventedId());
      },
    ],
    [
      'while a later deployment creates the resource again',
      () => {
        stage.rig.stacks.showStack('UPDATE_IN_PROGRESS');
        showResource('CREATE_IN_PROGRESS');
      },
    ],
  ];

  test.each(ways)('%s', async (_when, show) => {
    const response = await cancelledWhileThrottled(createEvent(stage.properties()), /^Associate/, show);
    expect(response).toMatchObject({ Status: 'FAILED' });
    expect(response.Reason).toContain('stopped: the stack shows that CloudFormation no longer waits for this Create');
    expect(pools()).toEqual([]);
  });
});

test('a Create that is still wanted goes on', async () => {
  const response = await cancelledWhileThrottled(createEvent(stage.properties()), /^Associate/, () => undefined);
  expect(response).toMatchObject({ Status: 'SUCCESS' });
  expect(pools()).toEqual([stage.pool.id]);
});

test('fifty Creates that wait for a quota of one a second leave nothing after their roll-back', async () => {
  const { rig, pool } = stage;
  rig.service.settings.requestsPerSecond = 1;
  const events = Array.from({ length: 50 }, (_, index) => {
    const { id } = rig.service.requestPhoneNumber();
    const properties = { ...stage.properties(), OriginationIdentity: id };
    return { properties, logicalId: `${LOGICAL_ID}${index}` };
  });
  await rig.run(async () => {
    const creates = events.map(({ properties, logicalId }) => rig.deliver(createEvent(properties, { logicalId })));
    await rig.clock.sleep(20_000);
    rig.stacks.status = 'ROLLBACK_IN_PROGRESS';
    const deletes = events.map(({ properties, logicalId }) =>
      rig.deliver(deleteEvent(inventedId(logicalId), properties, { logicalId })),
    );
    await Promise.all([...creates, ...deletes]);
  });
  expect(rig.service.history.filter(({ by }) => by !== 'hand').length).toBeGreaterThan(5);
  expect(rig.service.contents(pool)).toHaveLength(1);
}, 60_000);

describe('a move', () => {
  beforeEach(async () => {
    await stage.rig.send(createEvent(stage.properties()));
  });
  const moving = () => updateEvent(stage.number.id, stage.properties(stage.next), stage.properties());
  const rollingBack = () => {
    stage.rig.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
    showResource('UPDATE_IN_PROGRESS', stage.number.id);
  };

  test('that is cancelled before its first half changes nothing', async () => {
    const response = await cancelledWhileThrottled(moving(), /^Disassociate/, rollingBack);
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: stage.number.id });
    expect(response.Reason).toContain('stopped');
    expect(stage.rig.service.history.filter(({ kind }) => kind === 'disassociated')).toEqual([]);
  });

  test('that is cancelled between its halves puts the number back', async () => {
    const response = await cancelledWhileThrottled(moving(), /^Associate/, rollingBack);
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: stage.number.id });
    expect(response.Reason).toContain(`It was put back into pool ${stage.pool.id}`);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('stops if only the stack shows that it rolls back, because its own resource shows an Update in both directions', async () => {
    const response = await cancelledWhileThrottled(moving(), /^Disassociate/, () => {
      stage.rig.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
    });
    expect(response.Reason).toContain('stopped');
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('that is delivered again while its stack rolls back changes nothing', async () => {
    const sentAt = stage.rig.clock.now();
    const event = moving();
    await stage.rig.wait(60_000);
    rollingBack();
    expect(await stage.rig.deliverAgain(event, sentAt)).toMatchObject({ Status: 'FAILED' });
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('that is delivered again in a later deployment changes nothing', async () => {
    const sentAt = stage.rig.clock.now();
    const event = moving();
    await stage.rig.wait(120_000);
    stage.rig.stacks.showStack('UPDATE_IN_PROGRESS');
    showResource('UPDATE_IN_PROGRESS', stage.number.id);
    expect(await stage.rig.deliverAgain(event, sentAt)).toMatchObject({ Status: 'FAILED' });
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('that is delivered again while CloudFormation waits for it is done', async () => {
    const event = moving();
    stage.rig.stacks.requested(event);
    const sentAt = stage.rig.clock.now();
    await stage.rig.wait(60_000);
    expect(await stage.rig.deliverAgain(event, sentAt)).toMatchObject({ Status: 'SUCCESS' });
    expect(pools()).toEqual([stage.next.id]);
  });
});

test('a replacement that is cancelled before its Associate makes nothing', async () => {
  const other = stage.rig.service.requestPhoneNumber();
  const before = { ...stage.properties(), OriginationIdentity: other.id };
  await stage.rig.send(createEvent(before));
  const event = updateEvent(other.id, stage.properties(), before);
  const response = await cancelledWhileThrottled(event, /^Associate/, () => {
    stage.rig.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
    showResource('UPDATE_IN_PROGRESS', other.id);
  });
  expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: other.id });
  expect(pools()).toEqual([]);
});

test('a repair that is cancelled makes nothing', async () => {
  await stage.rig.send(createEvent(stage.properties()));
  stage.rig.service.disassociate(stage.pool, stage.number);
  const event = updateEvent(stage.number.id, { ...stage.properties(), Revision: '2' }, stage.properties());
  const response = await cancelledWhileThrottled(event, /^Associate/, () => {
    showResource('UPDATE_FAILED', stage.number.id);
  });
  expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: stage.number.id });
  expect(pools()).toEqual([]);
});

describe('a Delete that CloudFormation gave up', () => {
  beforeEach(async () => {
    await stage.rig.send(createEvent(stage.properties()));
  });

  test.each([
    ['was skipped', 'DELETE_SKIPPED', 'UPDATE_COMPLETE'],
    ['failed', 'DELETE_FAILED', 'UPDATE_COMPLETE'],
    ['is created again by the next deployment', 'CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'],
    ['was created again by the next deployment', 'CREATE_COMPLETE', 'UPDATE_COMPLETE'],
    ['is deleted by a later request', 'DELETE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'],
  ])('takes nothing out after its resource %s', async (_what, status, stack) => {
    const event = deleteEvent(stage.number.id, stage.properties());
    const response = await cancelledWhileThrottled(event, /^Disassociate/, () => {
      stage.rig.stacks.showStack(stack);
      showResource(status, stage.number.id);
    });
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: stage.number.id });
    expect(response.Reason).toContain('no longer waits for this Delete');
    expect(pools()).toEqual([stage.pool.id]);
  });
});

test('a request that meets no trouble reads nothing of its stack', async () => {
  await stage.rig.send(createEvent(stage.properties()));
  await stage.rig.send(updateEvent(stage.number.id, { ...stage.properties(), Revision: '2' }, stage.properties()));
  expect(stage.rig.stacks.api.calls).toEqual([]);
});
