import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PhoneNumber } from '../../sms-voice';
import { checkEntry, checkEvent } from '../harness/check-event';
import { adopted, owned } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

const DAY = 86_400_000;

let harness: Harness;
let number: PhoneNumber;

beforeEach(() => {
  harness = virtualHarness();
  number = harness.service.requestPhoneNumber({ pendingMilliseconds: DAY });
});

const deferring = (into = harness.pool) => ({ ...harness.properties(into, number), DeferPending: 'true' });
const SUCCESS = () => ({ Status: 'SUCCESS', PhysicalResourceId: owned(number.id) });
const check = () =>
  harness.check(checkEvent([{ ...checkEntry(harness.pool, number), DeferPending: 'true' }], { Repair: 'true' }));

describe('a number that is PENDING', () => {
  test('completes a Create with DeferPending, and nothing is made', async () => {
    expect(await harness.create(deferring())).toMatchObject({
      ...SUCCESS(),
      Data: { PoolId: harness.pool.id, OriginationIdentity: number.id },
    });
    expect(harness.poolsOf(number)).toEqual([]);
  });

  test('fails a Create without it, which names the option', async () => {
    const { Reason } = await harness.create(harness.properties(harness.pool, number));
    expect(Reason).toContain('is PENDING');
    expect(Reason).toContain('deferPending: true');
  });

  test('is associated by the first check that finds it ACTIVE, and removed by the Delete', async () => {
    const { PhysicalResourceId: id } = await harness.create(deferring());
    harness.stacks.showStack('UPDATE_COMPLETE');
    expect(await check()).toMatchObject({ drifted: [], pending: [{ found: 'nowhere', repaired: false }] });
    expect(harness.metrics.at(-1)).toMatchObject({ Drifted: 0, Repaired: 0, Pending: 1 });
    await harness.wait(DAY);
    expect(await check()).toMatchObject({ drifted: [{ repaired: true }], pending: [] });
    expect(harness.poolsOf(number)).toEqual([harness.pool.id]);
    expect(await harness.delete(deferring(), { id })).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.poolsOf(number)).toEqual([]);
  });

  test('completes the Delete of what was never made', async () => {
    const { PhysicalResourceId: id } = await harness.create(deferring());
    expect(await harness.delete(deferring(), { id })).toMatchObject({ Status: 'SUCCESS' });
  });

  test('completes an Update', async () => {
    const { PhysicalResourceId: id } = await harness.create(deferring());
    const changed = { ...deferring(), Revision: '2' };
    expect(await harness.update(changed, { id, from: deferring() })).toMatchObject(SUCCESS());
  });

  test('is deferred again by a move, for which there is nothing to take out', async () => {
    const { PhysicalResourceId: id } = await harness.create(deferring());
    expect(await harness.update(deferring(harness.next), { id, from: deferring() })).toMatchObject(SUCCESS());
    expect(harness.calls('Disassociate')).toEqual([]);
  });

  test('refuses a move without DeferPending as a Create does', async () => {
    const { PhysicalResourceId: id } = await harness.create(deferring());
    const to = harness.properties(harness.next, number);
    const { Status, Reason } = await harness.update(to, { id, from: deferring() });
    expect(Status).toBe('FAILED');
    expect(Reason).toContain('is PENDING');
    expect(Reason).not.toContain('IN NO POOL');
  });

  test('completes a replacement', async () => {
    await harness.create();
    expect(await harness.update(deferring())).toMatchObject(SUCCESS());
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('keeps the id of what was adopted with TakeOwnership, since another one would bring a Delete', async () => {
    const owning = { ...deferring(), TakeOwnership: 'true' };
    const id = adopted(number.id);
    const response = await harness.update({ ...owning, Revision: '2' }, { id, from: owning });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
  });

  test('completes an Update of what is in the pool by then', async () => {
    harness.service.associate(harness.pool, number);
    const { PhysicalResourceId: id } = SUCCESS();
    const changed = { ...deferring(), Revision: '2' };
    expect(await harness.update(changed, { id, from: deferring() })).toMatchObject(SUCCESS());
    expect(harness.poolsOf(number)).toEqual([harness.pool.id]);
  });

  test('completes a rollback that restores it', async () => {
    const { PhysicalResourceId: id } = await harness.create(deferring());
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const back = harness.update(deferring(), { id, from: deferring(harness.next) });
    expect(await back).toMatchObject(SUCCESS());
    expect(harness.changes()).toEqual([]);
  });
});
