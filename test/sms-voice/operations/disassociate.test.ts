import { ConflictException } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, test } from '@jest/globals';
import { setUp } from '../set-up';

describe('DisassociateOriginationIdentity', () => {
  test('removes the identity, and has the same answer as Associate', async () => {
    const { service, client, pool } = setUp();
    const senderId = service.requestSenderId({ id: 'ACME', country: 'GB' });
    service.associate(pool, senderId);

    const answer = await client.disassociateOriginationIdentity({
      PoolId: pool.arn,
      OriginationIdentity: 'ACME',
      IsoCountryCode: 'GB',
    });

    expect(answer).toMatchObject({
      PoolId: pool.id,
      PoolArn: pool.arn,
      OriginationIdentity: 'ACME',
      OriginationIdentityArn: senderId.arn,
      IsoCountryCode: 'GB',
    });
    expect(service.contents(pool)).toEqual([]);
  });

  test('refuses to remove the last phone number of a pool, whatever else the pool has', async () => {
    const { service, client, pool } = setUp();
    const number = service.requestPhoneNumber();
    service.associate(pool, number);
    service.associate(pool, service.requestSenderId());
    service.associate(pool, service.createRcsAgent());

    const answer = client.disassociateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: number.id });

    await expect(answer).rejects.toThrow(ConflictException);
    await expect(answer).rejects.toMatchObject({ Reason: 'LAST_PHONE_NUMBER', ResourceId: number.id });
  });

  test('removes one of two phone numbers', async () => {
    const { service, client, pool } = setUp();
    const [number, other] = [service.requestPhoneNumber(), service.requestPhoneNumber()];
    service.associate(pool, number);
    service.associate(pool, other);

    await client.disassociateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: number.id });

    expect(service.contents(pool)).toEqual([other.id]);
  });

  test('does not change the other pool that a phone number is in', async () => {
    const { service, client, pool } = setUp();
    const [other, number] = [service.createPool(), service.requestPhoneNumber()];
    service.associate(other, number);

    const answer = client.disassociateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: number.id });

    await expect(answer).rejects.toMatchObject({ Reason: 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL' });
    expect(service.contents(other)).toEqual([number.id]);
  });
});
