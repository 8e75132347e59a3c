import { describe, expect, test } from '@jest/globals';
import { answerBody, answerData } from '../../lambda/answer';
import { declared } from './declared';

const envelope = {
  requestId: 'request-1',
  stackId: 'stack-1',
  logicalResourceId: 'Association',
  physicalResourceId: '',
  responseUrl: 'https://answers.example/answer',
  serviceTimeoutSeconds: undefined,
};
const told = {
  PhysicalResourceId: 'phone-01',
  StackId: 'stack-1',
  RequestId: 'request-1',
  LogicalResourceId: 'Association',
};
const association = declared({ PoolId: 'pool-01', OriginationIdentity: 'rcs-0123456789abcdef' });

const failed = (reason: string) => answerBody(envelope, { status: 'FAILED', reason, physicalResourceId: 'phone-01' });

describe('the body of an answer', () => {
  test('of success has the data, and no reason', () => {
    const data = answerData(association, {});
    const body = answerBody(envelope, { status: 'SUCCESS', data, physicalResourceId: 'phone-01' });
    expect(JSON.parse(body)).toEqual({ ...told, Status: 'SUCCESS', Data: data });
  });

  test('of a Delete has no data', () => {
    const body = answerBody(envelope, { status: 'SUCCESS', physicalResourceId: 'phone-01' });
    expect(JSON.parse(body)).toEqual({ ...told, Status: 'SUCCESS' });
  });

  test('of failure has the reason, and no data', () => {
    expect(JSON.parse(failed('a reason'))).toEqual({ ...told, Status: 'FAILED', Reason: 'a reason' });
  });
});

describe('a reason', () => {
  const room = 4096 - Buffer.byteLength(failed(''));

  test('that just fits is whole', () => {
    expect(JSON.parse(failed('x'.repeat(room)))).toMatchObject({ Reason: 'x'.repeat(room) });
  });

  test.each([room + 1, room + 2, 9_000, 9_001])('of %d bytes is cut by no more than it has to be', (length) => {
    const body = failed('x'.repeat(length));
    expect(Buffer.byteLength(body)).toBe(4096);
    expect(JSON.parse(body)).toMatchObject({ Reason: `${'x'.repeat(room - Buffer.byteLength('…'))}…` });
  });
});

describe('the attributes', () => {
  test("are the declaration's, completed", () => {
    expect(answerData(association, {})).toEqual({
      PoolId: 'pool-01',
      PoolArn: 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-01',
      OriginationIdentity: 'rcs-0123456789abcdef',
      OriginationIdentityArn: 'arn:aws:sms-voice:us-east-1:111122223333:rcs-agent/rcs-0123456789abcdef',
      IsoCountryCode: '',
    });
  });

  test("are the service's own words where it has some", () => {
    expect(answerData(association, { PoolArn: 'arn:of:the:service', IsoCountryCode: 'GB' })).toMatchObject({
      PoolId: 'pool-01',
      PoolArn: 'arn:of:the:service',
      IsoCountryCode: 'GB',
    });
  });
});
