import { describe, expect, test } from '@jest/globals';
import { SmsVoice, type Settings } from '.';
import { VirtualClock } from '../virtual-clock';
import { clientOf } from './client';

const minute = 60_000;

function setUp(settings: Partial<Settings> = {}) {
  const clock = new VirtualClock();
  const service = new SmsVoice({ clock, settings });
  const client = clientOf(service);
  const [pool, number] = [service.createPool(), service.requestPhoneNumber()];
  const request = { PoolId: pool.id, OriginationIdentity: number.id };
  const later = (milliseconds: number) => clock.run(() => clock.sleep(milliseconds));
  const describeNumber = async () =>
    (await client.describePhoneNumbers({ PhoneNumberIds: [number.id] })).PhoneNumbers?.[0];
  return { clock, service, client, pool, number, request, later, describeNumber };
}

describe('a client token that was used before', () => {
  test('is answered from memory, without any action, even after the opposite call', async () => {
    const { service, client, pool, number, request } = setUp({ lastPhoneNumber: false });
    const first = await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });
    await client.disassociateOriginationIdentity({ ...request, ClientToken: 'b' });

    const replay = await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    expect(replay.OriginationIdentityArn).toBe(first.OriginationIdentityArn);
    expect(service.poolsOf(number)).toEqual([]);
    expect(service.contents(pool)).toEqual([]);
    expect(service.calls.at(-1)).toMatchObject({ outcome: 'success', effective: false, replayed: true });
  });

  test('is executed as if it were new', async () => {
    const { service, client, pool, number, request } = setUp({ lastPhoneNumber: false, replayedToken: 'executed' });
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });
    await client.disassociateOriginationIdentity({ ...request, ClientToken: 'b' });

    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    expect(service.contents(pool)).toEqual([number.id]);
    expect(service.calls.at(-1)).toMatchObject({ effective: true, replayed: false });
  });

  test('is forgotten after its window', async () => {
    const { service, client, request, later } = setUp({ tokenWindowMilliseconds: minute });
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    await later(minute - 1);
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });
    expect(service.calls.at(-1)?.replayed).toBe(true);

    await later(1);
    await expect(client.associateOriginationIdentity({ ...request, ClientToken: 'a' })).rejects.toMatchObject({
      Reason: 'PHONE_NUMBER_ASSOCIATED_TO_POOL',
    });
  });

  test('is not remembered when its call failed', async () => {
    const { service, client, request } = setUp();
    service.faults.add({ kind: 'throttle' });
    const associate = () => client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    await expect(associate()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await associate();

    expect(service.calls.at(-1)).toMatchObject({ effective: true, replayed: false });
  });

  test('belongs to one operation', async () => {
    const { client, request } = setUp({ lastPhoneNumber: false });
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    const answer = client.disassociateOriginationIdentity({ ...request, ClientToken: 'a' });

    await expect(answer).resolves.toMatchObject({ PoolId: request.PoolId });
  });

  test.each([
    ['conflict', { name: 'ConflictException' }],
    ['validation', { name: 'ValidationException', Fields: [{ Name: 'ClientToken' }] }],
  ] as const)('with other parameters is a %s', async (tokenWithOtherParameters, error) => {
    const { client, pool, request } = setUp({ tokenWithOtherParameters });
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    const answer = client.associateOriginationIdentity({ ...request, PoolId: pool.arn, ClientToken: 'a' });

    await expect(answer).rejects.toMatchObject(error);
  });

  test('with other parameters is executed as if it were new', async () => {
    const { service, client, request } = setUp({ tokenWithOtherParameters: 'ignored' });
    const other = service.requestPhoneNumber();
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    await client.associateOriginationIdentity({ ...request, OriginationIdentity: other.id, ClientToken: 'a' });

    expect(service.contents(request.PoolId)).toContain(other.id);
  });
});

describe('associating what is in the pool already', () => {
  const kinds = {
    PHONE_NUMBER_ASSOCIATED_TO_POOL: (service: SmsVoice) => service.requestPhoneNumber(),
    SENDER_ID_ASSOCIATED_TO_POOL: (service: SmsVoice) => service.requestSenderId(),
    RCS_AGENT_ASSOCIATED_TO_POOL: (service: SmsVoice) => service.createRcsAgent(),
  };

  test.each(Object.entries(kinds))('is a conflict: %s', async (reason, make) => {
    const { service, client, pool } = setUp();
    const identity = make(service);
    service.associate(pool, identity);

    const answer = client.associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: identity.arn });

    await expect(answer).rejects.toMatchObject({ name: 'ConflictException', Reason: reason });
  });

  test.each(Object.values(kinds))('is a conflict of one reason for all kinds', async (make) => {
    const { service, client, pool } = setUp({ associatedReason: 'RESOURCE_ALREADY_ASSOCIATED' });
    const identity = make(service);
    service.associate(pool, identity);

    const answer = client.associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: identity.arn });

    await expect(answer).rejects.toMatchObject({ Reason: 'RESOURCE_ALREADY_ASSOCIATED' });
  });

  test('is a success that changes nothing', async () => {
    const { service, client, pool, number, request } = setUp({ associateAgain: 'success' });
    service.associate(pool, number);

    await client.associateOriginationIdentity(request);

    expect(service.calls.at(-1)).toMatchObject({ outcome: 'success', effective: false, replayed: false });
    expect(service.contents(pool)).toEqual([number.id]);
  });

  test('is a conflict for a number in another pool even then', async () => {
    const { service, client, number, request } = setUp({ associateAgain: 'success' });
    service.associate(service.createPool(), number);

    await expect(client.associateOriginationIdentity(request)).rejects.toMatchObject({ name: 'ConflictException' });
  });
});

describe('disassociating what is not in the pool', () => {
  const number = { name: 'ConflictException', Reason: 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL' };

  test.each([
    ['by-kind', undefined, number, { name: 'ResourceNotFoundException', ResourceType: 'sender-id' }],
    ['conflict', undefined, number, { name: 'ConflictException', ResourceType: 'sender-id' }],
    ['conflict', 'NO_ORIGINATION_IDENTITIES_FOUND', number, { Reason: 'NO_ORIGINATION_IDENTITIES_FOUND' }],
    ['not-found', undefined, { name: 'ResourceNotFoundException' }, { name: 'ResourceNotFoundException' }],
  ] as const)('answers %s (%s)', async (disassociateAbsent, absentReason, ofNumber, ofSenderId) => {
    const { service, client, pool, request } = setUp({ disassociateAbsent, absentReason });
    const senderId = service.requestSenderId();

    const [first, second] = [
      client.disassociateOriginationIdentity(request),
      client.disassociateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: senderId.arn }),
    ];

    await expect(first).rejects.toMatchObject(ofNumber);
    await expect(second).rejects.toMatchObject(ofSenderId);
  });

  test('has a conflict without a reason for sender IDs when none is set', async () => {
    const { service, client, pool } = setUp({ disassociateAbsent: 'conflict' });
    const senderId = service.requestSenderId();

    const answer = client.disassociateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: senderId.arn });

    await expect(answer).rejects.not.toHaveProperty('Reason', expect.anything());
  });
});

test('the country may be required for Disassociate alone', async () => {
  const { service, client, request } = setUp({ countryRequired: true, lastPhoneNumber: false });
  await client.associateOriginationIdentity(request);

  await expect(client.disassociateOriginationIdentity(request)).rejects.toMatchObject({
    Fields: [{ Name: 'IsoCountryCode' }],
  });
  await client.disassociateOriginationIdentity({ ...request, IsoCountryCode: 'US' });

  expect(service.contents(request.PoolId)).toEqual([]);
});

test('a pool may let its last phone number go', async () => {
  const { service, client, request } = setUp({ lastPhoneNumber: false });
  await client.associateOriginationIdentity(request);

  await client.disassociateOriginationIdentity(request);

  expect(service.contents(request.PoolId)).toEqual([]);
});

describe('with delayed statuses', () => {
  test('a phone number is ASSOCIATING for a while, and no call on it is accepted', async () => {
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

  test('a phone number is DISASSOCIATING for a while, and neither associated nor released until it is ACTIVE', async () => {
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

  test('a sender ID is in and out of a pool at once', async () => {
    const { service, client, pool } = setUp({ statusDelayMilliseconds: minute });
    const request = { PoolId: pool.id, OriginationIdentity: service.requestSenderId().arn };
    const members = async () => (await client.listPoolOriginationIdentities({ PoolId: pool.id })).OriginationIdentities;

    await client.associateOriginationIdentity(request);
    expect(await members()).toHaveLength(1);
    await client.disassociateOriginationIdentity(request);
    expect(await members()).toEqual([]);
  });

  test.each([true, false])('reads may show a changing number in its pool: %s', async (shown) => {
    const { service, client, pool, request, later } = setUp({
      statusDelayMilliseconds: minute,
      associatingShown: shown,
      disassociatingShown: shown,
    });
    service.associate(pool, service.requestPhoneNumber());
    const shows = async () => {
      const { OriginationIdentities } = await client.listPoolOriginationIdentities({ PoolId: pool.id });
      return OriginationIdentities?.some(
        ({ OriginationIdentity }) => OriginationIdentity === request.OriginationIdentity,
      );
    };

    await client.associateOriginationIdentity(request);
    expect(await shows()).toBe(shown);
    await later(minute);
    expect(await shows()).toBe(true);
    await client.disassociateOriginationIdentity(request);
    expect(await shows()).toBe(shown);
    await later(minute);
    expect(await shows()).toBe(false);
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

  test('a deleted pool is DELETING while its numbers leave it', async () => {
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

test('a released phone number may be shown as DELETED for a while', async () => {
  const { service, client, number, later, describeNumber } = setUp({ deletedShownMilliseconds: minute });
  await client.releasePhoneNumber({ PhoneNumberId: number.id });

  expect(await describeNumber()).toMatchObject({ Status: 'DELETED' });
  await later(minute);

  await expect(describeNumber()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  expect(service.status(number)).toBe('DELETED');
});

describe('reads that lag', () => {
  test('show what a call did only after the lag', async () => {
    const { client, pool, request, later, describeNumber } = setUp({ readLagMilliseconds: minute });
    const members = async () => (await client.listPoolOriginationIdentities({ PoolId: pool.id })).OriginationIdentities;
    await client.associateOriginationIdentity(request);

    await later(minute - 1);
    expect(await members()).toEqual([]);
    expect(await describeNumber()).not.toHaveProperty('PoolId');
    await later(1);
    expect(await members()).toHaveLength(1);
    expect(await describeNumber()).toMatchObject({ PoolId: pool.id });
  });

  test('show what was done by hand at once', async () => {
    const { service, client, pool, number } = setUp({ readLagMilliseconds: minute });
    const members = async () => (await client.listPoolOriginationIdentities({ PoolId: pool.id })).OriginationIdentities;

    service.associate(pool, number);
    expect(await members()).toHaveLength(1);
    service.disassociate(pool, number);
    expect(await members()).toEqual([]);
  });

  test('do not change what a call decides by', async () => {
    const { client, request } = setUp({ readLagMilliseconds: minute });
    await client.associateOriginationIdentity(request);

    await expect(client.associateOriginationIdentity(request)).rejects.toMatchObject({ name: 'ConflictException' });
  });
});

describe('a rate limit', () => {
  test('throttles each operation on its own', async () => {
    const { client, later } = setUp({ requestsPerSecond: 1 });
    await client.describePools({});

    await expect(client.describePools({})).rejects.toMatchObject({
      name: 'ThrottlingException',
      $retryable: { throttling: true },
    });
    await client.describePhoneNumbers({});
    await later(1000);
    await client.describePools({});
  });

  test('lets as many requests in at once as belong to one second', async () => {
    const { client } = setUp({ requestsPerSecond: 3 });

    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => client.describePools({})));

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  });
});

test('settings can be changed at any time', async () => {
  const { service, client, pool, number, request } = setUp();
  service.associate(pool, number);

  service.settings.associateAgain = 'success';

  await expect(client.associateOriginationIdentity(request)).resolves.toMatchObject({ PoolId: pool.id });
});
