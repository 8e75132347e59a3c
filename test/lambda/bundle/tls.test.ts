import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { httpPut } from '../../../lambda/cloudformation/http-put';

import { runFresh } from '../harness/fresh-process';
import { lambdaEnvironment } from '../harness/lambda-environment';
import { listenOnLoopback } from '../../loopback';
import { type Served, serve, SmsVoice } from '../../sms-voice';
import { parseResponse } from '../harness/response';
import { ResponseInbox, serveInbox } from '../harness/response-inbox';
import { createEvent, owned } from '../harness/event';

// In an account, service and response URL use TLS. The certificate is self-signed, for 127.0.0.1, and for tests only.

const CERTIFICATE = join(__dirname, 'tls', 'certificate.pem');
const identity = { cert: readFileSync(CERTIFICATE), key: readFileSync(join(__dirname, 'tls', 'key.pem')) };

let service: SmsVoice;
let inbox: ResponseInbox;
let plain: readonly [service: Served, responses: { readonly endpoint: string; close(): Promise<void> }];
let encrypted: readonly [service: Encrypted, responses: Encrypted];
beforeEach(async () => {
  service = new SmsVoice();
  inbox = new ResponseInbox();
  plain = await Promise.all([serve(service), serveInbox(() => inbox)]);
  encrypted = await Promise.all([encrypt(plain[0].endpoint), encrypt(plain[1].endpoint)]);
});
afterEach(async () => {
  for (const { server } of encrypted) server.close();
  await Promise.all(plain.map((each) => each.close()));
});

test('creates over TLS, with one connection to the service and one to the response URL', async () => {
  const number = service.requestPhoneNumber();
  const pool = service.createPool();
  const properties = { PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' };
  const [{ endpoint, connections }, responses] = encrypted;
  const event = { ...createEvent(properties), ResponseURL: `${responses.endpoint}${ResponseInbox.path}` };
  const environment = { ...lambdaEnvironment(endpoint), NODE_EXTRA_CA_CERTS: CERTIFICATE };

  await runFresh(event, environment);

  expect(parseResponse(inbox.bodies[0])).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: owned(number.id) });
  expect(service.poolsOf(number)).toEqual([pool.id]);
  expect(service.calls.length).toBeGreaterThan(2);
  expect([connections(), responses.connections()]).toEqual([1, 1]);
});

test('no response is sent to a server with a certificate of an unknown authority', async () => {
  const url = `${encrypted[1].endpoint}${ResponseInbox.path}`;
  await expect(httpPut(url, '{}', new AbortController().signal)).rejects.toThrow('self-signed certificate');
  expect(inbox.attempts).toBe(0);
});

interface Encrypted {
  readonly server: Server;
  readonly endpoint: string;
  readonly connections: () => number;
}

/** A TLS server in front of that endpoint. */
async function encrypt(endpoint: string): Promise<Encrypted> {
  let connections = 0;
  const server = createServer(identity, (socket) => {
    connections += 1;
    const inner = connect(Number(new URL(endpoint).port), '127.0.0.1');
    socket.pipe(inner).pipe(socket);
    // When one end breaks, the other one is closed.
    socket.on('error', () => inner.destroy());
    inner.on('error', () => socket.destroy());
  });
  return { server, endpoint: `https://127.0.0.1:${await listenOnLoopback(server)}`, connections: () => connections };
}
