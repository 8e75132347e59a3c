import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { version as sdkVersion } from '@aws-sdk/client-pinpoint-sms-voice-v2/package.json';
import { version } from '../../../package.json';
import { loadBundle } from '../harness/bundle';
import { createEvent, deleteEvent, type Event, owned } from '../harness/event';
import { runFresh } from '../harness/fresh-process';
import { lambdaEnvironment } from '../harness/lambda-environment';
import { Recorder } from '../harness/recorder';
import { parseResponse } from '../harness/response';

// What the bundle sends and reads, byte by byte.

const DENIED = '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>';

type Reply = (response: ServerResponse) => void;

let service: Recorder;
let cloudFormation: Recorder;
let inbox: Recorder;
/** One after the other; the last one for all later calls. */
let replies: Reply[];
beforeEach(async () => {
  service = await Recorder.start((response) => (replies.length > 1 ? replies.shift() : replies[0])?.(response));
  cloudFormation = await Recorder.start((response) => response.writeHead(403).end(DENIED));
  inbox = await Recorder.start((response) => response.end());
});
afterEach(() => Promise.all([service, cloudFormation, inbox].map((each) => each.close())));

const json =
  (status: number, body: object, headers = {}): Reply =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers }).end(JSON.stringify(body));

const POOL = 'pool-0123456789abcdef0123456789abcdef';
const NUMBER = 'phone-0123456789abcdef0123456789abcdef';
const properties = { PoolId: POOL, OriginationIdentity: NUMBER, IsoCountryCode: 'US' };

/** Delivers the event, and resolves with the response. */
async function deliver(event: Event, ...inTurn: Reply[]) {
  replies = inTurn;
  const bundle = loadBundle({ smsVoice: service.endpoint, cloudFormation: cloudFormation.endpoint });
  const context = { getRemainingTimeInMillis: () => 12_000, awsRequestId: 'r-1', logStreamName: 'stream' };
  try {
    await bundle.logging([])({ ...event, ResponseURL: `${inbox.endpoint}/response` }, context);
  } finally {
    bundle.restore();
  }
  return parseResponse(inbox.received.at(-1)?.body);
}
const create = (...inTurn: Reply[]) => deliver(createEvent(properties), ...inTurn);
const refusal = json(400, {
  __type: 'com.amazonaws.pinpointsmsvoicev2#ValidationException',
  Message: 'no',
  Reason: 'X',
});

describe('a call of the service', () => {
  test('is AWS JSON 1.0, signed for the service', async () => {
    await create(refusal);
    expect(service.received).toMatchObject([
      {
        method: 'POST',
        url: '/',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': 'PinpointSMSVoiceV2.ListPoolOriginationIdentities',
          authorization: expect.stringMatching(
            /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/sms-voice\//,
          ),
        },
        body: `{"PoolId":"${POOL}","MaxResults":100}`,
      },
    ]);
  });

  test('leaves no connection behind', async () => {
    await create(refusal);
    await Promise.all([service.disconnected(), inbox.disconnected()]);
  });

  test('names the SDK and the library in its user agent, for CloudTrail', async () => {
    await create(refusal);
    const agent = String(service.received[0]?.headers['user-agent']);
    expect(agent).toContain(`aws-sdk-js/${sdkVersion} `);
    expect(agent).toContain(`cdk-sms-pool-association/${version}`);
  });

  test('is made once when it is refused', async () => {
    await create(refusal);
    expect(service.received).toHaveLength(1);
  });
});

test('a call of CloudFormation is a signed query for the own stack', async () => {
  const active = json(200, { Pools: [{ PoolId: POOL, Status: 'ACTIVE' }] });
  const event = deleteEvent(owned(NUMBER), properties);
  await deliver(event, active, refusal);
  expect(cloudFormation.received).toMatchObject([
    {
      method: 'POST',
      headers: {
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/cloudformation\//,
        ),
        'user-agent': expect.stringContaining(`cdk-sms-pool-association/${version}`),
      },
    },
  ]);
  const form = new URLSearchParams(cloudFormation.received[0]?.body);
  expect([form.get('Action'), form.get('StackName')]).toEqual(['DescribeStacks', event.StackId]);
});

test('CloudFormation is not called by a Create that meets no trouble', async () => {
  await create(refusal);
  expect(cloudFormation.received).toEqual([]);
});

describe('an error of the service', () => {
  test('has the name, the message and the reason that it came with', async () => {
    expect((await create(refusal)).Reason).toContain('ValidationException: no (reason X)');
  });

  test('has its name from the header when the body has none', async () => {
    const reply = json(400, { message: 'no' }, { 'x-amzn-errortype': 'ValidationException:http://internal/' });
    expect((await create(reply)).Reason).toContain('ValidationException: no');
  });

  test.each<[string, Reply]>([
    ['that is HTML', (response) => response.writeHead(503).end('<html>Service Unavailable</html>')],
    ['without a body', (response) => response.writeHead(400).end()],
    ['whose body is null', (response) => response.writeHead(400).end('null')],
    ['that is a redirect', (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
  ])('%s is retried', async (_what, reply) => {
    const response = await create(reply, refusal);
    expect(service.received).toHaveLength(2);
    expect(response.Reason).toContain('ValidationException');
  });
});

// In a process of its own: in this one, the SDK takes an error of Node's for one of another kind, and drops its code.
test('a connection that breaks is retried', async () => {
  replies = [(response) => response.destroy(), refusal];
  const event = { ...createEvent(properties), ResponseURL: `${inbox.endpoint}/response` };
  await runFresh(event, lambdaEnvironment(service.endpoint, cloudFormation.endpoint));
  expect(service.received).toHaveLength(2);
  expect(parseResponse(inbox.received.at(-1)?.body).Reason).toContain('ValidationException');
});

test("a call is dated by the service's clock after that has refused the function's", async () => {
  const hour = 3_600_000;
  const ahead = { date: new Date(Date.now() + hour).toUTCString() };
  const skewed = { __type: 'RequestTimeTooSkewed', message: 'too far from the current time' };
  await create(json(403, skewed, ahead), refusal);
  const [first = NaN, second = NaN] = service.received.map(({ headers }) => timeOf(String(headers['x-amz-date'])));
  expect(Math.round((second - first) / hour)).toBe(1);
});

/** Of `20260101T000000Z`. */
function timeOf(date: string): number {
  return Date.parse(date.replace(/^(....)(..)(.....)(..)/, '$1-$2-$3:$4:'));
}

test('members that are null count as absent', async () => {
  const page = json(200, { PoolId: POOL, OriginationIdentities: [], NextToken: null });
  const associated = json(200, { PoolId: POOL, PoolArn: null, IsoCountryCode: null });
  const found = json(200, { PhoneNumbers: [{ PhoneNumberId: NUMBER, PoolId: POOL, Status: 'ACTIVE' }] });
  expect(await create(page, associated, found)).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: owned(NUMBER),
    Data: { PoolArn: expect.any(String), IsoCountryCode: 'US' },
  });
});
