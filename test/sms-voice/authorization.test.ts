import { expect, test } from '@jest/globals';
import { SmsVoice, type AuthorizationRequest } from '.';
import { clientOf } from './client';

test('a request without permission has the error message of IAM and no effect', async () => {
  const service = new SmsVoice({ partition: 'aws-us-gov', region: 'us-gov-west-1' });
  const [pool, number] = [service.createPool(), service.requestPhoneNumber()];
  service.authorize = ({ accessKeyId }) => accessKeyId !== 'AKIDSTRANGER';
  const associate = (accessKeyId: string) =>
    clientOf(service, accessKeyId).associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: number.id });

  await expect(associate('AKIDSTRANGER')).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      'arn:aws-us-gov:iam::111122223333:user/AKIDSTRANGER is not authorized to perform: ' +
        `sms-voice:AssociateOriginationIdentity on resource: ${pool.arn} because no identity-based policy allows ` +
        'the sms-voice:AssociateOriginationIdentity action',
    ),
  });
  expect(service.contents(pool)).toEqual([]);
  await associate('AKIDFRIEND');
  expect(service.contents(pool)).toEqual([number.id]);
});

test('IAM checks ARNs, also when the request has ids', async () => {
  const service = new SmsVoice();
  const asked: AuthorizationRequest[] = [];
  service.authorize = (request) => asked.push(request) > 0;
  const client = clientOf(service);
  const pool = service.createPool();
  const senderId = service.requestSenderId({ id: 'ACME', country: 'GB' });
  const request = { PoolId: pool.id, OriginationIdentity: 'ACME', IsoCountryCode: 'GB' };

  await client.associateOriginationIdentity(request);
  await client.disassociateOriginationIdentity({ ...request, PoolId: pool.arn, OriginationIdentity: senderId.arn });
  await client.describePools({});
  await client.describePools({ PoolIds: [pool.id] });

  expect(asked.map(({ action, resources }) => [action, ...resources])).toEqual([
    ['sms-voice:AssociateOriginationIdentity', pool.arn, senderId.arn],
    ['sms-voice:DisassociateOriginationIdentity', pool.arn, senderId.arn],
    ['sms-voice:DescribePools', '*'],
    ['sms-voice:DescribePools', pool.arn],
  ]);
});

test('a request without permission does not reveal whether a resource exists', async () => {
  const service = new SmsVoice();
  service.authorize = () => false;

  const answer = clientOf(service).describePools({ PoolIds: ['pool-none'] });

  await expect(answer).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
