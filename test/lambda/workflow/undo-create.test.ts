import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CustomError, FaultKind } from '../../sms-voice';
import { createEvent, deleteEvent, inventedId } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

// A Create that never responded is deleted by an id that CloudFormation invents.

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});
const undo = () => harness.delete(harness.properties(), { id: inventedId() });
const createUnseen = () => harness.deliverUnseen(createEvent(harness.properties()));
/** The Delete comes a second after the Create, which still works. */
const undoWhileCreating = () =>
  harness.sendWhile(createEvent(harness.properties()), async () => {
    await harness.clock.sleep(1_000);
    await harness.deliver(deleteEvent(inventedId(), harness.properties()));
  });
const conflict = (Reason?: string): CustomError => ({
  name: 'ConflictException',
  ...(Reason === undefined ? {} : { fields: { Reason } }),
});

describe('a Create that made the association is undone', () => {
  test.each<[string, FaultKind | CustomError]>([
    ['another operation is under way', conflict()],
    ['the number is not active', conflict('RESOURCE_NOT_ACTIVE')],
    ['the connection drops', 'drop-before'],
    ['the service throttles', 'throttle'],
    ['the policy is still spreading', 'access-denied'],
  ])('although at first %s', async (_what, kind) => {
    await createUnseen();
    harness.service.faults.add({ kind, operation: /^Associate/, times: 2 });
    expect(await undo()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: inventedId() });
    expect(harness.poolsOf()).toEqual([]);
  });

  test('although the number is ASSOCIATING, and not listed in the pool, for twenty seconds', async () => {
    harness.service.settings.statusDelayMilliseconds = 20_000;
    harness.service.settings.associatingShown = false;
    await undoWhileCreating();
    expect(harness.poolsOf()).toEqual([]);
    expect(harness.service.status(harness.number)).toBe('ACTIVE');
  });

  test('although its Associate is still in flight, and the service admits one change at a time', async () => {
    harness.service.settings.concurrentChanges = 'one-per-identity';
    harness.service.faults.add({ kind: 'latency-after', operation: /^Associate/, milliseconds: 9_000 });
    await undoWhileCreating();
    expect(harness.poolsOf()).toEqual([]);
  });

  test('although its Associate takes effect only after the Delete has begun', async () => {
    harness.service.faults.add({ kind: 'latency', operation: /^Associate/, milliseconds: 8_000 });
    await undoWhileCreating();
    expect(harness.poolsOf()).toEqual([]);
  });

  test("unless it is the pool's last phone number, which fails with the remedies", async () => {
    const lonely = harness.service.createPool();
    await harness.deliverUnseen(createEvent(harness.properties(lonely)));
    const response = await harness.delete(harness.properties(lonely), { id: inventedId() });
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: inventedId() });
    expect(response.Reason).toContain('is the last phone number of pool');
  });

  test("unless it is the pool's last phone number and has KeepLastPhoneNumber", async () => {
    const lonely = harness.service.createPool();
    const keeping = { ...harness.properties(lonely), KeepLastPhoneNumber: 'true' };
    await harness.deliverUnseen(createEvent(keeping));
    expect(await harness.delete(keeping, { id: inventedId() })).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.poolsOf()).toEqual([lonely.id]);
  });
});

describe('the association of somebody else is left alone', () => {
  test.each([
    ['that it is associated, at once', 'PHONE_NUMBER_ASSOCIATED_TO_POOL', 0],
    ['nothing of it, when no call of the Create can be in flight', undefined, 15],
    ['that it is not active, when no call of the Create can be in flight', 'RESOURCE_NOT_ACTIVE', 15],
  ])('after conflicts that say %s', async (_what, reason, seconds) => {
    const start = harness.clock.now();
    harness.service.associate(harness.pool, harness.number);
    harness.service.faults.add({ kind: conflict(reason), operation: /^Associate/, times: 1_000 });
    expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
    expect((harness.clock.now() - start) / 1_000).toBeGreaterThanOrEqual(seconds);
    expect((harness.clock.now() - start) / 1_000).toBeLessThan(seconds + 6);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test.each(['ValidationException', 'ResourceNotFoundException'])('after %s', async (name) => {
    harness.service.associate(harness.pool, harness.number);
    harness.service.faults.add({ kind: { name }, operation: /^Associate/, times: 10 });
    expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.calls('Associate')).toHaveLength(1);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('in another pool', async () => {
    harness.service.associate(harness.next, harness.number);
    expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.poolsOf()).toEqual([harness.next.id]);
    expect(harness.calls('Associate')).toEqual([]);
  });
});

test('a Create that made nothing has nothing to undo', async () => {
  expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
  expect(harness.changes()).toEqual([]);
});

test('a Create of a number that was released has nothing to undo', async () => {
  harness.service.releasePhoneNumber(harness.number);
  expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
});

test('a Create whose association was taken over by another resource of the stack is not undone', async () => {
  await createUnseen();
  harness.stacks.showResource({ logicalId: 'Other', status: 'CREATE_COMPLETE', physicalId: harness.owned });
  expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
  expect(harness.poolsOf()).toEqual([harness.pool.id]);
});
