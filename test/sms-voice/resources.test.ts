import type { RequestPhoneNumberCommandInput } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, test } from '@jest/globals';
import { SmsVoice, type SmsVoiceOptions } from '.';
import { clientOf } from './client';

function setUp(options?: SmsVoiceOptions) {
  const service = new SmsVoice(options);
  return { service, client: clientOf(service) };
}

const requested: RequestPhoneNumberCommandInput = {
  IsoCountryCode: 'US',
  MessageType: 'TRANSACTIONAL',
  NumberCapabilities: ['SMS'],
  NumberType: 'LONG_CODE',
};

describe('pools', () => {
  test('copy the configuration of their first identity', async () => {
    const { service, client } = setUp();
    const number = service.requestPhoneNumber({ optOutListName: 'Mine', selfManagedOptOutsEnabled: true });

    const created = await client.createPool({ OriginationIdentity: number.id, MessageType: 'TRANSACTIONAL' });

    expect(created).toMatchObject({ OptOutListName: 'Mine', SelfManagedOptOutsEnabled: true, Status: 'ACTIVE' });
    expect(created.CreatedTimestamp).toBeInstanceOf(Date);
    expect(service.contents(created.PoolId ?? '')).toEqual([number.id]);
  });

  test('can begin with a sender ID or an RCS agent', async () => {
    const { service, client } = setUp();
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
    const { service, client } = setUp();
    const number = service.requestPhoneNumber();
    if (inPool) service.associate(service.createPool(), number);
    const before = service.pools.length;

    const answer = client.createPool({ OriginationIdentity: number.id, MessageType: messageType });

    await expect(answer).rejects.toMatchObject({ name: 'ConflictException', Reason: reason });
    expect(service.pools).toHaveLength(before);
  });

  test('are limited in number', async () => {
    const { service, client } = setUp({ settings: { poolsPerAccount: 1 } });
    service.createPool();
    const number = service.requestPhoneNumber();

    const answer = client.createPool({ OriginationIdentity: number.id, MessageType: 'TRANSACTIONAL' });

    await expect(answer).rejects.toMatchObject({ name: 'ServiceQuotaExceededException', Reason: 'POOLS_PER_ACCOUNT' });
  });

  test('disassociate all their identities when they are deleted', async () => {
    const { service, client } = setUp();
    const [pool, number, senderId] = [service.createPool(), service.requestPhoneNumber(), service.requestSenderId()];
    service.associate(pool, number);
    service.associate(pool, senderId);

    expect(await client.deletePool({ PoolId: pool.id })).toMatchObject({ PoolId: pool.id, Status: 'DELETING' });

    expect([service.poolsOf(number), service.poolsOf(senderId)]).toEqual([[], []]);
    await expect(client.describePools({ PoolIds: [pool.id] })).rejects.toMatchObject({ ResourceType: 'pool' });
  });

  test('refuse deletion while they are protected', async () => {
    const { service, client } = setUp();
    const pool = service.createPool({ deletionProtectionEnabled: true });

    await expect(client.deletePool({ PoolId: pool.id })).rejects.toMatchObject({
      Reason: 'DELETION_PROTECTION_ENABLED',
    });
  });

  test('are described by id, by ARN, by filter, by owner and in pages', async () => {
    const { service, client } = setUp();
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

describe('phone numbers', () => {
  test('are described with their pool and every required member', async () => {
    const { service, client } = setUp();
    const { PhoneNumberId = '' } = await client.requestPhoneNumber(requested);
    const pool = service.createPool();
    service.associate(pool, PhoneNumberId);

    const { PhoneNumbers } = await client.describePhoneNumbers({ PhoneNumberIds: [PhoneNumberId] });

    expect(PhoneNumbers).toMatchObject([
      {
        PhoneNumberId,
        PhoneNumberArn: `arn:aws:sms-voice:us-east-1:111122223333:phone-number/${PhoneNumberId}`,
        PhoneNumber: '+12065550001',
        Status: 'ACTIVE',
        ...requested,
        MonthlyLeasingPrice: '1.00',
        TwoWayEnabled: false,
        SelfManagedOptOutsEnabled: false,
        OptOutListName: 'Default',
        DeletionProtectionEnabled: false,
        PoolId: pool.id,
      },
    ]);
    expect(PhoneNumbers?.[0]?.CreatedTimestamp).toBeInstanceOf(Date);
  });

  test('can be requested for a pool that they match', async () => {
    const { service, client } = setUp();
    const pool = service.createPool();

    const number = await client.requestPhoneNumber({ ...requested, PoolId: pool.arn });
    const misfit = client.requestPhoneNumber({ ...requested, MessageType: 'PROMOTIONAL', PoolId: pool.id });

    expect(number.PoolId).toBe(pool.id);
    await expect(misfit).rejects.toMatchObject({ Reason: 'MESSAGE_TYPE_MISMATCH' });
    expect(service.contents(pool)).toEqual([number.PhoneNumberId]);
    expect(service.identities).toHaveLength(1);
  });

  test('of the simulator are TRANSACTIONAL only', async () => {
    const { client } = setUp();

    const answer = client.requestPhoneNumber({ ...requested, NumberType: 'SIMULATOR', MessageType: 'PROMOTIONAL' });

    await expect(answer).rejects.toMatchObject({ name: 'ValidationException', Fields: [{ Name: 'MessageType' }] });
  });

  test('cannot be found after their release', async () => {
    const { service, client } = setUp();
    const number = service.requestPhoneNumber();

    expect(await client.releasePhoneNumber({ PhoneNumberId: number.id })).toMatchObject({ Status: 'DELETED' });

    const answer = client.describePhoneNumbers({ PhoneNumberIds: [number.id] });
    await expect(answer).rejects.toMatchObject({ ResourceType: 'phone-number', ResourceId: number.id });
  });

  test.each([
    ['PHONE_NUMBER_ASSOCIATED_TO_POOL', false],
    ['DELETION_PROTECTION_ENABLED', true],
  ])('refuse their release: %s', async (reason, isProtected) => {
    const { service, client } = setUp();
    const number = service.requestPhoneNumber({ deletionProtectionEnabled: isProtected });
    if (!isProtected) service.associate(service.createPool(), number);

    await expect(client.releasePhoneNumber({ PhoneNumberId: number.arn })).rejects.toMatchObject({ Reason: reason });
  });

  test('are described by filter and in pages', async () => {
    const { service, client } = setUp();
    const [first, second] = [service.requestPhoneNumber({ country: 'CA' }), service.requestPhoneNumber()];

    const filtered = await client.describePhoneNumbers({ Filters: [{ Name: 'iso-country-code', Values: ['CA'] }] });
    const page = await client.describePhoneNumbers({ MaxResults: 1 });
    const rest = await client.describePhoneNumbers({ NextToken: page.NextToken });

    expect(filtered.PhoneNumbers).toMatchObject([{ PhoneNumberId: first.id }]);
    expect(page.PhoneNumbers).toMatchObject([{ PhoneNumberId: first.id }]);
    expect(rest.PhoneNumbers).toMatchObject([{ PhoneNumberId: second.id }]);
  });
});

describe('the settings that an identity and its pool must share', () => {
  const topic = 'arn:aws:sns:us-east-1:111122223333:topic';
  const options = {
    optOutListName: 'Mine',
    twoWayEnabled: true,
    twoWayChannelArn: topic,
    selfManagedOptOutsEnabled: true,
  };
  const shown = {
    OptOutListName: 'Mine',
    TwoWayEnabled: true,
    TwoWayChannelArn: topic,
    SelfManagedOptOutsEnabled: true,
  };

  test('are in the descriptions of pools, phone numbers and RCS agents', async () => {
    const { service, client } = setUp();
    service.createPool({ ...options, messageType: 'PROMOTIONAL', sharedRoutesEnabled: true });
    service.requestPhoneNumber({ ...options, messageType: 'PROMOTIONAL', numberCapabilities: ['SMS', 'MMS'] });
    service.createRcsAgent(options);

    expect((await client.describePools({})).Pools).toMatchObject([
      { ...shown, MessageType: 'PROMOTIONAL', SharedRoutesEnabled: true },
    ]);
    expect((await client.describePhoneNumbers({})).PhoneNumbers).toMatchObject([
      { ...shown, MessageType: 'PROMOTIONAL', NumberCapabilities: ['SMS', 'MMS'] },
    ]);
    expect((await client.describeRcsAgents({})).RcsAgents).toMatchObject([shown]);
  });

  test('of a sender ID are its message types', async () => {
    const { service, client } = setUp();
    service.requestSenderId({ messageTypes: ['PROMOTIONAL'] });

    expect((await client.describeSenderIds({})).SenderIds).toMatchObject([{ MessageTypes: ['PROMOTIONAL'] }]);
  });
});

describe('sender IDs', () => {
  test('can be requested once per country', async () => {
    const { client } = setUp();

    const senderId = await client.requestSenderId({ SenderId: 'ACME', IsoCountryCode: 'GB' });
    await client.requestSenderId({ SenderId: 'ACME', IsoCountryCode: 'FR' });
    const again = client.requestSenderId({ SenderId: 'ACME', IsoCountryCode: 'GB' });

    expect(senderId).toMatchObject({
      SenderIdArn: 'arn:aws:sms-voice:us-east-1:111122223333:sender-id/ACME/GB',
      MessageTypes: ['TRANSACTIONAL', 'PROMOTIONAL'],
      Registered: false,
    });
    await expect(again).rejects.toMatchObject({ name: 'ConflictException', Reason: 'RESOURCE_ALREADY_EXISTS' });
  });

  test('are described by name and country, by ARN and by filter', async () => {
    const { service, client } = setUp();
    const [gb, fr] = [service.requestSenderId({ country: 'GB' }), service.requestSenderId({ country: 'FR' })];
    const arns = async (request: Parameters<typeof client.describeSenderIds>[0]) =>
      (await client.describeSenderIds(request)).SenderIds?.map(({ SenderIdArn }) => SenderIdArn);

    expect(await arns({ SenderIds: [{ SenderId: 'SENDER', IsoCountryCode: 'FR' }] })).toEqual([fr.arn]);
    expect(await arns({ SenderIds: [{ SenderId: gb.arn, IsoCountryCode: 'GB' }] })).toEqual([gb.arn]);
    expect(await arns({ Filters: [{ Name: 'iso-country-code', Values: ['FR'] }] })).toEqual([fr.arn]);
    expect(await arns({})).toEqual([gb.arn, fr.arn]);
  });

  test('refuse their release while they are in a pool', async () => {
    const { service, client } = setUp();
    const [pool, senderId] = [service.createPool(), service.requestSenderId()];
    service.associate(pool, senderId);
    const release = () => client.releaseSenderId({ SenderId: senderId.id, IsoCountryCode: senderId.country });

    await expect(release()).rejects.toMatchObject({ Reason: 'SENDER_ID_ASSOCIATED_TO_POOL' });
    service.disassociate(pool, senderId);
    expect(await release()).toMatchObject({ SenderIdArn: senderId.arn });
    await expect(release()).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceType: 'sender-id' });
  });

  test('refuse their release while they are protected', async () => {
    const { service, client } = setUp();
    service.requestSenderId({ id: 'ACME', country: 'GB', deletionProtectionEnabled: true });

    const answer = client.releaseSenderId({ SenderId: 'ACME', IsoCountryCode: 'GB' });

    await expect(answer).rejects.toMatchObject({ Reason: 'DELETION_PROTECTION_ENABLED' });
  });

  test('can be requested again after their release', async () => {
    const { service, client } = setUp();
    const senderId = service.requestSenderId({ id: 'ACME', country: 'GB' });
    await client.releaseSenderId({ SenderId: senderId.id, IsoCountryCode: senderId.country });

    await client.requestSenderId({ SenderId: 'ACME', IsoCountryCode: 'GB' });

    expect((await client.describeSenderIds({})).SenderIds).toMatchObject([{ SenderId: 'ACME' }]);
  });
});

describe('RCS agents', () => {
  test('are created, and described with their pool', async () => {
    const { service, client } = setUp();
    const { RcsAgentId } = await client.createRcsAgent({ OptOutListName: 'Default' });
    const pool = service.createPool();
    service.associate(pool, RcsAgentId ?? '');

    const { RcsAgents } = await client.describeRcsAgents({ RcsAgentIds: [RcsAgentId ?? ''] });

    expect(RcsAgents).toMatchObject([{ RcsAgentId, Status: 'CREATED', PoolId: pool.id, TwoWayEnabled: false }]);
  });

  test('are described by filter', async () => {
    const { service, client } = setUp();
    const agent = service.createRcsAgent({ status: 'TESTING' });
    service.createRcsAgent();

    const { RcsAgents } = await client.describeRcsAgents({ Filters: [{ Name: 'status', Values: ['TESTING'] }] });

    expect(RcsAgents).toMatchObject([{ RcsAgentId: agent.id }]);
    await expect(client.describeRcsAgents({ RcsAgentIds: ['rcs-none'] })).rejects.toMatchObject({
      ResourceType: 'rcs-agent',
    });
  });
});
