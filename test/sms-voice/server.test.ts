import { ConflictException, PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { serve, SmsVoice, type FaultKind, type Served } from '.';
import { clientOf } from './client';

let service: SmsVoice;
let served: Served;
let client: PinpointSMSVoiceV2;

beforeEach(async () => {
  service = new SmsVoice();
  served = await serve(service);
  client = httpClient(1);
});

afterEach(async () => {
  client.destroy();
  await served.close();
});

function httpClient(maxAttempts: number): PinpointSMSVoiceV2 {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  return new PinpointSMSVoiceV2({ region: 'us-east-1', credentials, endpoint: served.endpoint, maxAttempts });
}

const ways = {
  'over HTTP': () => client,
  'in-process': () => clientOf(service),
};

describe.each(Object.entries(ways))('the SDK client %s', (_way, connect) => {
  test('associates a phone number, and lists it', async () => {
    const [pool, number] = [service.createPool(), service.requestPhoneNumber()];

    await connect().associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: number.arn });

    const { OriginationIdentities } = await connect().listPoolOriginationIdentities({ PoolId: pool.arn });
    expect(OriginationIdentities?.map(({ OriginationIdentity }) => OriginationIdentity)).toEqual([number.id]);
    expect(service.contents(pool)).toEqual([number.id]);
  });

  test('throws errors as typed exceptions', async () => {
    const [pool, number] = [service.createPool(), service.requestPhoneNumber()];
    service.associate(pool, number);

    const again = connect().associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: number.id });

    await expect(again).rejects.toThrow(ConflictException);
    await expect(again).rejects.toMatchObject({
      Reason: 'PHONE_NUMBER_ASSOCIATED_TO_POOL',
      ResourceType: 'phone-number',
      ResourceId: number.id,
    });
  });

  test('leaves its access key id in the record of calls', async () => {
    const pool = service.createPool();

    await connect().listPoolOriginationIdentities({ PoolId: pool.id });

    expect(service.calls.at(-1)).toMatchObject({
      operation: 'ListPoolOriginationIdentities',
      input: { PoolId: pool.id },
      accessKeyId: 'AKIDEXAMPLE',
      outcome: 'success',
      effective: false,
    });
  });
});

const signed = {
  authorization: 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/sms-voice/aws4_request, Signature=0',
  'x-amz-target': 'PinpointSMSVoiceV2.DescribePools',
};

describe('a request over HTTP', () => {
  test('has an answer in AWS JSON 1.0 with a request id', async () => {
    const answer = await fetch(served.endpoint, { method: 'POST', headers: signed, body: '{}' });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await answer.json()).toEqual({ Pools: [] });
  });

  test.each([
    ['MissingAuthenticationTokenException', '/', { 'x-amz-target': signed['x-amz-target'] }],
    ['UnrecognizedClientException', '/', { ...signed, authorization: 'Bearer token' }],
    ['UnknownOperationException', '/', { ...signed, 'x-amz-target': 'AmazonSNS.Publish' }],
    ['UnknownOperationException', '/elsewhere', signed],
  ])('is an error: %s at %s', async (name, path, headers) => {
    const answer = await fetch(`${served.endpoint}${path}`, { method: 'POST', headers, body: '{}' });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: name });
    expect(service.calls).toEqual([]);
  });

  test.each<FaultKind>(['drop-before', 'drop-after'])('loses its connection: %s', async (kind) => {
    service.faults.add({ kind });

    await expect(client.describePools({})).rejects.toThrow(/ECONNRESET|socket hang up/);
  });

  test.each([
    ['unavailable', 503],
    ['empty-before', 400],
    ['null-before', 400],
    ['redirect', 302],
  ] as const)('fails with the status of a response that is no error of the service: %s', async (kind, status) => {
    service.faults.add({ kind });

    await expect(client.describePools({})).rejects.toMatchObject({ $metadata: { httpStatusCode: status } });
  });

  test('waits in real time by default', async () => {
    service.faults.add({ kind: 'latency', milliseconds: 20 });
    const before = performance.now();

    await client.describePools({});

    expect(performance.now() - before).toBeGreaterThanOrEqual(19);
  });

  test('that hangs ends with its client', async () => {
    service.faults.add({ kind: 'hang-before' });
    const patience = new AbortController();

    const answer = client.describePools({}, { abortSignal: patience.signal });
    answer.catch(() => undefined);
    while (service.calls.length === 0) await new Promise(setImmediate);
    patience.abort();

    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('that hangs ends with the server', async () => {
    service.faults.add({ kind: 'hang-after' });

    const answer = client.describePools({});
    answer.catch(() => undefined);
    while (service.calls.length === 0) await new Promise(setImmediate);
    await served.close();

    await expect(answer).rejects.toThrow(/ECONNRESET|socket hang up/);
  });
});

test('the retries of the SDK get past faults', async () => {
  const patient = httpClient(3);
  service.faults.add({ kind: 'drop-before' }, { kind: 'throttle' });

  await patient.describePools({});
  patient.destroy();

  expect(service.calls.map(({ outcome }) => outcome)).toEqual(['lost', 'ThrottlingException', 'success']);
});

test('a port in use is an error', async () => {
  const port = Number(new URL(served.endpoint).port);

  await expect(serve(new SmsVoice(), port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
