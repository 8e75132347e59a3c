import {
  AssociateOriginationIdentityCommand,
  ConflictException,
  ListPoolOriginationIdentitiesCommand,
  PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { requestHandler, serve, SmsVoice, type Served } from '.';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const service = new SmsVoice();
let served: Served;

beforeAll(async () => {
  served = await serve(service);
});

afterAll(async () => {
  await served.close();
});

const ways = {
  'over HTTP': () => new PinpointSMSVoiceV2Client({ region: 'us-east-1', credentials, endpoint: served.endpoint }),
  'in-process': () =>
    new PinpointSMSVoiceV2Client({ region: 'us-east-1', credentials, requestHandler: requestHandler(service) }),
};

describe.each(Object.entries(ways))('the SDK client %s', (_way, connect) => {
  test('associates a phone number, and lists it', async () => {
    const [pool, number, client] = [service.createPool(), service.requestPhoneNumber(), connect()];

    await client.send(new AssociateOriginationIdentityCommand({ PoolId: pool.id, OriginationIdentity: number.arn }));

    const { OriginationIdentities } = await client.send(new ListPoolOriginationIdentitiesCommand({ PoolId: pool.arn }));
    expect(OriginationIdentities?.map(({ OriginationIdentity }) => OriginationIdentity)).toEqual([number.id]);
    expect(service.contents(pool)).toEqual([number.id]);
  });

  test('throws errors as typed exceptions', async () => {
    const [pool, number, client] = [service.createPool(), service.requestPhoneNumber(), connect()];
    service.associate(pool, number);

    const again = client.send(
      new AssociateOriginationIdentityCommand({ PoolId: pool.id, OriginationIdentity: number.id }),
    );

    await expect(again).rejects.toThrow(ConflictException);
    await expect(again).rejects.toMatchObject({
      Reason: 'PHONE_NUMBER_ASSOCIATED_TO_POOL',
      ResourceType: 'phone-number',
      ResourceId: number.id,
    });
  });

  test('leaves its access key id in the record of calls', async () => {
    const [pool, client] = [service.createPool(), connect()];

    await client.send(new ListPoolOriginationIdentitiesCommand({ PoolId: pool.id }));

    expect(service.calls.at(-1)).toMatchObject({
      operation: 'ListPoolOriginationIdentities',
      input: { PoolId: pool.id },
      accessKeyId: 'AKIDEXAMPLE',
      outcome: 'success',
      effective: false,
    });
  });
});
