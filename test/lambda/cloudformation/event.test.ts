import { describe, expect, test } from '@jest/globals';
import { parseRequest, parseResponseTarget as parseTarget } from '../../../lambda/cloudformation/event';
import { createEvent } from '../harness/event';
import { virtualHarness } from '../harness';

const event = {
  RequestType: 'Update',
  ResponseURL: 'https://responses.example/response',
  RequestId: 'request-1',
  StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/shop/1',
  LogicalResourceId: 'Association',
  PhysicalResourceId: 'phone-01',
  ResourceProperties: { ServiceTimeout: '1800' },
};

const parseResponseTarget = (fields: Parameters<typeof parseTarget>[0], ...protocols: string[]) =>
  parseTarget(fields, protocols.length === 0 ? ['https:', 'http:'] : protocols);

test('the response target has everything that a response needs', () => {
  expect(parseResponseTarget(event)).toEqual({
    requestId: 'request-1',
    stackId: event.StackId,
    logicalResourceId: 'Association',
    physicalResourceId: 'phone-01',
    responseUrl: 'https://responses.example/response',
    serviceTimeoutSeconds: 1800,
  });
});

test('fields that the event lacks are empty', () => {
  expect(parseResponseTarget({ ResponseURL: event.ResponseURL, RequestId: 7, ResourceProperties: [] })).toEqual({
    requestId: '',
    stackId: '',
    logicalResourceId: '',
    physicalResourceId: '',
    responseUrl: event.ResponseURL,
    serviceTimeoutSeconds: undefined,
  });
});

test('a Create has no physical id yet', () => {
  expect(parseResponseTarget({ ...event, RequestType: 'Create' })).toMatchObject({ physicalResourceId: '' });
});

describe('the URL to respond to', () => {
  test.each(['http://127.0.0.1:8080/response', 'https://responses.example/response?X-Amz-Signature=5ec2e7'])(
    'is %s',
    (ResponseURL) => {
      expect(parseResponseTarget({ ...event, ResponseURL })).toMatchObject({ responseUrl: ResponseURL });
    },
  );

  test.each(['', 'nowhere', 'ftp://a/b', 'shttp://a/b', 'httpx://a/b', 'file:///etc/hosts', 7, undefined])(
    'is not %j',
    (ResponseURL) => {
      expect(parseResponseTarget({ ...event, ResponseURL })).toBeUndefined();
    },
  );
});

test('a ResponseURL without TLS is refused where only an emulator would have one', () => {
  expect(parseResponseTarget({ ...event, ResponseURL: 'http://127.0.0.1/1' }, 'https:')).toBeUndefined();
  expect(parseResponseTarget(event, 'https:')).toMatchObject({ responseUrl: event.ResponseURL });
});

describe('the time that CloudFormation waits for a response', () => {
  test.each([
    ['1', 1],
    ['60', 60],
    ['3600', 3600],
  ])('is known from %j: %d s', (ServiceTimeout, seconds) => {
    const target = parseResponseTarget({ ...event, ResourceProperties: { ServiceTimeout } });
    expect(target?.serviceTimeoutSeconds).toBe(seconds);
  });

  test.each(['0', '3601', '', ' 60', '60s', 's60', '1e3', '-5', 60, ['60'], undefined])(
    'is unknown from %j',
    (ServiceTimeout) => {
      const target = parseResponseTarget({ ...event, ResourceProperties: { ServiceTimeout } });
      expect(target).toMatchObject({ serviceTimeoutSeconds: undefined });
    },
  );
});

describe('the time at which CloudFormation sent the request', () => {
  const RECEIVED = Date.UTC(2026, 0, 1, 12);
  const sent = (query: string, received = RECEIVED) => {
    const url = `https://responses.example/response?${query}`;
    const target = parseResponseTarget({ ...event, ResponseURL: url });
    if (target === undefined) throw new Error(`${url}: expected a URL to respond to`);
    const { sent, age } = parseRequest(event, target, received);
    return { sent, age };
  };

  test('is within the second in which it signed the URL, although this delivery is later', () => {
    const earliest = Date.UTC(2026, 0, 1, 11, 57, 30);
    const query = 'X-Amz-Date=20260101T115730Z';
    expect(sent(query)).toEqual({ sent: { earliest, latest: earliest + 999 }, age: 150_000 });
    // The function's clock may be behind CloudFormation's.
    expect(sent(query, earliest - 5_000)).toEqual({ sent: { earliest, latest: earliest + 999 }, age: -5_000 });
  });

  test.each(['', 'X-Amz-Date=', 'X-Amz-Date=yesterday', 'X-Amz-Date=20261301T000000Z', 'X-Amz-Date=20260101T115730'])(
    'is unknown with %j',
    (query) => {
      expect(sent(query)).toEqual({ sent: undefined, age: undefined });
    },
  );
});

describe('the environment', () => {
  const environment = (fields: object) => {
    const changed = { ...event, ...fields };
    const target = parseResponseTarget(changed);
    if (target === undefined) throw new Error('expected a URL to respond to');
    return parseRequest(changed, target, 0).environment;
  };
  const ServiceToken = 'arn:aws-us-gov:lambda:us-gov-west-1:444455556666:function:association';

  test("is the stack's", () => {
    const expected = { partition: 'aws', region: 'us-east-1', account: '111122223333' };
    expect(environment({ ServiceToken })).toEqual(expected);
  });

  test.each([{ ServiceToken }, { ResourceProperties: { ServiceToken } }])(
    "is the function's where the stack id is no ARN, as other engines send it: %j",
    (fields) => {
      const expected = { partition: 'aws-us-gov', region: 'us-gov-west-1', account: '444455556666' };
      expect(environment({ StackId: 'shop', ...fields })).toEqual(expected);
    },
  );

  test('has to be known', () => {
    expect(() => environment({ StackId: 'shop' })).toThrow('StackId: got "shop"; expected the ARN of a stack');
  });
});

describe('an event that CloudFormation does not send', () => {
  test.each([
    undefined,
    null,
    'text',
    [],
    {},
    { ResponseURL: 7 },
    { ResponseURL: 'nowhere' },
    { ResponseURL: 'ftp://a/b' },
  ])('ends with a log line if it has no URL to respond to: %j', async (event) => {
    const harness = virtualHarness();
    await harness.deliverRaw(event);
    expect(harness.lines.map((line): unknown => JSON.parse(line))).toEqual([
      expect.objectContaining({ message: 'no response possible', error: expect.stringContaining('ResponseURL') }),
    ]);
    expect(harness.inbox.attempts).toBe(0);
  });

  test.each([
    [{ RequestType: 'Read' }, 'RequestType: got "Read"; expected Create, Update or Delete'],
    [{ RequestId: undefined }, 'RequestId: got nothing; expected a string'],
    [{ RequestId: '' }, 'RequestId: got ""; expected a string'],
    [{ LogicalResourceId: 5 }, 'LogicalResourceId: got 5; expected a string'],
    [{ RequestType: 'Update' }, 'PhysicalResourceId: got nothing; expected a string'],
    [{ ResourceProperties: null }, 'PoolId: got nothing; expected a pool id'],
  ])('is FAILED, and no call is made: %j', async (change, reason) => {
    const harness = virtualHarness();
    const response = await harness.send({ ...createEvent({}), ...change });
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toContain(reason);
    expect(harness.service.calls).toHaveLength(0);
  });
});

test('a caller that is not Lambda need not give a context', async () => {
  const harness = virtualHarness();
  const event = { ...createEvent(harness.properties()), ResponseURL: 'https://responses.example/1' };
  await harness.run(() => harness.deliverRaw(event));
  expect(harness.inbox.bodies).toEqual([expect.stringContaining('"SUCCESS"')]);
});
