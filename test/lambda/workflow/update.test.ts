import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PhoneNumber, Pool } from '../../sms-voice';
import { createEvent, deleteEvent, updateEvent } from '../harness/event';
import { type Rig, rigs } from '../harness/rig';

describe.each(rigs)('Update (%s)', (_name, makeRig) => {
  let rig: Rig;
  let pool: Pool;
  let next: Pool;
  let number: PhoneNumber;

  beforeEach(async () => {
    rig = await makeRig();
    pool = rig.service.createPool();
    next = rig.service.createPool();
    number = rig.service.requestPhoneNumber();
    for (const each of [pool, next]) rig.service.associate(each, rig.service.requestPhoneNumber());
  });
  afterEach(() => rig.close());

  const properties = (into = pool) => ({ PoolId: into.id, OriginationIdentity: number.id, IsoCountryCode: 'US' });
  const sender = (into: Pool, country = 'GB') => ({
    PoolId: into.id,
    OriginationIdentity: 'SHOP',
    IsoCountryCode: country,
  });

  describe('of the same association', () => {
    beforeEach(async () => {
      await rig.send(createEvent(properties()));
    });

    test('that is in place, makes one read and no other call', async () => {
      const before = rig.service.calls.length;
      const revised = { ...properties(), Revision: '2' };
      const response = await rig.send(updateEvent(number.id, revised, properties()));
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id, Data: { PoolId: pool.id } });
      expect(rig.service.calls.slice(before).map(({ operation }) => operation)).toEqual(['DescribePhoneNumbers']);
    });

    test('that is written as ARNs now, changes nothing', async () => {
      const written = { ...properties(), PoolId: pool.arn, OriginationIdentity: number.arn };
      const response = await rig.send(updateEvent(number.id, written, properties()));
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id });
      expect(rig.calls('Disassociate')).toHaveLength(0);
      expect(rig.calls('Associate')).toHaveLength(1);
    });

    test('that somebody has taken out, repairs it', async () => {
      rig.service.disassociate(pool, number);
      const response = await rig.send(updateEvent(number.id, { ...properties(), Revision: '2' }, properties()));
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id });
      expect(rig.service.contents(pool)).toContain(number.id);
    });

    test('that somebody has moved to another pool, fails naming that pool, and keeps the id', async () => {
      rig.service.disassociate(pool, number);
      const third = rig.service.createPool();
      rig.service.associate(third, number);
      const response = await rig.send(updateEvent(number.id, { ...properties(), Revision: '2' }, properties()));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
      expect(response.Reason).toContain(third.id);
      expect(rig.service.contents(third)).toEqual([number.id]);
    });

    test('with invalid properties, keeps the id and makes no call', async () => {
      const before = rig.service.calls.length;
      const bad = { ...properties(), IsoCountryCode: 'usa' };
      const response = await rig.send(updateEvent(number.id, bad, properties()));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
      expect(response.Reason).toContain('IsoCountryCode: got "usa"');
      expect(rig.service.calls).toHaveLength(before);
    });

    test('rolls back from invalid properties, which made nothing', async () => {
      const bad = { ...properties(), PoolId: 'nonsense' };
      const response = await rig.send(updateEvent(number.id, properties(), bad));
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id });
    });
  });

  test('keeps an adopted id', async () => {
    rig.service.associate(pool, number);
    const adopting = { ...properties(), AdoptExisting: 'true' };
    const response = await rig.send(updateEvent(`adopted:${number.id}`, { ...adopting, Revision: '2' }, adopting));
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: `adopted:${number.id}` });
  });

  describe('of the pool', () => {
    beforeEach(async () => {
      await rig.send(createEvent(properties()));
    });

    test('moves a number there and back again', async () => {
      const there = await rig.send(updateEvent(number.id, properties(next), properties()));
      expect(there).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id, Data: { PoolId: next.id } });
      expect(rig.service.poolsOf(number)).toEqual([next.id]);

      const back = await rig.send(updateEvent(number.id, properties(), properties(next)));
      expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id });
      expect(rig.service.poolsOf(number)).toEqual([pool.id]);

      const again = await rig.send(updateEvent(number.id, properties(next), properties()));
      expect(again).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id });
      expect(rig.service.poolsOf(number)).toEqual([next.id]);
    });

    test('has no read between the halves of a move, while the number is in no pool', async () => {
      const before = rig.service.calls.length;
      await rig.send(updateEvent(number.id, properties(next), properties()));
      expect(rig.service.calls.slice(before).map(({ operation }) => operation)).toEqual([
        'ListPoolOriginationIdentities',
        'DisassociateOriginationIdentity',
        'AssociateOriginationIdentity',
        'DescribePhoneNumbers',
      ]);
    });

    test('changes nothing when the number has been moved already', async () => {
      const moving = updateEvent(number.id, properties(next), properties());
      await rig.send(moving);
      const before = rig.service.history.length;
      expect(await rig.send(moving)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id });
      expect(rig.service.history).toHaveLength(before);
    });

    test('moves an RCS agent', async () => {
      const agent = rig.service.createRcsAgent();
      const rcs = (into: Pool) => ({ PoolId: into.id, OriginationIdentity: agent.id });
      await rig.send(createEvent(rcs(pool)));
      const response = await rig.send(updateEvent(agent.id, rcs(next), rcs(pool)));
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: agent.id });
      expect(rig.service.poolsOf(agent)).toEqual([next.id]);
    });

    test.each([
      ['ConflictException', { Reason: 'OPT_OUT_LIST_MISMATCH' }],
      ['ServiceQuotaExceededException', { Reason: 'ORIGINATION_IDENTITIES_PER_POOL' }],
      ['ResourceNotFoundException', { ResourceType: 'pool' }],
    ])('puts the number back at once when the new pool refuses it (%s %j)', async (name, fields) => {
      rig.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: { name, fields } });
      const response = await rig.send(updateEvent(number.id, properties(next), properties()));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
      expect(response.Reason).toContain(name);
      expect(response.Reason).toContain(`put back into pool ${pool.id}`);
      expect(rig.service.poolsOf(number)).toEqual([pool.id]);
    });

    test('finishes a move whose first delivery crashed between its halves', async () => {
      rig.service.disassociate(pool, number);
      const response = await rig.send(updateEvent(number.id, properties(next), properties()));
      expect(response.Status).toBe('SUCCESS');
      expect(rig.service.poolsOf(number)).toEqual([next.id]);
    });

    test('leaves a number in a third pool alone', async () => {
      rig.service.disassociate(pool, number);
      const third = rig.service.createPool();
      rig.service.associate(third, number);
      const response = await rig.send(updateEvent(number.id, properties(next), properties()));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
      expect(response.Reason).toContain(third.id);
      expect(rig.service.poolsOf(number)).toEqual([third.id]);
    });

    test('does not take an adopted number out of its pool', async () => {
      const response = await rig.send(updateEvent(`adopted:${number.id}`, properties(next), properties()));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: `adopted:${number.id}` });
      expect(response.Reason).toContain('adopted');
      expect(rig.service.poolsOf(number)).toEqual([pool.id]);
    });

    test("fails with the remedies for the pool's last number, which stays", async () => {
      const lonely = rig.service.createPool();
      const last = rig.service.requestPhoneNumber();
      rig.service.associate(lonely, last);
      const declared = (into: Pool) => ({ ...properties(into), OriginationIdentity: last.id });
      const response = await rig.send(updateEvent(last.id, declared(next), declared(lonely)), rig.context(6_000));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: last.id });
      expect(response.Reason).toContain('LAST_PHONE_NUMBER');
      expect(rig.service.poolsOf(last)).toEqual([lonely.id]);
      expect(rig.calls('Disassociate').length).toBeLessThanOrEqual(3);
    });
  });

  describe('of the identity', () => {
    beforeEach(() => {
      rig.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      rig.service.requestSenderId({ id: 'SHOP', country: 'DE' });
    });

    test('replaces a sender ID that is never without a pool', async () => {
      const { PhysicalResourceId: old } = await rig.send(createEvent(sender(pool)));
      const response = await rig.send(updateEvent(old, sender(next), sender(pool)));
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: `${next.id}/SHOP/GB` });
      expect(rig.service.poolsOf('SHOP/GB')).toEqual([pool.id, next.id].sort());

      await rig.send(deleteEvent(old, sender(pool)));
      expect(rig.service.poolsOf('SHOP/GB')).toEqual([next.id]);
    });

    test('rolls a replacement back to the association that is still in place', async () => {
      const { PhysicalResourceId: old } = await rig.send(createEvent(sender(pool)));
      const { PhysicalResourceId: made } = await rig.send(updateEvent(old, sender(pool, 'DE'), sender(pool)));
      const response = await rig.send(updateEvent(made, sender(pool), sender(pool, 'DE')));
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: old });
      await rig.send(deleteEvent(made, sender(pool, 'DE')));
      expect(rig.service.contents(pool)).toEqual(expect.arrayContaining(['SHOP/GB']));
      expect(rig.service.contents(pool)).not.toContain('SHOP/DE');
    });

    test("never takes somebody else's association by replacing", async () => {
      rig.service.associate(next, 'SHOP/GB');
      const { PhysicalResourceId: old } = await rig.send(createEvent(sender(pool)));
      const response = await rig.send(updateEvent(old, sender(next), sender(pool)));
      await rig.send(deleteEvent(response.PhysicalResourceId, sender(next)));
      expect(rig.service.poolsOf('SHOP/GB')).toContain(next.id);
    });

    test('keeps the old id when the replacement fails', async () => {
      const { PhysicalResourceId: old } = await rig.send(createEvent(sender(pool)));
      const unknown = { ...sender(next), OriginationIdentity: 'NOBODY' };
      const response = await rig.send(updateEvent(old, unknown, sender(pool)));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: old });
      expect(rig.service.poolsOf('SHOP/GB')).toEqual([pool.id]);
    });
  });
});
