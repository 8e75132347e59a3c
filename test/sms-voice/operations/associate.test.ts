import {
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  ValidationException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, test } from '@jest/globals';
import type { SmsVoice } from '..';
import { setUp } from '../set-up';

describe('AssociateOriginationIdentity', () => {
  test('answers ids, ARNs and the country to a request by id or by ARN', async () => {
    const { service, client, pool } = setUp();
    const [first, second] = [service.requestPhoneNumber(), service.requestPhoneNumber()];

    const byId = await client.associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: first.id });
    const byArn = await client.associateOriginationIdentity({ PoolId: pool.arn, OriginationIdentity: second.arn });

    expect(byId).toMatchObject({
      PoolId: pool.id,
      PoolArn: pool.arn,
      OriginationIdentity: first.id,
      OriginationIdentityArn: first.arn,
      IsoCountryCode: 'US',
    });
    expect(byArn).toMatchObject({ PoolId: pool.id, OriginationIdentity: second.id });
  });

  test('tells sender IDs with one name apart by their country', async () => {
    const { service, client, pool } = setUp();
    service.requestSenderId({ id: 'ACME', country: 'GB' });
    service.requestSenderId({ id: 'ACME', country: 'FR' });

    await client.associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: 'ACME', IsoCountryCode: 'FR' });

    expect(service.contents(pool)).toEqual(['ACME/FR']);
  });

  test('takes the country of a sender ID from its ARN', async () => {
    const { service, associate } = setUp();
    const senderId = service.requestSenderId({ id: 'ACME', country: 'GB' });

    expect(await associate(senderId)).toMatchObject({ OriginationIdentity: 'ACME', IsoCountryCode: 'GB' });
  });

  test('refuses a bare sender ID without a country', async () => {
    const { service, client, pool } = setUp();
    service.requestSenderId({ id: 'ACME' });

    const answer = client.associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: 'ACME' });

    await expect(answer).rejects.toThrow(ValidationException);
    await expect(answer).rejects.toMatchObject({ Reason: 'MISSING_PARAMETER', Fields: [{ Name: 'IsoCountryCode' }] });
  });

  test.each([
    ['a phone number', (service: SmsVoice) => service.requestPhoneNumber({ country: 'US' })],
    ['a sender ID', (service: SmsVoice) => service.requestSenderId({ country: 'GB' })],
  ])('refuses a country other than that of %s', async (_kind, make) => {
    const { service, associate } = setUp();

    await expect(associate(make(service), 'DE')).rejects.toMatchObject({
      name: 'ValidationException',
      Reason: 'COUNTRY_CODE_MISMATCH',
    });
  });

  test('associates an RCS agent without a country, and lists it without one', async () => {
    const { service, associate, list } = setUp();
    const agent = service.createRcsAgent();

    await associate(agent);

    expect(await list()).toEqual([
      { OriginationIdentity: agent.id, OriginationIdentityArn: agent.arn, NumberCapabilities: ['RCS'] },
    ]);
  });

  test('associates one sender ID with many pools', async () => {
    const { service, client, pool } = setUp();
    const [other, senderId] = [service.createPool(), service.requestSenderId({ id: 'ACME' })];

    await client.associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: senderId.arn });
    await client.associateOriginationIdentity({ PoolId: other.id, OriginationIdentity: senderId.arn });

    expect(service.poolsOf(senderId)).toEqual([pool.id, other.id].sort());
  });

  test.each([
    ['phone number', 'PHONE_NUMBER_ASSOCIATED_TO_POOL', (service: SmsVoice) => service.requestPhoneNumber()],
    ['RCS agent', 'RCS_AGENT_ASSOCIATED_TO_POOL', (service: SmsVoice) => service.createRcsAgent()],
  ])('refuses a %s that is in another pool', async (_kind, reason, make) => {
    const { service, associate } = setUp();
    const [other, identity] = [service.createPool(), make(service)];
    service.associate(other, identity);

    const refusal = { name: 'ConflictException', Reason: reason, ResourceId: identity.id };
    await expect(associate(identity)).rejects.toMatchObject(refusal);
    expect(service.poolsOf(identity)).toEqual([other.id]);
  });

  test.each([
    ['pool', { PoolId: 'pool-none', OriginationIdentity: 'SENDER', IsoCountryCode: 'GB' }],
    ['phone-number', { OriginationIdentity: 'phone-00000000000000000000000000000000' }],
    ['rcs-agent', { OriginationIdentity: 'rcs-00000000000000000000000000000000' }],
    ['sender-id', { OriginationIdentity: 'NOBODY', IsoCountryCode: 'GB' }],
  ])('does not find a %s that does not exist', async (type, request) => {
    const { service, client, pool } = setUp();
    service.requestSenderId();

    const answer = client.associateOriginationIdentity({ PoolId: pool.id, ...request });

    await expect(answer).rejects.toThrow(ResourceNotFoundException);
    await expect(answer).rejects.toMatchObject({ ResourceType: type });
  });

  test.each([
    ['PoolId', { PoolId: 'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-1' }],
    ['PoolId', { PoolId: 'arn:aws:sns:us-east-1:111122223333:topic' }],
    ['OriginationIdentity', { OriginationIdentity: 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-1' }],
  ])('refuses the ARN of something else as %s', async (field, wrong) => {
    const { service, client, pool } = setUp();
    const number = service.requestPhoneNumber();

    const answer = client.associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: number.id, ...wrong });

    await expect(answer).rejects.toMatchObject({ Reason: 'INVALID_ARN', Fields: [{ Name: field }] });
  });

  test('finds resources of another account by ARN only', async () => {
    const { service, client } = setUp();
    const pool = service.createPool({ accountId: '444455556666' });
    const number = service.requestPhoneNumber();

    const byId = client.associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: number.id });
    await expect(byId).rejects.toThrow(ResourceNotFoundException);

    await client.associateOriginationIdentity({ PoolId: pool.arn, OriginationIdentity: number.id });
    expect(service.contents(pool)).toEqual([number.id]);
  });

  test.each([
    ['MESSAGE_TYPE_MISMATCH', { messageType: 'PROMOTIONAL' }],
    ['OPT_OUT_LIST_MISMATCH', { optOutListName: 'Other' }],
    ['TWO_WAY_CONFIG_MISMATCH', { twoWayEnabled: true }],
    ['TWO_WAY_CONFIG_MISMATCH', { twoWayChannelArn: 'arn:aws:sns:us-east-1:111122223333:topic' }],
    ['TWO_WAY_CONFIG_MISMATCH', { twoWayChannelRole: 'arn:aws:iam::111122223333:role/two-way' }],
    ['SELF_MANAGED_OPT_OUTS_MISMATCH', { selfManagedOptOutsEnabled: true }],
    ['NUMBER_CAPABILITIES_MISMATCH', { numberCapabilities: ['VOICE'] }],
  ] as const)('refuses with %s a phone number of %j', async (reason, configuration) => {
    const { service, client } = setUp();
    const pool = service.createPool({ numberCapabilities: ['SMS'] });
    const number = service.requestPhoneNumber(configuration);

    const answer = client.associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: number.id });

    await expect(answer).rejects.toMatchObject({ name: 'ConflictException', Reason: reason });
    expect(service.contents(pool)).toEqual([]);
  });

  test('refuses a sender ID without the message type of the pool', async () => {
    const { service, associate } = setUp();
    const senderId = service.requestSenderId({ messageTypes: ['PROMOTIONAL'] });

    await expect(associate(senderId)).rejects.toMatchObject({ Reason: 'MESSAGE_TYPE_MISMATCH' });
  });

  test('refuses an identity beyond the quota of the pool', async () => {
    const { service, pool, number, associate } = setUp({ identitiesPerPool: 1 });
    service.associate(pool, service.requestPhoneNumber());

    const answer = associate(number);

    await expect(answer).rejects.toThrow(ServiceQuotaExceededException);
    await expect(answer).rejects.toMatchObject({ Reason: 'ORIGINATION_IDENTITIES_PER_POOL' });
  });
});
