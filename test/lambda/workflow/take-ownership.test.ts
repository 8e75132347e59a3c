import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Pool } from '../../sms-voice';
import { owned } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});

beforeEach(() => {
  harness.service.associate(harness.pool, harness.number);
});

describe('an association that an earlier deployment adopted', () => {
  beforeEach(async () => {
    await harness.create(harness.adopting());
  });

  test('stays adopted, and stays in place, in the deployment that takes ownership', async () => {
    const response = await harness.update(harness.owning(), { id: harness.adopted, from: harness.adopting() });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('stays in place when that deployment rolls back', async () => {
    await harness.update(harness.owning(), { id: harness.adopted, from: harness.adopting() });
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const response = await harness.update(harness.adopting(), { id: harness.adopted, from: harness.owning() });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test.each([
    ['with TakeOwnership is taken out', () => harness.owning(), []],
    ['without TakeOwnership stays in place', () => harness.adopting(), ['pool']],
  ])('and is deleted %s', async (_what, declared, left) => {
    await harness.update(declared(), { id: harness.adopted, from: harness.adopting() });
    await harness.delete(declared(), { id: harness.adopted });
    expect(harness.poolsOf()).toEqual(left.map(() => harness.pool.id));
  });

  test.each([
    ['only the new properties', (into?: Pool) => harness.owning(into), () => harness.adopting()],
    ['only the former properties', (into?: Pool) => harness.adopting(into), () => harness.owning()],
    ['no properties', (into?: Pool) => harness.adopting(into), () => harness.adopting()],
  ])('is not moved if %s have TakeOwnership, and the message says two deployments', async (_what, to, from) => {
    const response = await harness.update(to(harness.next), { id: harness.adopted, from: from() });
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.adopted });
    expect(response.Reason).toMatch(/use two deployments: one with takeOwnership: true and the former pool/);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('is moved if both have TakeOwnership, and keeps its id, since another one would bring a Delete', async () => {
    const response = await harness.update(harness.owning(harness.next), {
      id: harness.adopted,
      from: harness.owning(),
    });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
    expect(harness.poolsOf()).toEqual([harness.next.id]);
  });

  test('keeps its id when it is repaired', async () => {
    harness.service.disassociate(harness.pool, harness.number);
    const revised = { ...harness.owning(), Revision: '2' };
    const response = await harness.update(revised, { id: harness.adopted, from: harness.owning() });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});

describe('an association that nothing adopted before', () => {
  test.each([
    ['TakeOwnership', () => ({ ...harness.properties(), TakeOwnership: 'true' })],
    ['TakeOwnership and AdoptExisting', () => harness.owning()],
  ])('fails a Create with %s, names the two deployments, and stays in place', async (_what, declared) => {
    const response = await harness.create(declared());
    await harness.delete(declared(), { id: response.PhysicalResourceId });
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toMatch(/adoptExisting: true and without takeOwnership, then with takeOwnership: true/);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('fails a replacement with TakeOwnership, and stays in place', async () => {
    const other = harness.service.requestPhoneNumber();
    const before = { ...harness.owning(), OriginationIdentity: other.id };
    await harness.create(before);
    const response = await harness.update(harness.owning(), { id: owned(other.id), from: before });
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: owned(other.id) });
    expect(response.Reason).toContain(
      'takeOwnership only applies to an association that an earlier deployment adopted',
    );
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});

test('a Create with TakeOwnership owns an association that it makes', async () => {
  harness.service.disassociate(harness.pool, harness.number);
  expect(await harness.create(harness.owning())).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: harness.owned,
  });
});

describe('an adopted association that was taken out by hand', () => {
  beforeEach(async () => {
    await harness.create(harness.adopting());
    harness.service.disassociate(harness.pool, harness.number);
  });
  const rollBack = (from: Pool) => {
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    return harness.update(harness.adopting(), { from: harness.adopting(from) });
  };

  test.each([
    ['repaired', () => harness.pool],
    ['put into another pool', () => harness.next],
  ])('and is %s is owned, until a rollback makes it adopted again', async (_what, into) => {
    const made = await harness.update(
      { ...harness.adopting(into()), Revision: '2' },
      { id: harness.adopted, from: harness.adopting() },
    );
    expect(made).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(await rollBack(into())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);

    harness.stacks.status = 'DELETE_IN_PROGRESS';
    await harness.delete(harness.adopting(), { id: harness.adopted });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});

describe('a hand-over from one stack to another', () => {
  const OTHER = { stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/other/1', logicalId: 'Theirs' };

  test('keeps the association throughout if the first stack retains it', async () => {
    await harness.create(harness.adopting(), OTHER);
    // Stack A deletes its resource with RETAIN, so it sends no Delete.
    await harness.update(harness.owning(), { id: harness.adopted, from: harness.adopting(), ...OTHER });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);

    await harness.delete(harness.owning(), { id: harness.adopted, ...OTHER });
    expect(harness.poolsOf()).toEqual([]);
  });

  test('is refused without an option, because the holder is in another stack', async () => {
    harness.service.disassociate(harness.pool, harness.number);
    await harness.create();
    expect(await harness.create(harness.properties(), OTHER)).toMatchObject({ Status: 'FAILED' });
  });
});
