import { describe, expect, test } from '@jest/globals';
import { createEvent, deleteEvent, inventedId, LOGICAL_ID, updateEvent } from '../harness/event';
import { virtualStage } from '../harness/stage';

const OLD = LOGICAL_ID;
const NEW = `${LOGICAL_ID}New`;
const asNew = { logicalId: NEW };

const stage = virtualStage();
const expectInPlace = () => {
  expect(stage.rig.service.poolsOf(stage.number)).toEqual([stage.pool.id]);
  expect(stage.rig.calls('Disassociate')).toEqual([]);
};

describe('when the logical id of an association changes', () => {
  const created = async () => {
    await stage.rig.send(createEvent(stage.properties()));
    return stage.rig.send(createEvent(stage.properties(), asNew));
  };

  test('the new resource takes it over without any option', async () => {
    expect(await created()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expectInPlace();
  });

  test('the Delete of the old resource leaves it in place', async () => {
    await created();
    const response = await stage.rig.send(deleteEvent(stage.number.id, stage.properties()));
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expectInPlace();
  });

  test('the Delete leaves it in place if the new resource is on a later page of the list', async () => {
    await created();
    stage.rig.stacks.api.settings.pageSize = 1;
    await stage.rig.send(deleteEvent(stage.number.id, stage.properties()));
    expectInPlace();
  });

  test('the Delete leaves it in place after CloudFormation throttled its reads for eight seconds', async () => {
    await created();
    const until = stage.rig.clock.now() + 8_000;
    stage.rig.stacks.api.fault = () => (stage.rig.clock.now() < until ? 'throttled' : undefined);
    await stage.rig.send(deleteEvent(stage.number.id, stage.properties()));
    expectInPlace();
    expect(stage.rig.warnings).toEqual([]);
  });

  test('the Delete leaves it in place after CloudFormation showed an older state for five seconds', async () => {
    await created();
    await stage.rig.wait(60_000);
    stage.rig.stacks.api.settings.lagMilliseconds = 5_000;
    await stage.rig.send(deleteEvent(stage.number.id, stage.properties()));
    expectInPlace();
  });

  test('the roll-back, which deletes the new resource, leaves it in place', async () => {
    await created();
    stage.rig.stacks.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await stage.rig.send(deleteEvent(stage.number.id, stage.properties(), asNew));
    expectInPlace();
  });

  test('the roll-back leaves it in place if the Create of the new resource never responded', async () => {
    await stage.rig.send(createEvent(stage.properties()));
    await stage.rig.deliverUnseen(createEvent(stage.properties(), asNew));
    stage.rig.stacks.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await stage.rig.send(deleteEvent(inventedId(NEW), stage.properties(), asNew));
    expectInPlace();
  });

  test('a destroy of the stack takes it out, whichever resource shows it', async () => {
    await created();
    stage.rig.stacks.status = 'DELETE_IN_PROGRESS';
    for (const logicalId of [OLD, NEW])
      expect(await stage.rig.send(deleteEvent(stage.number.id, stage.properties(), { logicalId }))).toMatchObject({
        Status: 'SUCCESS',
      });
    expect(stage.rig.service.poolsOf(stage.number)).toEqual([]);
  });

  test('the new resource owns it after the old one is gone', async () => {
    await created();
    await stage.rig.send(deleteEvent(stage.number.id, stage.properties()));
    await stage.rig.send(deleteEvent(stage.number.id, stage.properties(), asNew));
    expect(stage.rig.service.poolsOf(stage.number)).toEqual([]);
  });

  test.each(['DELETE_COMPLETE', 'DELETE_SKIPPED', 'CREATE_FAILED'])(
    'a resource that is %s is no holder',
    async (status) => {
      stage.rig.service.associate(stage.pool, stage.number);
      stage.rig.stacks.showResource({ logicalId: 'Other', status, physicalId: stage.number.id });
      expect(await stage.rig.send(createEvent(stage.properties()))).toMatchObject({ Status: 'FAILED' });
    },
  );

  test('a resource of another type is no holder', async () => {
    stage.rig.service.associate(stage.pool, stage.number);
    stage.rig.stacks.showResource({
      logicalId: 'Other',
      resourceType: 'Custom::Other',
      status: 'CREATE_COMPLETE',
      physicalId: stage.number.id,
    });
    expect(await stage.rig.send(createEvent(stage.properties()))).toMatchObject({ Status: 'FAILED' });
  });
});

describe('when the logical id of an adopted association changes', () => {
  const adopting = () => ({ ...stage.properties(), AdoptExisting: 'true' });
  const adopted = () => `adopted:${stage.number.id}`;

  test.each([
    ['with AdoptExisting', adopting],
    ['without options', stage.properties],
  ])('the new resource adopts it as well %s, and the Delete of the old one leaves it', async (_what, declared) => {
    stage.rig.service.associate(stage.pool, stage.number);
    await stage.rig.send(createEvent(adopting()));
    const response = await stage.rig.send(createEvent(declared(), asNew));
    await stage.rig.send(deleteEvent(adopted(), adopting()));
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: adopted() });
    expectInPlace();
  });

  test('the Delete of an old resource with TakeOwnership leaves it to the new one', async () => {
    stage.rig.service.associate(stage.pool, stage.number);
    const owning = { ...adopting(), TakeOwnership: 'true' };
    await stage.rig.send(createEvent(adopting()));
    await stage.rig.send(updateEvent(adopted(), owning, adopting()));
    await stage.rig.send(createEvent(owning, asNew));
    await stage.rig.send(deleteEvent(adopted(), owning));
    expectInPlace();
  });
});

describe('when the values of parameters shift between two resources', () => {
  const [A, B] = ['A', 'B'].map((name) => ({ logicalId: `${LOGICAL_ID}${name}` }));
  const declaring = (identity: string) => ({ ...stage.properties(), OriginationIdentity: identity });
  const N1 = 'phone-a00000000000';
  const N2 = 'phone-b00000000000';
  const N3 = 'phone-c00000000000';
  const inPool = () => stage.rig.service.contents(stage.pool).filter((id) => [N1, N2, N3].includes(id));
  const created = async () => {
    for (const id of [N1, N2, N3]) stage.rig.service.requestPhoneNumber({ id });
    await stage.rig.send(createEvent(declaring(N1), A));
    await stage.rig.send(createEvent(declaring(N2), B));
  };

  test('each is in the pool after the clean-up, because the new resource of one holds it', async () => {
    await created();
    // CloudFormation shows both Updates in progress before the first of them responds.
    stage.rig.stacks.showResource({ ...B, status: 'UPDATE_IN_PROGRESS', physicalId: N2 });
    expect(await stage.rig.send(updateEvent(N1, declaring(N2), declaring(N1), A))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: N2,
    });
    expect(await stage.rig.send(updateEvent(N2, declaring(N3), declaring(N2), B))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: N3,
    });
    await stage.rig.send(deleteEvent(N1, declaring(N1), A));
    await stage.rig.send(deleteEvent(N2, declaring(N2), B));
    expect(inPool()).toEqual([N2, N3]);
  });

  test('an Update whose holder was replaced a moment before fails, and the roll-back leaves all as before', async () => {
    await created();
    await stage.rig.send(updateEvent(N2, declaring(N3), declaring(N2), B));
    const refused = await stage.rig.send(updateEvent(N1, declaring(N2), declaring(N1), A));
    expect(refused).toMatchObject({ Status: 'FAILED', PhysicalResourceId: N1 });

    stage.rig.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const back = await stage.rig.send(updateEvent(N3, declaring(N2), declaring(N3), B));
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: N2 });
    expect(await stage.rig.send(updateEvent(N1, declaring(N1), declaring(N2), A))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: N1,
    });
    stage.rig.stacks.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await stage.rig.send(deleteEvent(N3, declaring(N3), B));
    expect(inPool()).toEqual([N1, N2]);
  });
});
