import { describe, expect, test } from '@jest/globals';
import { emptyService } from '../set-up';

describe('sender IDs', () => {
  test('can be requested once per country', async () => {
    const { client } = emptyService();

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
    const { service, client } = emptyService();
    const [gb, fr] = [service.requestSenderId({ country: 'GB' }), service.requestSenderId({ country: 'FR' })];
    const arns = async (request: Parameters<typeof client.describeSenderIds>[0]) =>
      (await client.describeSenderIds(request)).SenderIds?.map(({ SenderIdArn }) => SenderIdArn);

    expect(await arns({ SenderIds: [{ SenderId: 'SENDER', IsoCountryCode: 'FR' }] })).toEqual([fr.arn]);
    expect(await arns({ SenderIds: [{ SenderId: gb.arn, IsoCountryCode: 'GB' }] })).toEqual([gb.arn]);
    expect(await arns({ Filters: [{ Name: 'iso-country-code', Values: ['FR'] }] })).toEqual([fr.arn]);
    expect(await arns({ Filters: [{ Name: 'message-type', Values: ['PROMOTIONAL'] }] })).toEqual([gb.arn, fr.arn]);
    expect(await arns({})).toEqual([gb.arn, fr.arn]);
  });

  test('refuse their release while they are in a pool', async () => {
    const { service, client } = emptyService();
    const [pool, senderId] = [service.createPool(), service.requestSenderId()];
    service.associate(pool, senderId);
    const release = () => client.releaseSenderId({ SenderId: senderId.id, IsoCountryCode: senderId.country });

    await expect(release()).rejects.toMatchObject({ Reason: 'SENDER_ID_ASSOCIATED_TO_POOL' });
    service.disassociate(pool, senderId);
    expect(await release()).toMatchObject({ SenderIdArn: senderId.arn });
    await expect(release()).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceType: 'sender-id' });
  });

  test('refuse their release while they are protected', async () => {
    const { service, client } = emptyService();
    service.requestSenderId({ id: 'ACME', country: 'GB', deletionProtectionEnabled: true });

    const answer = client.releaseSenderId({ SenderId: 'ACME', IsoCountryCode: 'GB' });

    await expect(answer).rejects.toMatchObject({ Reason: 'DELETION_PROTECTION_ENABLED' });
  });

  test('can be requested again after their release', async () => {
    const { service, client } = emptyService();
    const senderId = service.requestSenderId({ id: 'ACME', country: 'GB' });
    await client.releaseSenderId({ SenderId: senderId.id, IsoCountryCode: senderId.country });

    await client.requestSenderId({ SenderId: 'ACME', IsoCountryCode: 'GB' });

    expect((await client.describeSenderIds({})).SenderIds).toMatchObject([{ SenderId: 'ACME' }]);
  });

  test('can cost a monthly fee', async () => {
    const { client } = emptyService({ senderIdMonthlyPrice: '25.00' });

    const answer = await client.requestSenderId({ SenderId: 'ACME', IsoCountryCode: 'GB' });

    expect(answer.MonthlyLeasingPrice).toBe('25.00');
  });
});
