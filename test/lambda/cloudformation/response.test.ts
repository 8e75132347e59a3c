import { describe, expect, test } from '@jest/globals';
import { failedOutcome, responseBody } from '../../../lambda/cloudformation/response';
import { InvalidProperty, RequestFailed } from '../../../lambda/util/errors';
import type { LogEntry } from '../../../lambda/util/log';

const target = {
  requestId: 'request-1',
  stackId: 'stack-1',
  logicalResourceId: 'Association',
  physicalResourceId: '',
  responseUrl: 'https://responses.example/response',
  serviceTimeoutSeconds: undefined,
};
const ids = {
  PhysicalResourceId: 'phone-01',
  StackId: 'stack-1',
  RequestId: 'request-1',
  LogicalResourceId: 'Association',
};
const attributes = {
  PoolId: 'pool-01',
  PoolArn: 'arn:of:the:pool',
  OriginationIdentity: 'phone-01',
  OriginationIdentityArn: 'arn:of:the:number',
  IsoCountryCode: 'US',
};

const failed = (reason: string) => responseBody(target, { status: 'FAILED', reason, physicalResourceId: 'phone-01' });

describe('the body of a response', () => {
  test('of SUCCESS has the attributes, and no reason', () => {
    const body = responseBody(target, { status: 'SUCCESS', attributes, physicalResourceId: 'phone-01' });
    expect(JSON.parse(body)).toEqual({ ...ids, Status: 'SUCCESS', Data: attributes });
  });

  test('to a Delete has no attributes', () => {
    const body = responseBody(target, { status: 'SUCCESS', physicalResourceId: 'phone-01' });
    expect(JSON.parse(body)).toEqual({ ...ids, Status: 'SUCCESS' });
  });

  test('of FAILED has the reason, and no attributes', () => {
    expect(JSON.parse(failed('a reason'))).toEqual({ ...ids, Status: 'FAILED', Reason: 'a reason' });
  });
});

describe('a reason', () => {
  const room = 4096 - Buffer.byteLength(failed(''));

  test('that just fits is whole', () => {
    expect(JSON.parse(failed('x'.repeat(room)))).toMatchObject({ Reason: 'x'.repeat(room) });
  });

  test.each([room + 1, room + 2, 9_000, 9_001])('of %d bytes is cut by no more than necessary', (length) => {
    const body = failed('x'.repeat(length));
    expect(Buffer.byteLength(body)).toBe(4096);
    expect(JSON.parse(body)).toMatchObject({ Reason: `${'x'.repeat(room - Buffer.byteLength('…'))}…` });
  });
});

describe('the outcome of an error', () => {
  const outcomeOf = (error: unknown) => {
    const lines: LogEntry[] = [];
    return { outcome: failedOutcome(error, 'phone-01', (entry) => lines.push(entry)), lines };
  };

  test.each<[string, Error]>([
    ['the pool is full', new RequestFailed('the pool is full')],
    ['PoolId: got "shop"; expected a pool', new InvalidProperty('PoolId', 'shop', 'expected a pool')],
  ])('that explains itself is its message: %s', (reason, error) => {
    expect(outcomeOf(error)).toEqual({
      outcome: { status: 'FAILED', reason, physicalResourceId: 'phone-01' },
      lines: [],
    });
  });

  test.each([
    ['TypeError: x is not a function', new TypeError('x is not a function'), expect.stringContaining('response.test')],
    ['a text', 'a text', 'a text'],
  ])('of any other kind is a defect, and the log has its stack trace: %s', (words, error, stack) => {
    const { outcome, lines } = outcomeOf(error);
    expect(outcome).toEqual({
      status: 'FAILED',
      reason: `${words}: a defect of the function; its log has the stack trace. Deploy again, and report it.`,
      physicalResourceId: 'phone-01',
    });
    expect(lines).toEqual([{ message: 'defect', error: stack }]);
  });
});
