import { describe, expect, test } from '@jest/globals';
import { setUp } from '../set-up';

describe('ListPoolOriginationIdentities', () => {
  test('shows every identity with the required members', async () => {
    const { service, pool, list } = setUp();
    const number = service.requestPhoneNumber({ country: 'US' });
    service.associate(pool, number);

    expect(await list()).toEqual([
      {
        OriginationIdentity: number.id,
        OriginationIdentityArn: number.arn,
        IsoCountryCode: 'US',
        NumberCapabilities: ['SMS'],
        PhoneNumber: number.phoneNumber,
      },
    ]);
  });

  test('has pages', async () => {
    const { service, client, pool } = setUp();
    const numbers = [1, 2, 3].map(() => service.requestPhoneNumber());
    for (const number of numbers) service.associate(pool, number);

    const first = await client.listPoolOriginationIdentities({ PoolId: pool.id, MaxResults: 2 });
    const rest = await client.listPoolOriginationIdentities({ PoolId: pool.id, NextToken: first.NextToken });

    expect(first.OriginationIdentities).toHaveLength(2);
    expect(rest.OriginationIdentities).toMatchObject([{ OriginationIdentity: numbers[2]?.id }]);
    expect(rest.NextToken).toBeUndefined();
  });

  test("refuses another operation's token", async () => {
    const { service, client, pool } = setUp();
    service.createPool();
    const { NextToken } = await client.describePools({ MaxResults: 1 });

    const answer = client.listPoolOriginationIdentities({ PoolId: pool.id, NextToken });

    await expect(answer).rejects.toMatchObject({ name: 'ValidationException', Reason: 'INVALID_NEXT_TOKEN' });
  });

  test('filters by country and by capability', async () => {
    const { service, client, pool } = setUp();
    const number = service.requestPhoneNumber({ country: 'CA', numberCapabilities: ['SMS', 'VOICE'] });
    service.associate(pool, number);
    service.associate(pool, service.requestPhoneNumber({ country: 'CA' }));
    service.associate(pool, service.requestSenderId({ country: 'GB' }));

    const { OriginationIdentities } = await client.listPoolOriginationIdentities({
      PoolId: pool.id,
      Filters: [
        { Name: 'iso-country-code', Values: ['CA', 'GB'] },
        { Name: 'number-capability', Values: ['VOICE'] },
      ],
    });

    expect(OriginationIdentities).toMatchObject([{ OriginationIdentity: number.id }]);
  });
});
