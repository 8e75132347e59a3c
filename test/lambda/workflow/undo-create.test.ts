import { describe, expect, test } from '@jest/globals';
import type { CustomError, FaultKind } from '../../sms-voice';
import { createEvent, deleteEvent, inventedId } from '../harness/event';
import { virtualStage } from '../harness/stage';

// A Create that never responded is deleted by an id that CloudFormation invents.

const stage = virtualStage();
const pools = () => stage.rig.service.poolsOf(stage.number);
const undo = () => stage.rig.send(deleteEvent(inventedId(), stage.properties()));
const createUnseen = () => stage.rig.deliverUnseen(createEvent(stage.properties()));
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
    stage.rig.service.faults.add({ kind, operation: /^Associate/, times: 2 });
    expect(await undo()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: inventedId() });
    expect(pools()).toEqual([]);
  });

  test('although the number is ASSOCIATING, and not listed in the pool, for twenty seconds', async () => {
    stage.rig.service.settings.statusDelayMilliseconds = 20_000;
    stage.rig.service.settings.associatingShown = false;
    await stage.rig.run(async () => {
      const create = stage.rig.deliver(createEvent(stage.properties()));
      await stage.rig.clock.sleep(1_000);
      await Promise.all([create, stage.rig.deliver(deleteEvent(inventedId(), stage.properties()))]);
    });
    expect(pools()).toEqual([]);
    expect(stage.rig.service.status(stage.number)).toBe('ACTIVE');
  });

  test('although its Associate is still in flight, and the service admits one change at a time', async () => {
    stage.rig.service.settings.concurrentChanges = 'one-per-identity';
    stage.rig.service.faults.add({ kind: 'latency-after', operation: /^Associate/, milliseconds: 9_000 });
    await stage.rig.run(async () => {
      const create = stage.rig.deliver(createEvent(stage.properties()));
      await stage.rig.clock.sleep(1_000);
      await Promise.all([create, stage.rig.deliver(deleteEvent(inventedId(), stage.properties()))]);
    });
    expect(pools()).toEqual([]);
  });

  test('although its Associate takes effect only after the Delete has begun', async () => {
    stage.rig.service.faults.add({ kind: 'latency', operation: /^Associate/, milliseconds: 8_000 });
    await stage.rig.run(async () => {
      const create = stage.rig.deliver(createEvent(stage.properties()));
      await stage.rig.clock.sleep(1_000);
      await Promise.all([create, stage.rig.deliver(deleteEvent(inventedId(), stage.properties()))]);
    });
    expect(pools()).toEqual([]);
  });

  test("unless it is the pool's last phone number, which fails with the remedies", async () => {
    const lonely = stage.rig.service.createPool();
    await stage.rig.deliverUnseen(createEvent(stage.properties(lonely)));
    const response = await stage.rig.send(deleteEvent(inventedId(), stage.properties(lonely)));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: inventedId() });
    expect(response.Reason).toContain('is the last phone number of pool');
  });

  test("unless it is the pool's last phone number and has KeepLastPhoneNumber", async () => {
    const lonely = stage.rig.service.createPool();
    const keeping = { ...stage.properties(lonely), KeepLastPhoneNumber: 'true' };
    await stage.rig.deliverUnseen(createEvent(keeping));
    expect(await stage.rig.send(deleteEvent(inventedId(), keeping))).toMatchObject({ Status: 'SUCCESS' });
    expect(pools()).toEqual([lonely.id]);
  });
});

describe('the association of somebody else is left alone', () => {
  test.each([
    ['that it is associated, at once', 'PHONE_NUMBER_ASSOCIATED_TO_POOL', 0],
    ['nothing of it, when no call of the Create can be in flight', undefined, 15],
    ['that it is not active, when no call of the Create can be in flight', 'RESOURCE_NOT_ACTIVE', 15],
  ])('after conflicts that say %s', async (_what, reason, seconds) => {
    const start = stage.rig.clock.now();
    stage.rig.service.associate(stage.pool, stage.number);
    stage.rig.service.faults.add({ kind: conflict(reason), operation: /^Associate/, times: 1_000 });
    expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
    expect((stage.rig.clock.now() - start) / 1_000).toBeGreaterThanOrEqual(seconds);
    expect((stage.rig.clock.now() - start) / 1_000).toBeLessThan(seconds + 6);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test.each(['ValidationException', 'ResourceNotFoundException'])('after %s', async (name) => {
    stage.rig.service.associate(stage.pool, stage.number);
    stage.rig.service.faults.add({ kind: { name }, operation: /^Associate/, times: 10 });
    expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
    expect(stage.rig.calls('Associate')).toHaveLength(1);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('in another pool', async () => {
    stage.rig.service.associate(stage.next, stage.number);
    expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
    expect(pools()).toEqual([stage.next.id]);
    expect(stage.rig.calls('Associate')).toEqual([]);
  });
});

test('a Create that made nothing has nothing to undo', async () => {
  expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
  expect(stage.rig.service.history.filter(({ by }) => by !== 'hand')).toEqual([]);
});

test('a Create of a number that was released has nothing to undo', async () => {
  stage.rig.service.releasePhoneNumber(stage.number);
  expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
});

test('a Create whose association was taken over by another resource of the stack is not undone', async () => {
  await createUnseen();
  stage.rig.stacks.showResource({ logicalId: 'Other', status: 'CREATE_COMPLETE', physicalId: stage.number.id });
  expect(await undo()).toMatchObject({ Status: 'SUCCESS' });
  expect(pools()).toEqual([stage.pool.id]);
});
