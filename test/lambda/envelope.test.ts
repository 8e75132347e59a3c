import { describe, expect, test } from '@jest/globals';
import { parseEnvelope } from '../../lambda/envelope';

const event = {
  RequestType: 'Update',
  ResponseURL: 'https://answers.example/answer',
  RequestId: 'request-1',
  StackId: 'stack-1',
  LogicalResourceId: 'Association',
  PhysicalResourceId: 'phone-01',
  ResourceProperties: { ServiceTimeout: '1800' },
};

test('the envelope has all that an answer needs', () => {
  expect(parseEnvelope(event)).toEqual({
    requestId: 'request-1',
    stackId: 'stack-1',
    logicalResourceId: 'Association',
    physicalResourceId: 'phone-01',
    responseUrl: 'https://answers.example/answer',
    serviceTimeoutSeconds: 1800,
  });
});

test('what the event lacks is empty', () => {
  expect(parseEnvelope({ ResponseURL: event.ResponseURL, RequestId: 7, ResourceProperties: [] })).toEqual({
    requestId: '',
    stackId: '',
    logicalResourceId: '',
    physicalResourceId: '',
    responseUrl: event.ResponseURL,
    serviceTimeoutSeconds: undefined,
  });
});

test('a Create has no physical id yet', () => {
  expect(parseEnvelope({ ...event, RequestType: 'Create' })).toMatchObject({ physicalResourceId: '' });
});

describe('there is', () => {
  test.each(['http://127.0.0.1:8080/answer', 'https://answers.example/answer?X-Amz-Signature=5ec2e7'])(
    'somewhere to answer at %s',
    (ResponseURL) => {
      expect(parseEnvelope({ ...event, ResponseURL })).toMatchObject({ responseUrl: ResponseURL });
    },
  );

  test.each(['', 'nowhere', 'ftp://a/b', 'shttp://a/b', 'httpx://a/b', 'file:///etc/hosts', 7, undefined])(
    'nowhere to answer at %j',
    (ResponseURL) => {
      expect(parseEnvelope({ ...event, ResponseURL })).toBeUndefined();
    },
  );
});

describe('CloudFormation waits', () => {
  test.each([
    ['1', 1],
    ['60', 60],
    ['3600', 3600],
  ])('%j seconds: %d', (ServiceTimeout, seconds) => {
    expect(parseEnvelope({ ...event, ResourceProperties: { ServiceTimeout } })?.serviceTimeoutSeconds).toBe(seconds);
  });

  test.each(['0', '3601', '', ' 60', '60s', 's60', '1e3', '-5', 60, ['60'], undefined])(
    'nobody knows how long with %j',
    (ServiceTimeout) => {
      const envelope = parseEnvelope({ ...event, ResourceProperties: { ServiceTimeout } });
      expect(envelope).toMatchObject({ serviceTimeoutSeconds: undefined });
    },
  );
});
