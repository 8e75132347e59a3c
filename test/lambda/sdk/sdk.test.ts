import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Received, Recorder } from '../recorder';
import * as sdk from './calls';

// Parts of the SDK are replaced in the bundle. What is left has to say and to understand what the SDK does, in each version.

const root = join(__dirname, '..', '..', '..');
let folder: string;
let bundled: typeof sdk;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sdk-'));
  const outfile = join(folder, 'calls.js');
  const entry = join(__dirname, 'calls.ts');
  execFileSync(process.execPath, [join(root, 'lambda', 'bundle.mjs'), '--entry', entry, '--outfile', outfile]);
  bundled = load(outfile);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function load(file: string): typeof sdk {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Lambda loads CommonJS
  const loaded: unknown = require(file);
  if (!isCalls(loaded)) throw new Error(`${file}: exports no calls`);
  return loaded;
}

function isCalls(value: unknown): value is typeof sdk {
  return typeof value === 'object' && value !== null && 'read' in value && 'sendAll' in value;
}

type Reply = (response: ServerResponse) => void;

let reply: Reply;
let service: Recorder;
let endpoint: string;
beforeEach(async () => {
  service = await Recorder.start((response) => {
    reply(response);
  });
  endpoint = `http://127.0.0.1:${service.port}`;
});
afterEach(() => service.close());

const raw =
  (status: number, body = '', headers = {}): Reply =>
  (response) =>
    response.writeHead(status, headers).end(body);
const json = (status: number, body: object, headers = {}) => raw(status, JSON.stringify(body), headers);
const error = (name: string, members: object = {}) => json(400, { __type: `com.amazonaws.x#${name}`, ...members });
const anHourAhead = { date: new Date(Date.now() + 3_600_000).toUTCString() };

test('every call is sent as the SDK sends it', async () => {
  reply = json(200, {});
  await sdk.sendAll(endpoint);
  await bundled.sendAll(endpoint);
  expect(service.received).toHaveLength(12);
  const [bySdk, byBundle] = [service.received.slice(0, 6), service.received.slice(6)];
  expect(byBundle.map(meant)).toEqual(bySdk.map(meant));
});

/** But for the time, what depends on it, and what the SDK tells of itself. */
function meant({ method, url, body, headers }: Received): object {
  const { host, 'content-type': type, 'content-length': length, 'x-amz-target': target } = headers;
  const token = headers['x-amz-security-token'];
  const input: unknown = JSON.parse(body);
  const scope = headers.authorization?.replace(/SignedHeaders.*/, '').replace(/\/\d{8}\//, '/');
  return { method, url, input, host, type, length, target, token, scope };
}

describe('understands as the SDK does', () => {
  const member = {
    OriginationIdentity: 'phone-1',
    OriginationIdentityArn: 'arn',
    PhoneNumber: '+1',
    IsoCountryCode: null,
  };
  const conflict = { Reason: 'PHONE_NUMBER_ASSOCIATED_TO_POOL', ResourceType: 'phone-number', ResourceId: 'phone-1' };
  const fields = [{ Name: 'PoolId', Message: 'no pool' }];

  test.each<[string, Reply]>([
    ['a page', json(200, { PoolArn: 'arn', OriginationIdentities: [member], NextToken: 't' })],
    ['a page of nothing', json(200, { PoolArn: null, OriginationIdentities: null, NextToken: null })],
    ['an empty body', raw(200)],
    ['no body', raw(204)],
    ['a body that ends too soon', raw(200, '{"PoolArn":')],
    ['a page of HTML', raw(200, '<html>')],
    ['a character between two packets', inTwo('{"PoolArn":"ü😀"}')],

    ['a conflict', error('ConflictException', { Message: 'taken', ...conflict })],
    ['a conflict with null members', error('ConflictException', { message: null, Reason: null, ResourceType: null })],
    ['a resource that is not there', error('ResourceNotFoundException', { Message: 'none', ResourceType: 'pool' })],
    [
      'a validation',
      error('ValidationException', { Message: 'no', Reason: 'FIELD_VALIDATION_FAILED', Fields: fields }),
    ],
    ['a quota', error('ServiceQuotaExceededException', { Message: 'full', Reason: 'ASSOCIATIONS_PER_POOL' })],
    ['throttling', error('ThrottlingException', { Message: 'Rate exceeded' })],
    ['throttling by its status', json(429, { __type: 'TooManyRequestsException' })],
    ['throttling by a header alone', raw(400, '', { 'x-amzn-errortype': 'ThrottlingException:http://internal/' })],
    [
      'a denial of IAM',
      json(400, { __type: 'com.amazon.coral.service#AccessDeniedException', message: 'not allowed' }),
    ],
    ['an unknown token', json(400, { __type: 'UnrecognizedClientException', message: 'invalid' })],
    ['an expired token', json(400, { __type: 'ExpiredTokenException', message: 'expired' })],
    ['a name that no model has', json(400, { __type: 'com.example#NewException', message: 'new', Code: 'other' })],
    ['a name in a member of its own', json(400, { code: 'OtherException', message: 'other' })],
    ['an internal error', json(500, { __type: 'InternalServerException', Message: 'oh', RequestId: 'r' })],
    ['an error without a body', raw(503)],
    ['an error in HTML', raw(502, '<html>Bad Gateway</html>')],
    ['a proxy that refuses', raw(403, 'Forbidden')],
    ['a redirection', raw(301, '', { location: 'https://example.com/' })],
    ['a clock that is behind', json(403, { __type: 'RequestTimeTooSkewed', message: 'late' }, anHourAhead)],
    [
      'a signature that is old',
      json(403, { __type: 'InvalidSignatureException', message: 'Signature expired' }, anHourAhead),
    ],
  ])('%s', async (_what, given) => {
    reply = given;
    expect(await bundled.read(endpoint)).toEqual(await sdk.read(endpoint));
  });

  test.each<[string, Reply]>([
    ['a connection that breaks', (response) => response.destroy()],
    ['a connection that breaks within the body', broken],
  ])('%s, in other words', async (_what, given) => {
    reply = given;
    for (const { read } of [sdk, bundled]) expect(await read(endpoint)).toMatchObject({ kind: 'unknown outcome' });
  });
});

function inTwo(body: string): Reply {
  const whole = Buffer.from(body);
  return (response) => {
    response.writeHead(200).write(whole.subarray(0, whole.indexOf('ü') + 1));
    setImmediate(() => response.end(whole.subarray(whole.indexOf('ü') + 1)));
  };
}

function broken(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': 100 }).write('{"Po', () => response.destroy());
}
