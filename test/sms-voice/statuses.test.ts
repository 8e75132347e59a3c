import { describe, expect, test } from '@jest/globals';
import { minute, setUp } from './set-up';

describe('with a status delay', () => {
  test('a phone number is ASSOCIATING for a while, and refuses every change', async () => {
    const { client, pool, request, later, describeNumber } = setUp({ statusDelayMilliseconds: minute });
    await client.associateOriginationIdentity(request);

    await later(minute - 1);
    expect(await describeNumber()).toMatchObject({ Status: 'ASSOCIATING', PoolId: pool.id });
    for (const call of [
      client.associateOriginationIdentity(request),
      client.disassociateOriginationIdentity(request),
    ]) {
      await expect(call).rejects.toMatchObject({ name: 'ConflictException', Reason: 'RESOURCE_NOT_ACTIVE' });
    }

    await later(1);
    expect(await describeNumber()).toMatchObject({ Status: 'ACTIVE', PoolId: pool.id });
  });

  test('a phone number is DISASSOCIATING for a while, and refuses to be associated or released', async () => {
    const { service, client, pool, number, request, later, describeNumber } = setUp({
      statusDelayMilliseconds: minute,
    });
    service.associate(pool, number);
    service.associate(pool, service.requestPhoneNumber());
    await client.disassociateOriginationIdentity(request);

    expect(await describeNumber()).toMatchObject({ Status: 'DISASSOCIATING', PoolId: pool.id });
    for (const call of [
      client.associateOriginationIdentity(request),
      client.releasePhoneNumber({ PhoneNumberId: number.id }),
    ]) {
      await expect(call).rejects.toMatchObject({ Reason: 'RESOURCE_NOT_ACTIVE' });
    }

    await later(minute);
    expect(await describeNumber()).toMatchObject({ Status: 'ACTIVE' });
    expect(await describeNumber()).not.toHaveProperty('PoolId');
    await client.releasePhoneNumber({ PhoneNumberId: number.id });
  });

  test('a sender ID joins and leaves a pool at once', async () => {
    const { service, client, pool, list } = setUp({ statusDelayMilliseconds: minute });
    const request = { PoolId: pool.id, OriginationIdentity: service.requestSenderId().arn };

    await client.associateOriginationIdentity(request);
    expect(await list()).toHaveLength(1);
    await client.disassociateOriginationIdentity(request);
    expect(await list()).toEqual([]);
  });

  test.each([true, false])('reads show a changing number in its pool, or do not: %s', async (shown) => {
    const { service, client, pool, number, request, later, list, describeNumber } = setUp({
      statusDelayMilliseconds: minute,
      associatingShown: shown,
      disassociatingShown: shown,
    });
    service.associate(pool, service.requestPhoneNumber());
    const reads = async () => ({
      isListed: (await list()).some(({ OriginationIdentity }) => OriginationIdentity === number.id),
      isIn: (await describeNumber())?.PoolId === pool.id,
    });

    await client.associateOriginationIdentity(request);
    expect(await reads()).toEqual({ isListed: shown, isIn: shown });
    await later(minute);
    expect(await reads()).toEqual({ isListed: true, isIn: true });
    await client.disassociateOriginationIdentity(request);
    expect(await reads()).toEqual({ isListed: shown, isIn: shown });
    await later(minute);
    expect(await reads()).toEqual({ isListed: false, isIn: false });
  });

  test('a requested phone number is PENDING, and a created pool CREATING', async () => {
    const { service, client, number, later } = setUp({ statusDelayMilliseconds: minute });
    const requested = await client.requestPhoneNumber({
      IsoCountryCode: 'US',
      MessageType: 'TRANSACTIONAL',
      NumberCapabilities: ['SMS'],
      NumberType: 'LONG_CODE',
    });
    const created = await client.createPool({ OriginationIdentity: number.id, MessageType: 'TRANSACTIONAL' });
    expect([requested.Status, created.Status]).toEqual(['PENDING', 'CREATING']);

    const request = { PoolId: created.PoolId, OriginationIdentity: requested.PhoneNumberId };
    await expect(client.associateOriginationIdentity(request)).rejects.toMatchObject({ ResourceType: 'pool' });
    await expect(client.deletePool({ PoolId: created.PoolId })).rejects.toMatchObject({
      Reason: 'RESOURCE_NOT_ACTIVE',
    });
    await later(minute);
    await client.associateOriginationIdentity(request);

    expect(service.poolsOf(request.OriginationIdentity ?? '')).toEqual([created.PoolId]);
  });

  test('a deleted pool is DELETING while its numbers are DISASSOCIATING', async () => {
    const { service, client, pool, number, request, later, describeNumber } = setUp({
      statusDelayMilliseconds: minute,
    });
    service.associate(pool, number);
    await client.deletePool({ PoolId: pool.id });

    expect((await client.describePools({ PoolIds: [pool.id] })).Pools).toMatchObject([{ Status: 'DELETING' }]);
    expect(await describeNumber()).toMatchObject({ Status: 'DISASSOCIATING' });
    await expect(client.disassociateOriginationIdentity(request)).rejects.toMatchObject({
      Reason: 'RESOURCE_NOT_ACTIVE',
      ResourceType: 'pool',
    });

    await later(minute);
    await expect(client.describePools({ PoolIds: [pool.id] })).rejects.toMatchObject({ ResourceType: 'pool' });
    expect(await describeNumber()).toMatchObject({ Status: 'ACTIVE' });
  });
});

describe('a phone number that is not ACTIVE', () => {
  const reasons = ['RESOURCE_NOT_ACTIVE', 'RESOURCE_MODIFICATION_NOT_ALLOWED', undefined] as const;

  test.each([...reasons, 'REGISTRATION_NOT_COMPLETE'] as const)(
    'refuses changes while it is PENDING: %s',
    async (pendingReason) => {
      const { service, client, pool, later } = setUp({ pendingReason });
      const number = service.requestPhoneNumber({ pendingMilliseconds: minute });
      const request = { PoolId: pool.id, OriginationIdentity: number.id };
      const { PhoneNumbers } = await client.describePhoneNumbers({ PhoneNumberIds: [number.id] });
      expect(PhoneNumbers).toMatchObject([{ Status: 'PENDING' }]);

      const error: unknown = await client.associateOriginationIdentity(request).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'ConflictException', ResourceId: number.id });
      expect(error).toHaveProperty('Reason', pendingReason);

      await later(minute);
      await client.associateOriginationIdentity(request);
      expect(service.contents(pool)).toEqual([number.id]);
    },
  );

  test.each([...reasons, 'PHONE_NUMBER_ASSOCIATED_TO_POOL'] as const)(
    'refuses changes while it is ASSOCIATING: %s',
    async (changingReason) => {
      const { client, request } = setUp({ changingReason, statusDelayMilliseconds: minute });
      await client.associateOriginationIdentity(request);

      const error: unknown = await client.disassociateOriginationIdentity(request).catch((thrown: unknown) => thrown);

      expect(error).toMatchObject({ name: 'ConflictException' });
      expect(error).toHaveProperty('Reason', changingReason);
    },
  );
});
