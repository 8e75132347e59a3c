import { describe, expect, test } from '@jest/globals';
import type { SmsVoice } from '.';
import { setUp } from './set-up';

describe('associating an identity that is already in the pool', () => {
  const phoneNumber = (service: SmsVoice) => service.requestPhoneNumber();
  const senderId = (service: SmsVoice) => service.requestSenderId();
  const rcsAgent = (service: SmsVoice) => service.createRcsAgent();

  test.each([
    ['PHONE_NUMBER_ASSOCIATED_TO_POOL', 'by-kind', phoneNumber],
    ['SENDER_ID_ASSOCIATED_TO_POOL', 'by-kind', senderId],
    ['RCS_AGENT_ASSOCIATED_TO_POOL', 'by-kind', rcsAgent],
    ['RESOURCE_ALREADY_ASSOCIATED', 'RESOURCE_ALREADY_ASSOCIATED', phoneNumber],
    ['RESOURCE_ALREADY_ASSOCIATED', 'RESOURCE_ALREADY_ASSOCIATED', senderId],
    ['RESOURCE_ALREADY_ASSOCIATED', 'RESOURCE_ALREADY_ASSOCIATED', rcsAgent],
  ] as const)('is a conflict: %s (%s)', async (reason, associatedReason, make) => {
    const { service, pool, associate } = setUp({ associatedReason });
    const identity = make(service);
    service.associate(pool, identity);

    await expect(associate(identity)).rejects.toMatchObject({ name: 'ConflictException', Reason: reason });
  });

  test('is a success that changes nothing, from the moment that a test sets', async () => {
    const { service, client, pool, number, request } = setUp();
    service.associate(pool, number);
    service.settings.associateAgain = 'success';

    await client.associateOriginationIdentity(request);

    expect(service.calls.at(-1)).toMatchObject({ outcome: 'success', effective: false, replayed: false });
    expect(service.contents(pool)).toEqual([number.id]);
  });

  test('is still a conflict for a number in another pool', async () => {
    const { service, client, number, request } = setUp({ associateAgain: 'success' });
    service.associate(service.createPool(), number);

    await expect(client.associateOriginationIdentity(request)).rejects.toMatchObject({ name: 'ConflictException' });
  });
});

describe('disassociating an identity that is not in the pool', () => {
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

  test('answers a sender ID with a conflict without a reason by default', async () => {
    const { service, client, pool } = setUp({ disassociateAbsent: 'conflict' });
    const senderId = service.requestSenderId();

    const answer = client.disassociateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: senderId.arn });

    await expect(answer).rejects.not.toHaveProperty('Reason', expect.anything());
  });
});

test('Disassociate can require the country, and a pool let its last phone number go', async () => {
  const { service, client, request } = setUp({ countryRequired: true, lastPhoneNumber: false });
  await client.associateOriginationIdentity(request);

  await expect(client.disassociateOriginationIdentity(request)).rejects.toMatchObject({
    Fields: [{ Name: 'IsoCountryCode' }],
  });
  await client.disassociateOriginationIdentity({ ...request, IsoCountryCode: 'US' });

  expect(service.contents(request.PoolId)).toEqual([]);
});

describe("a phone number with another country's code", () => {
  const wrong = { IsoCountryCode: 'DE' };

  test.each([
    ['validation', { name: 'ValidationException', Reason: 'COUNTRY_CODE_MISMATCH' }],
    ['conflict', { name: 'ConflictException', ResourceType: 'phone-number' }],
    ['not-found', { name: 'ResourceNotFoundException', ResourceType: 'phone-number' }],
  ] as const)('is an error to Associate and Disassociate: %s', async (wrongCountry, error) => {
    const { service, client, pool, request } = setUp({ wrongCountry, lastPhoneNumber: false });

    await expect(client.associateOriginationIdentity({ ...request, ...wrong })).rejects.toMatchObject(error);
    service.associate(pool, request.OriginationIdentity);
    await expect(client.disassociateOriginationIdentity({ ...request, ...wrong })).rejects.toMatchObject(error);
  });

  test('can be accepted, and the answer has its own country', async () => {
    const { service, client, pool, number, request } = setUp({ wrongCountry: 'ignored', lastPhoneNumber: false });

    const associated = await client.associateOriginationIdentity({ ...request, ...wrong });
    expect([associated.IsoCountryCode, service.contents(pool)]).toEqual(['US', [number.id]]);

    const disassociated = await client.disassociateOriginationIdentity({ ...request, ...wrong });
    expect([disassociated.IsoCountryCode, service.contents(pool)]).toEqual(['US', []]);
  });
});

test.each([
  ['as-sent', undefined, undefined],
  ['as-sent', 'ZZ', 'ZZ'],
  ['absent', 'ZZ', undefined],
  ['ZZ', undefined, 'ZZ'],
] as const)(
  'an RCS agent has a country in answers to changes alone: %s (sent: %s)',
  async (rcsAgentCountry, sent, answered) => {
    const { service, client, pool, list } = setUp({ rcsAgentCountry });
    const request = { PoolId: pool.id, OriginationIdentity: service.createRcsAgent().id, IsoCountryCode: sent };

    const associated = await client.associateOriginationIdentity(request);
    expect(associated.IsoCountryCode).toBe(answered);
    expect((await list())[0]?.IsoCountryCode).toBeUndefined();

    const disassociated = await client.disassociateOriginationIdentity(request);
    expect(disassociated.IsoCountryCode).toBe(answered);
  },
);
