import { describe, expect, test } from '@jest/globals';
import { emptyService } from '../set-up';

describe('pools', () => {
  test('copy the configuration of their first identity', async () => {
    const { service, client } = emptyService();
    const number = service.requestPhoneNumber({ optOutListName: 'Mine', selfManagedOptOutsEnabled: true });

    const created = await client.createPool({ OriginationIdentity: number.id, MessageType: 'TRANSACTIONAL' });

    expect(created).toMatchObject({ OptOutListName: 'Mine', SelfManagedOptOutsEnabled: true, Status: 'ACTIVE' });
    expect(created.CreatedTimestamp).toBeInstanceOf(Date);
    expect(service.contents(created.PoolId ?? '')).toEqual([number.id]);
  });

  test('can begin with a sender ID or an RCS agent', async () => {
    const { service, client } = emptyService();
    service.requestSenderId({ id: 'ACME', country: 'GB' });
    const agent = service.createRcsAgent();

    const first = await client.createPool({
      OriginationIdentity: 'ACME',
      IsoCountryCode: 'GB',
      MessageType: 'PROMOTIONAL',
    });
    const second = await client.createPool({ OriginationIdentity: agent.arn, MessageType: 'TRANSACTIONAL' });

    expect(service.contents(first.PoolId ?? '')).toEqual(['ACME/GB']);
    expect(service.contents(second.PoolId ?? '')).toEqual([agent.id]);
  });

  test.each([
    ['MESSAGE_TYPE_MISMATCH', 'PROMOTIONAL', false],
    ['PHONE_NUMBER_ASSOCIATED_TO_POOL', 'TRANSACTIONAL', true],
  ] as const)('do not come into being after %s', async (reason, messageType, inPool) => {
    const { service, client } = emptyService();
    const number = service.requestPhoneNumber();
    if (inPool) service.associate(service.createPool(), number);
    const before = service.pools.length;

    const answer = client.createPool({ OriginationIdentity: number.id, MessageType: messageType });

    await expect(answer).rejects.toMatchObject({ name: 'ConflictException', Reason: reason });
    expect(service.pools).toHaveLength(before);
  });

  test('are limited in number', async () => {
    const { service, client } = emptyService({ poolsPerAccount: 1 });
    service.createPool();
    const number = service.requestPhoneNumber();

    const answer = client.createPool({ OriginationIdentity: number.id, MessageType: 'TRANSACTIONAL' });

    await expect(answer).rejects.toMatchObject({ name: 'ServiceQuotaExceededException', Reason: 'POOLS_PER_ACCOUNT' });
  });

  test('disassociate all their identities when they are deleted', async () => {
    const { service, client } = emptyService();
    const [pool, number, senderId] = [service.createPool(), service.requestPhoneNumber(), service.requestSenderId()];
    service.associate(pool, number);
    service.associate(pool, senderId);

    expect(await client.deletePool({ PoolId: pool.id })).toMatchObject({ PoolId: pool.id, Status: 'DELETING' });

    expect([service.poolsOf(number), service.poolsOf(senderId)]).toEqual([[], []]);
    await expect(client.describePools({ PoolIds: [pool.id] })).rejects.toMatchObject({ ResourceType: 'pool' });
  });

  test('refuse deletion while they are protected', async () => {
    const { service, client } = emptyService();
    const pool = service.createPool({ deletionProtectionEnabled: true });

    await expect(client.deletePool({ PoolId: pool.id })).rejects.toMatchObject({
      Reason: 'DELETION_PROTECTION_ENABLED',
    });
  });

  test('are described by id, by ARN, by filter, by owner and in pages', async () => {
    const { service, client } = emptyService();
    const [first, second] = [service.createPool(), service.createPool({ messageType: 'PROMOTIONAL' })];
    const shared = service.createPool({ accountId: '444455556666' });
    const ids = async (request: Parameters<typeof client.describePools>[0]) =>
      (await client.describePools(request)).Pools?.map(({ PoolId }) => PoolId);

    expect(await ids({ PoolIds: [second.id, first.arn] })).toEqual([second.id, first.id]);
    expect(await ids({ Filters: [{ Name: 'message-type', Values: ['PROMOTIONAL'] }] })).toEqual([second.id]);
    expect(await ids({ Owner: 'SELF' })).toEqual([first.id, second.id]);
    expect(await ids({ Owner: 'SHARED' })).toEqual([shared.id]);
    expect(await ids({ MaxResults: 1 })).toEqual([first.id]);
    await expect(ids({ Owner: 'SELF', PoolIds: [first.id] })).rejects.toMatchObject({
      Reason: 'PARAMETERS_CANNOT_BE_USED_TOGETHER',
    });
  });
});
