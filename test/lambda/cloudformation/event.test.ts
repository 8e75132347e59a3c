import { describe, expect, test } from '@jest/globals';
import { parseRequest, parseResponseTarget } from '../../../lambda/cloudformation/event';
import { createEvent } from '../harness/event';
import { virtualHarness } from '../harness/harness';

const event = {
  RequestType: 'Update',
  ResponseURL: 'https://responses.example/response',
  RequestId: 'request-1',
  StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/shop/1',
  LogicalResourceId: 'Association',
  PhysicalResourceId: 'phone-01',
  ResourceProperties: { ServiceTimeout: '1800' },
};

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
    return parseRequest(event, target, received).sent;
  };

  test('is within the second in which it signed the URL, although this delivery is later', () => {
    const earliest = Date.UTC(2026, 0, 1, 11, 57, 30);
    expect(sent('X-Amz-Date=20260101T115730Z')).toEqual({ earliest, latest: earliest + 999 });
  });

  test('is not after the delivery, but for the difference of two clocks', () => {
    const earliest = Date.UTC(2026, 0, 1, 11, 57, 30);
    const query = 'X-Amz-Date=20260101T115730Z';
    expect(sent(query, earliest + 200)).toEqual({ earliest, latest: earliest + 300 });
    expect(sent(query, earliest - 5_000)).toEqual({ earliest, latest: earliest + 999 });
  });

  test.each(['', 'X-Amz-Date=', 'X-Amz-Date=yesterday', 'X-Amz-Date=20261301T000000Z', 'X-Amz-Date=20260101T115730'])(
    'is that of the delivery with %j',
    (query) => {
      expect(sent(query)).toEqual({ earliest: RECEIVED, latest: RECEIVED });
    },
  );
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
    [{ StackId: 'shop' }, 'StackId: got "shop"; expected the ARN of a stack'],
    [{ RequestId: undefined }, 'RequestId: got nothing; expected a text'],
    [{ RequestId: '' }, 'RequestId: got ""; expected a text'],
    [{ LogicalResourceId: 5 }, 'LogicalResourceId: got 5; expected a text'],
    [{ RequestType: 'Delete' }, 'PhysicalResourceId: got nothing; expected a text'],
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
