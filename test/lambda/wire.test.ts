import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { version as sdkVersion } from '@aws-sdk/client-pinpoint-sms-voice-v2/package.json';
import { version } from '../../package.json';
import { parseResponse } from './response';
import { loadBundle, SECRET_ACCESS_KEY } from './bundle';
import { createEvent } from './event';
import { Recorder } from './recorder';
import { authorization } from './signature';

// What the bundle sends and reads, byte by byte: in it, parts of the SDK are replaced.

type Reply = (response: ServerResponse) => void;

let service: Recorder;
let responses: Recorder;
/** One after the other; the last one for the rest. */
let replies: Reply[];
beforeEach(async () => {
  service = await Recorder.start((response) => (replies.length > 1 ? replies.shift() : replies[0])?.(response));
  responses = await Recorder.start((response) => response.end());
});
afterEach(() => Promise.all([service.close(), responses.close()]));

const json =
  (status: number, body: object, headers = {}): Reply =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers }).end(JSON.stringify(body));

const POOL = 'pool-0123456789abcdef0123456789abcdef';
const NUMBER = 'phone-0123456789abcdef0123456789abcdef';

/** Creates an association, and gives the response. */
async function create(...inTurn: Reply[]) {
  replies = inTurn;
  const bundle = loadBundle(`http://127.0.0.1:${service.port}`);
  const event = createEvent({ PoolId: POOL, OriginationIdentity: NUMBER, IsoCountryCode: 'US' });
  const context = { getRemainingTimeInMillis: () => 12_000, awsRequestId: 'r-1', logStreamName: 'stream' };
  try {
    await bundle.logging([])({ ...event, ResponseURL: `http://127.0.0.1:${responses.port}/response` }, context);
  } finally {
    bundle.restore();
  }
  return parseResponse(responses.received.at(-1)?.body);
}
const refusal = json(400, {
  __type: 'com.amazonaws.pinpointsmsvoicev2#ValidationException',
  Message: 'no',
  Reason: 'X',
});

describe('a call', () => {
  test('is AWS JSON 1.0, signed for the service', async () => {
    await create(refusal);
    expect(service.received).toMatchObject([
      {
        method: 'POST',
        url: '/',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'content-length': String(Buffer.byteLength(service.received[0]?.body ?? '')),
          'x-amz-target': 'PinpointSMSVoiceV2.ListPoolOriginationIdentities',
          authorization: expect.stringMatching(
            /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/sms-voice\//,
          ),
        },
        body: `{"PoolId":"${POOL}","MaxResults":100}`,
      },
    ]);
  });

  test('has the signature that its secret gives', async () => {
    await create(refusal);
    expect(service.received[0]?.headers.authorization).toMatch(/Signature=/);
    for (const request of service.received)
      expect(request.headers.authorization).toBe(authorization(request, SECRET_ACCESS_KEY));
  });

  test('leaves no connection behind', async () => {
    await create(refusal);
    await Promise.all([service.left(), responses.left()]);
  });

  test("tells the SDK's version, Node's and the library's, for CloudTrail", async () => {
    await create(refusal);
    expect(service.received[0]?.headers['user-agent']).toBe(
      `aws-sdk-js/${sdkVersion} md/nodejs#${process.versions.node} cdk-sms-pool-association/${version}`,
    );
  });

  test('tells the application that AWS_SDK_UA_APP_ID names', async () => {
    process.env.AWS_SDK_UA_APP_ID = 'shop (1)';
    try {
      await create(refusal);
    } finally {
      delete process.env.AWS_SDK_UA_APP_ID;
    }
    expect(service.received[0]?.headers['user-agent']).toContain(' app/shop--1- cdk-sms-pool-association/');
  });

  test('is made once when it is refused', async () => {
    await create(refusal);
    expect(service.received).toHaveLength(1);
  });
});

describe('an error of the service', () => {
  test('has the name, the message and the reason that it came with', async () => {
    expect((await create(refusal)).Reason).toContain('ValidationException: no (reason X)');
  });

  test('has its name from the header when the body has none', async () => {
    const reply = json(400, { message: 'no' }, { 'x-amzn-errortype': 'ValidationException:http://internal/' });
    expect((await create(reply)).Reason).toContain('ValidationException: no');
  });

  test('that is no JSON counts as a moment in which the service was away', async () => {
    const response = await create(
      (response) => response.writeHead(503).end('<html>Service Unavailable</html>'),
      refusal,
    );
    expect(service.received).toHaveLength(2);
    expect(response.Reason).toContain('ValidationException');
  });
});

test("is dated by the service's clock once that has refused the function's", async () => {
  const hour = 3_600_000;
  const ahead = { date: new Date(Date.now() + hour).toUTCString() };
  const refused = { __type: 'RequestTimeTooSkewed', message: 'too far from the current time' };
  await create(json(403, refused, ahead), refusal);
  const [first = NaN, second = NaN] = service.received.map(({ headers }) => timeOf(String(headers['x-amz-date'])));
  expect(Math.round((second - first) / hour)).toBe(1);
});

/** Of `20260101T000000Z`. */
function timeOf(date: string): number {
  return Date.parse(date.replace(/^(....)(..)(.....)(..)/, '$1-$2-$3:$4:'));
}

test('members that are null are not there', async () => {
  const page = json(200, { PoolId: POOL, OriginationIdentities: null, NextToken: null });
  const associated = json(200, { PoolId: POOL, PoolArn: null, IsoCountryCode: null });
  const found = json(200, { PhoneNumbers: [{ PhoneNumberId: NUMBER, PoolId: POOL, Status: 'ACTIVE' }] });
  const response = await create(page, associated, found);
  expect(response).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: NUMBER,
    Data: { PoolArn: expect.any(String), IsoCountryCode: 'US' },
  });
  expect(service.received.map(({ headers }) => headers['x-amz-target'])).toEqual([
    'PinpointSMSVoiceV2.ListPoolOriginationIdentities',
    'PinpointSMSVoiceV2.AssociateOriginationIdentity',
    'PinpointSMSVoiceV2.DescribePhoneNumbers',
  ]);
});
