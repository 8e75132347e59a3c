import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Pool } from '../../sms-voice';
import { updateEvent, owned } from '../harness/event';
import { type Harness, harnesses } from '../harness';

describe.each(harnesses)('Update (%s)', (_name, make) => {
  let harness: Harness;

  beforeEach(async () => {
    harness = await make();
  });
  afterEach(() => harness.close());

  describe('of the same association', () => {
    beforeEach(async () => {
      await harness.create();
    });

    test('that is in place, makes one read and no other call', async () => {
      const before = harness.service.calls.length;
      const revised = harness.revised();
      const response = await harness.update(revised);
      expect(response).toMatchObject({
        Status: 'SUCCESS',
        PhysicalResourceId: harness.owned,
        Data: { PoolId: harness.pool.id },
      });
      expect(harness.service.calls.slice(before).map(({ operation }) => operation)).toEqual(['DescribePhoneNumbers']);
    });

    test('that is written as ARNs now, changes nothing', async () => {
      const written = { ...harness.properties(), PoolId: harness.pool.arn, OriginationIdentity: harness.number.arn };
      const response = await harness.update(written);
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
      expect(harness.calls('Disassociate')).toHaveLength(0);
      expect(harness.calls('Associate')).toHaveLength(1);
    });

    test('that somebody has taken out, repairs it', async () => {
      harness.service.disassociate(harness.pool, harness.number);
      const response = await harness.update(harness.revised());
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
      expect(harness.service.contents(harness.pool)).toContain(harness.number.id);
    });

    test('that somebody has taken out, repairs it though the first read of the number fails', async () => {
      harness.service.disassociate(harness.pool, harness.number);
      harness.service.faults.add({ kind: 'internal-before', operation: /^DescribePhoneNumbers/, times: 1 });
      expect(await harness.update(harness.revised())).toMatchObject({ Status: 'SUCCESS' });
      expect(harness.poolsOf()).toEqual([harness.pool.id]);
    });

    test('that somebody has moved to another pool, fails naming that pool, and keeps the id', async () => {
      harness.service.disassociate(harness.pool, harness.number);
      const third = harness.service.createPool();
      harness.service.associate(third, harness.number);
      const response = await harness.update(harness.revised());
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
      expect(response.Reason).toContain(third.id);
      expect(harness.service.contents(third)).toEqual([harness.number.id]);
    });

    test('with invalid properties, keeps the id and makes no call', async () => {
      const before = harness.service.calls.length;
      const bad = { ...harness.properties(), IsoCountryCode: 'usa' };
      const response = await harness.update(bad);
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
      expect(response.Reason).toContain('IsoCountryCode: got "usa"');
      expect(harness.service.calls).toHaveLength(before);
    });

    test('rolls back from invalid properties, which made nothing', async () => {
      const bad = { ...harness.properties(), PoolId: 'nonsense' };
      const response = await harness.update(harness.properties(), { from: bad });
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    });
  });

  test('keeps an adopted id', async () => {
    harness.service.associate(harness.pool, harness.number);
    const adopting = harness.adopting();
    const response = await harness.update({ ...adopting, Revision: '2' }, { id: harness.adopted, from: adopting });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
  });

  describe('of the pool', () => {
    beforeEach(async () => {
      await harness.create();
    });

    test('moves a number though the first read of its pool fails', async () => {
      harness.service.faults.add({ kind: 'internal-before', operation: /^List/, times: 1 });
      expect(await harness.update(harness.properties(harness.next))).toMatchObject({ Status: 'SUCCESS' });
      expect(harness.poolsOf()).toEqual([harness.next.id]);
    });

    test('moves a number there and back again', async () => {
      const there = await harness.update(harness.properties(harness.next));
      expect(there).toMatchObject({
        Status: 'SUCCESS',
        PhysicalResourceId: harness.owned,
        Data: { PoolId: harness.next.id },
      });
      expect(harness.poolsOf()).toEqual([harness.next.id]);

      const back = await harness.update(harness.properties(), { from: harness.properties(harness.next) });
      expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
      expect(harness.poolsOf()).toEqual([harness.pool.id]);

      const again = await harness.update(harness.properties(harness.next));
      expect(again).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
      expect(harness.poolsOf()).toEqual([harness.next.id]);
    });

    test('has no read between the halves of a move, while the number is in no pool', async () => {
      const before = harness.service.calls.length;
      await harness.update(harness.properties(harness.next));
      expect(harness.service.calls.slice(before).map(({ operation }) => operation)).toEqual([
        'ListPoolOriginationIdentities',
        'DisassociateOriginationIdentity',
        'AssociateOriginationIdentity',
        'DescribePhoneNumbers',
      ]);
    });

    test('changes nothing when the number has been moved already', async () => {
      const moving = updateEvent(harness.owned, harness.properties(harness.next), harness.properties());
      await harness.send(moving);
      const before = harness.service.history.length;
      expect(await harness.send(moving)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
      expect(harness.service.history).toHaveLength(before);
    });

    test('moves an RCS agent', async () => {
      const agent = harness.service.createRcsAgent();
      const rcs = (into: Pool) => ({ PoolId: into.id, OriginationIdentity: agent.id });
      await harness.create(rcs(harness.pool));
      const response = await harness.update(rcs(harness.next), { id: owned(agent.id), from: rcs(harness.pool) });
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: owned(agent.id) });
      expect(harness.poolsOf(agent)).toEqual([harness.next.id]);
    });

    test.each([
      ['ConflictException', { Reason: 'OPT_OUT_LIST_MISMATCH' }],
      ['ServiceQuotaExceededException', { Reason: 'ORIGINATION_IDENTITIES_PER_POOL' }],
      ['ResourceNotFoundException', { ResourceType: 'pool' }],
    ])('puts the number back at once when the new pool refuses it (%s %j)', async (name, fields) => {
      harness.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: { name, fields } });
      const response = await harness.update(harness.properties(harness.next));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
      expect(response.Reason).toContain(name);
      expect(response.Reason).toContain(`put back into pool ${harness.pool.id}`);
      expect(harness.poolsOf()).toEqual([harness.pool.id]);
    });

    test('finishes a move whose first delivery crashed between its halves', async () => {
      harness.service.disassociate(harness.pool, harness.number);
      const response = await harness.update(harness.properties(harness.next));
      expect(response.Status).toBe('SUCCESS');
      expect(harness.poolsOf()).toEqual([harness.next.id]);
    });

    test('leaves a number in a third pool alone', async () => {
      harness.service.disassociate(harness.pool, harness.number);
      const third = harness.service.createPool();
      harness.service.associate(third, harness.number);
      const response = await harness.update(harness.properties(harness.next));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
      expect(response.Reason).toContain(third.id);
      expect(harness.poolsOf()).toEqual([third.id]);
    });

    test('does not take an adopted number out of its pool', async () => {
      const response = await harness.update(harness.properties(harness.next), { id: harness.adopted });
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.adopted });
      expect(response.Reason).toContain('adopted');
      expect(harness.poolsOf()).toEqual([harness.pool.id]);
    });

    test("fails with the remedies for the pool's last number, which stays", async () => {
      const lonely = harness.service.createPool();
      const last = harness.service.requestPhoneNumber();
      harness.service.associate(lonely, last);
      const declared = (into: Pool) => ({ ...harness.properties(into), OriginationIdentity: last.id });
      const response = await harness.send(
        updateEvent(owned(last.id), declared(harness.next), declared(lonely)),
        harness.context(6_000),
      );
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: owned(last.id) });
      expect(response.Reason).toContain('LAST_PHONE_NUMBER');
      expect(harness.poolsOf(last)).toEqual([lonely.id]);
      // Half a minute of the one retry rule: some 24 attempts, by chance a few more.
      expect(harness.calls('Disassociate').length).toBeLessThanOrEqual(48);
    });
  });

  describe('of the identity', () => {
    beforeEach(() => {
      harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      harness.service.requestSenderId({ id: 'SHOP', country: 'DE' });
    });

    test('replaces a sender ID that is never without a pool', async () => {
      const { PhysicalResourceId: old } = await harness.create(harness.sender());
      const response = await harness.update(harness.sender(harness.next), { id: old, from: harness.sender() });
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: owned(`${harness.next.id}/SHOP/GB`) });
      expect(harness.poolsOf('SHOP/GB')).toEqual([harness.pool.id, harness.next.id].sort());

      await harness.delete(harness.sender(), { id: old });
      expect(harness.poolsOf('SHOP/GB')).toEqual([harness.next.id]);
    });

    test('rolls a replacement back to the association that is still in place', async () => {
      const { PhysicalResourceId: old } = await harness.create(harness.sender());
      const { PhysicalResourceId: made } = await harness.update(harness.sender(harness.pool, 'DE'), {
        id: old,
        from: harness.sender(),
      });
      const response = await harness.update(harness.sender(), { id: made, from: harness.sender(harness.pool, 'DE') });
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: old });
      await harness.delete(harness.sender(harness.pool, 'DE'), { id: made });
      expect(harness.service.contents(harness.pool)).toEqual(expect.arrayContaining(['SHOP/GB']));
      expect(harness.service.contents(harness.pool)).not.toContain('SHOP/DE');
    });

    test("never takes somebody else's association by replacing", async () => {
      harness.service.associate(harness.next, 'SHOP/GB');
      const { PhysicalResourceId: old } = await harness.create(harness.sender());
      const response = await harness.update(harness.sender(harness.next), { id: old, from: harness.sender() });
      await harness.delete(harness.sender(harness.next), { id: response.PhysicalResourceId });
      expect(harness.poolsOf('SHOP/GB')).toContain(harness.next.id);
    });

    test('keeps the old id when the replacement fails', async () => {
      const { PhysicalResourceId: old } = await harness.create(harness.sender());
      const unknown = { ...harness.sender(harness.next), OriginationIdentity: 'NOBODY' };
      const response = await harness.update(unknown, { id: old, from: harness.sender() });
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: old });
      expect(harness.poolsOf('SHOP/GB')).toEqual([harness.pool.id]);
    });
  });
});
