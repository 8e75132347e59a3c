import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEvent, deleteEvent, type Event, inventedId, owned, updateEvent } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});
/** Throttles the changes until CloudFormation has cancelled the request, 20 seconds after it began. */
function cancelledWhileThrottled(event: Event, operation: RegExp, show: () => void) {
  harness.service.faults.add({ kind: 'throttle', operation, until: harness.clock.now() + 60_000 });
  return harness.sendWhile(event, async () => {
    await harness.clock.sleep(20_000);
    show();
  });
}

const showResource = (status: string, physicalId?: string) => {
  harness.stacks.showResource({ status, ...(physicalId === undefined ? {} : { physicalId }) });
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
      'while the rollback deletes its resource',
      () => {
        harness.stacks.showStack('ROLLBACK_IN_PROGRESS');
        showResource('DELETE_IN_PROGRESS', inventedId());
      },
    ],
    [
      'while the stack is deleted because its creation failed (OnFailure=DELETE)',
      () => {
        harness.stacks.showStack('DELETE_IN_PROGRESS');
        showResource('DELETE_IN_PROGRESS', inventedId());
      },
    ],
    [
      'while the stack rolls back, though its own resource still shows the Create',
      () => {
        harness.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
      },
    ],
    [
      'while a nested stack rolls back in the clean-up of its parent',
      () => {
        harness.stacks.showStack('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
        showResource('DELETE_IN_PROGRESS', inventedId());
      },
    ],
  ];

  test.each(ways)('%s', async (_when, show) => {
    const response = await cancelledWhileThrottled(createEvent(harness.properties()), /^Associate/, show);
    expect(response).toMatchObject({ Status: 'FAILED' });
    expect(response.Reason).toContain('stopped: CloudFormation no longer waits for this Create');
    expect(harness.poolsOf()).toEqual([]);
  });
});

test('a Create that is still wanted goes on', async () => {
  const response = await cancelledWhileThrottled(createEvent(harness.properties()), /^Associate/, () => undefined);
  expect(response).toMatchObject({ Status: 'SUCCESS' });
  expect(harness.poolsOf()).toEqual([harness.pool.id]);
});

describe('a move', () => {
  beforeEach(async () => {
    await harness.create();
  });
  const moving = () => updateEvent(harness.owned, harness.properties(harness.next), harness.properties());
  const rollingBack = () => {
    harness.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
    showResource('UPDATE_IN_PROGRESS', harness.owned);
  };

  test('that is cancelled before its first half changes nothing', async () => {
    const response = await cancelledWhileThrottled(moving(), /^Disassociate/, rollingBack);
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain('stopped');
    expect(harness.service.history.filter(({ kind }) => kind === 'disassociated')).toEqual([]);
  });

  test('that is cancelled between its halves puts the number back', async () => {
    const response = await cancelledWhileThrottled(moving(), /^Associate/, rollingBack);
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain(`It was put back into pool ${harness.pool.id}`);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('stops if only the stack shows that it rolls back, because its own resource shows an Update in both directions', async () => {
    const response = await cancelledWhileThrottled(moving(), /^Disassociate/, () => {
      harness.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
    });
    expect(response.Reason).toContain('stopped');
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('that is delivered again while its stack rolls back changes nothing', async () => {
    const sentAt = harness.clock.now();
    const event = moving();
    await harness.wait(60_000);
    rollingBack();
    expect(await harness.deliverAgain(event, sentAt)).toMatchObject({ Status: 'FAILED' });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('that is delivered again in a later deployment changes nothing', async () => {
    const sentAt = harness.clock.now();
    const event = moving();
    await harness.wait(120_000);
    harness.stacks.showStack('UPDATE_IN_PROGRESS');
    showResource('UPDATE_IN_PROGRESS', harness.owned);
    expect(await harness.deliverAgain(event, sentAt)).toMatchObject({ Status: 'FAILED' });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('that is delivered again while CloudFormation waits for it is done', async () => {
    const event = moving();
    harness.stacks.requested(event);
    const sentAt = harness.clock.now();
    await harness.wait(60_000);
    expect(await harness.deliverAgain(event, sentAt)).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.poolsOf()).toEqual([harness.next.id]);
  });
});

test('a replacement that is cancelled before its Associate makes nothing', async () => {
  const other = harness.service.requestPhoneNumber();
  const before = harness.properties(harness.pool, other);
  await harness.create(before);
  const event = updateEvent(owned(other.id), harness.properties(), before);
  const response = await cancelledWhileThrottled(event, /^Associate/, () => {
    harness.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
    showResource('UPDATE_IN_PROGRESS', owned(other.id));
  });
  expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: owned(other.id) });
  expect(harness.poolsOf()).toEqual([]);
});

test('a repair that is cancelled makes nothing', async () => {
  await harness.create();
  harness.service.disassociate(harness.pool, harness.number);
  const event = updateEvent(harness.owned, harness.revised(), harness.properties());
  const response = await cancelledWhileThrottled(event, /^Associate/, () => {
    showResource('UPDATE_FAILED', harness.owned);
  });
  expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
  expect(harness.poolsOf()).toEqual([]);
});

describe('a Delete that CloudFormation gave up', () => {
  beforeEach(async () => {
    await harness.create();
  });

  test.each([
    ['was skipped', 'DELETE_SKIPPED', 'UPDATE_COMPLETE'],
    ['failed', 'DELETE_FAILED', 'UPDATE_COMPLETE'],
    ['is created again by the next deployment', 'CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'],
    ['was created again by the next deployment', 'CREATE_COMPLETE', 'UPDATE_COMPLETE'],
  ])('takes nothing out after its resource %s', async (_what, status, stack) => {
    const event = deleteEvent(harness.owned, harness.properties());
    const response = await cancelledWhileThrottled(event, /^Disassociate/, () => {
      harness.stacks.showStack(stack);
      showResource(status, owned(harness.number.id));
    });
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain('no longer waits for this Delete');
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});

test('a request that meets no trouble reads nothing of its stack', async () => {
  await harness.create();
  await harness.update(harness.revised());
  expect(harness.stacks.api.calls).toEqual([]);
});

describe("where the function's clock is behind CloudFormation's", () => {
  // So the age of a delivery is unknown, and a duplicate of an hour ago looks as if it came from the future.
  test.each([
    [60_000, true],
    [2_000, true],
    [1_000, false],
  ])('by %d ms, a Create asks before its first change: %s', async (behind, asks) => {
    harness.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
    showResource('CREATE_IN_PROGRESS');
    const event = createEvent(harness.properties());
    const response = await harness.deliverAgain(event, harness.clock.now() + behind);
    expect(response.Status).toBe(asks ? 'FAILED' : 'SUCCESS');
    expect(harness.poolsOf()).toEqual(asks ? [] : [harness.pool.id]);
  });
});
