import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEvent, inventedId, LOGICAL_ID, owned } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

const OLD = LOGICAL_ID;
const NEW = `${LOGICAL_ID}New`;
const asNew = { logicalId: NEW };

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});
const expectInPlace = () => {
  expect(harness.poolsOf()).toEqual([harness.pool.id]);
  expect(harness.calls('Disassociate')).toEqual([]);
};

describe('when the logical id of an association changes', () => {
  const created = async () => {
    await harness.create();
    return harness.create(harness.properties(), asNew);
  };

  test('the new resource takes it over without any option', async () => {
    expect(await created()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expectInPlace();
  });

  test('the Delete of the old resource leaves it in place', async () => {
    await created();
    const response = await harness.delete();
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expectInPlace();
  });

  test('the Delete leaves it in place if the new resource is on a later page of the list', async () => {
    await created();
    harness.stacks.api.settings.pageSize = 1;
    await harness.delete();
    expectInPlace();
  });

  test('the Delete leaves it in place after CloudFormation throttled its reads for eight seconds', async () => {
    await created();
    const until = harness.clock.now() + 8_000;
    harness.stacks.api.fault = () => (harness.clock.now() < until ? 'throttled' : undefined);
    await harness.delete();
    expectInPlace();
    expect(harness.warnings).toEqual([]);
  });

  test('the Delete leaves it in place after CloudFormation showed an older state for five seconds', async () => {
    await created();
    await harness.wait(60_000);
    harness.stacks.api.settings.lagMilliseconds = 5_000;
    await harness.delete();
    expectInPlace();
  });

  test('the rollback, which deletes the new resource, leaves it in place', async () => {
    await created();
    harness.stacks.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await harness.delete(harness.properties(), { ...asNew });
    expectInPlace();
  });

  test('the rollback leaves it in place if the Create of the new resource never responded', async () => {
    await harness.create();
    await harness.deliverUnseen(createEvent(harness.properties(), asNew));
    harness.stacks.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await harness.delete(harness.properties(), { id: inventedId(NEW), ...asNew });
    expectInPlace();
  });

  test('a destroy of the stack takes it out, whichever resource shows it', async () => {
    await created();
    harness.stacks.status = 'DELETE_IN_PROGRESS';
    for (const logicalId of [OLD, NEW])
      expect(await harness.delete(harness.properties(), { logicalId })).toMatchObject({
        Status: 'SUCCESS',
      });
    expect(harness.poolsOf()).toEqual([]);
  });

  test('the new resource owns it after the old one is gone', async () => {
    await created();
    await harness.delete();
    await harness.delete(harness.properties(), { ...asNew });
    expect(harness.poolsOf()).toEqual([]);
  });

  test.each(['DELETE_COMPLETE', 'DELETE_SKIPPED', 'CREATE_FAILED'])(
    'a resource that is %s is no holder',
    async (status) => {
      harness.service.associate(harness.pool, harness.number);
      harness.stacks.showResource({ logicalId: 'Other', status, physicalId: harness.owned });
      expect(await harness.create()).toMatchObject({ Status: 'FAILED' });
    },
  );

  test('a resource of another type is no holder', async () => {
    harness.service.associate(harness.pool, harness.number);
    harness.stacks.showResource({
      logicalId: 'Other',
      resourceType: 'Custom::Other',
      status: 'CREATE_COMPLETE',
      physicalId: harness.owned,
    });
    expect(await harness.create()).toMatchObject({ Status: 'FAILED' });
  });
});

describe('when the logical id of an adopted association changes', () => {
  test.each([
    ['with AdoptExisting', () => harness.adopting()],
    ['without options', () => harness.properties()],
  ])('the new resource adopts it as well %s, and the Delete of the old one leaves it', async (_what, declared) => {
    harness.service.associate(harness.pool, harness.number);
    await harness.create(harness.adopting());
    const response = await harness.create(declared(), asNew);
    await harness.delete(harness.adopting(), { id: harness.adopted });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
    expectInPlace();
  });

  test('the Delete of an old resource with TakeOwnership leaves it to the new one', async () => {
    harness.service.associate(harness.pool, harness.number);
    const owning = { ...harness.adopting(), TakeOwnership: 'true' };
    await harness.create(harness.adopting());
    await harness.update(owning, { id: harness.adopted, from: harness.adopting() });
    await harness.create(owning, asNew);
    await harness.delete(owning, { id: harness.adopted });
    expectInPlace();
  });
});

describe('when the values of parameters shift between two resources', () => {
  const [A, B] = ['A', 'B'].map((name) => ({ logicalId: `${LOGICAL_ID}${name}` }));
  const declaring = (identity: string) => ({ ...harness.properties(), OriginationIdentity: identity });
  const N1 = 'phone-a00000000000';
  const N2 = 'phone-b00000000000';
  const N3 = 'phone-c00000000000';
  const inPool = () => harness.service.contents(harness.pool).filter((id) => [N1, N2, N3].includes(id));
  const created = async () => {
    for (const id of [N1, N2, N3]) harness.service.requestPhoneNumber({ id });
    await harness.create(declaring(N1), A);
    await harness.create(declaring(N2), B);
  };

  test('each is in the pool after the clean-up, because the new resource of one holds it', async () => {
    await created();
    // CloudFormation shows both Updates in progress before the first of them responds.
    harness.stacks.showResource({ ...B, status: 'UPDATE_IN_PROGRESS', physicalId: owned(N2) });
    expect(await harness.update(declaring(N2), { id: owned(N1), from: declaring(N1), ...A })).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: owned(N2),
    });
    expect(await harness.update(declaring(N3), { id: owned(N2), from: declaring(N2), ...B })).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: owned(N3),
    });
    await harness.delete(declaring(N1), { id: owned(N1), ...A });
    await harness.delete(declaring(N2), { id: owned(N2), ...B });
    expect(inPool()).toEqual([N2, N3]);
  });

  test('an Update whose holder was replaced a moment before fails, and the rollback leaves all as before', async () => {
    await created();
    await harness.update(declaring(N3), { id: owned(N2), from: declaring(N2), ...B });
    const refused = await harness.update(declaring(N2), { id: owned(N1), from: declaring(N1), ...A });
    expect(refused).toMatchObject({ Status: 'FAILED', PhysicalResourceId: owned(N1) });

    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const back = await harness.update(declaring(N2), { id: owned(N3), from: declaring(N3), ...B });
    expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: owned(N2) });
    expect(await harness.update(declaring(N1), { id: owned(N1), from: declaring(N2), ...A })).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: owned(N1),
    });
    harness.stacks.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await harness.delete(declaring(N3), { id: owned(N3), ...B });
    expect(inPool()).toEqual([N1, N2]);
  });
});

describe('an association that somebody made while the own attempt had no response', () => {
  const createdMeanwhile = (declared: object) => {
    harness.service.faults.add({ kind: 'hang-before', operation: /^Associate/ });
    return harness.sendWhile(createEvent(declared), async () => {
      await harness.until(() => harness.calls('Associate').length > 0);
      harness.service.associate(harness.pool, harness.number);
    });
  };

  test('is adopted with AdoptExisting, since no token proves that it is the own one', async () => {
    const response = await createdMeanwhile(harness.adopting());
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
  });

  test('is owned if it was the own attempt that made it', async () => {
    harness.service.faults.add({ kind: 'hang-after', operation: /^Associate/ });
    expect(await harness.create(harness.adopting())).toMatchObject({ PhysicalResourceId: harness.owned });
  });
});
