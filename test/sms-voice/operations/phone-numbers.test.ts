import type { RequestPhoneNumberCommandInput } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, test } from '@jest/globals';
import { emptyService } from '../set-up';

const requested: RequestPhoneNumberCommandInput = {
  IsoCountryCode: 'US',
  MessageType: 'TRANSACTIONAL',
  NumberCapabilities: ['SMS'],
  NumberType: 'LONG_CODE',
};

describe('phone numbers', () => {
  test('are described with their pool and every required member', async () => {
    const { service, client } = emptyService();
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
    const { service, client } = emptyService();
    const pool = service.createPool();

    const number = await client.requestPhoneNumber({ ...requested, PoolId: pool.arn });
    const misfit = client.requestPhoneNumber({ ...requested, MessageType: 'PROMOTIONAL', PoolId: pool.id });

    expect(number.PoolId).toBe(pool.id);
    await expect(misfit).rejects.toMatchObject({ Reason: 'MESSAGE_TYPE_MISMATCH' });
    expect(service.contents(pool)).toEqual([number.PhoneNumberId]);
    expect(service.identities).toHaveLength(1);
  });

  test('of the simulator are TRANSACTIONAL only', async () => {
    const { client } = emptyService();

    const answer = client.requestPhoneNumber({ ...requested, NumberType: 'SIMULATOR', MessageType: 'PROMOTIONAL' });

    await expect(answer).rejects.toMatchObject({ name: 'ValidationException', Fields: [{ Name: 'MessageType' }] });
  });

  test('cannot be found after their release', async () => {
    const { service, client } = emptyService();
    const number = service.requestPhoneNumber();

    expect(await client.releasePhoneNumber({ PhoneNumberId: number.id })).toMatchObject({ Status: 'DELETED' });

    expect(service.status(number)).toBe('DELETED');
    const answer = client.describePhoneNumbers({ PhoneNumberIds: [number.id] });
    await expect(answer).rejects.toMatchObject({ ResourceType: 'phone-number', ResourceId: number.id });
  });

  test.each([
    ['PHONE_NUMBER_ASSOCIATED_TO_POOL', false],
    ['DELETION_PROTECTION_ENABLED', true],
  ])('refuse their release: %s', async (reason, isProtected) => {
    const { service, client } = emptyService();
    const number = service.requestPhoneNumber({ deletionProtectionEnabled: isProtected });
    if (!isProtected) service.associate(service.createPool(), number);

    await expect(client.releasePhoneNumber({ PhoneNumberId: number.arn })).rejects.toMatchObject({ Reason: reason });
  });

  test('are described by filter and in pages', async () => {
    const { service, client } = emptyService();
    const [first, second] = [service.requestPhoneNumber({ country: 'CA' }), service.requestPhoneNumber()];

    const filtered = await client.describePhoneNumbers({ Filters: [{ Name: 'iso-country-code', Values: ['CA'] }] });
    const page = await client.describePhoneNumbers({ MaxResults: 1 });
    const rest = await client.describePhoneNumbers({ NextToken: page.NextToken });

    expect(filtered.PhoneNumbers).toMatchObject([{ PhoneNumberId: first.id }]);
    expect(page.PhoneNumbers).toMatchObject([{ PhoneNumberId: first.id }]);
    expect(rest.PhoneNumbers).toMatchObject([{ PhoneNumberId: second.id }]);
  });
});
