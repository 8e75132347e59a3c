import { describe, expect, test } from '@jest/globals';
import { minute, setUp } from './set-up';

describe('reads that lag', () => {
  test('show a change after the lag', async () => {
    const { client, pool, request, later, describeNumber, list } = setUp({ readLagMilliseconds: minute });
    await client.associateOriginationIdentity(request);

    await later(minute - 1);
    expect(await list()).toEqual([]);
    expect(await describeNumber()).not.toHaveProperty('PoolId');
    await later(1);
    expect(await list()).toHaveLength(1);
    expect(await describeNumber()).toMatchObject({ PoolId: pool.id });
  });

  test('show a change by hand at once', async () => {
    const { service, pool, number, list } = setUp({ readLagMilliseconds: minute });

    service.associate(pool, number);
    expect(await list()).toHaveLength(1);
    service.disassociate(pool, number);
    expect(await list()).toEqual([]);
  });

  test('do not hide a change from other calls', async () => {
    const { client, request } = setUp({ readLagMilliseconds: minute });
    await client.associateOriginationIdentity(request);

    await expect(client.associateOriginationIdentity(request)).rejects.toMatchObject({ name: 'ConflictException' });
  });
});

describe('the list of a pool', () => {
  test('can tell the country of a sender ID by its ARN alone', async () => {
    const { service, pool, number, list } = setUp({ senderIdCountryListed: false });
    const senderId = service.requestSenderId({ id: 'ACME', country: 'GB' });
    service.associate(pool, number);
    service.associate(pool, senderId);

    expect(await list()).toEqual([
      expect.objectContaining({ OriginationIdentity: number.id, IsoCountryCode: 'US' }),
      { OriginationIdentity: 'ACME', OriginationIdentityArn: senderId.arn, NumberCapabilities: ['SMS'] },
    ]);
  });

  test('can name its identities by ARN', async () => {
    const { service, pool, number, list } = setUp({ listedIdentity: 'arn' });
    service.associate(pool, number);

    expect(await list()).toMatchObject([
      { OriginationIdentity: number.arn, OriginationIdentityArn: number.arn, IsoCountryCode: 'US' },
    ]);
  });
});
