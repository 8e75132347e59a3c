import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../loopback';
import type { SmsVoice } from './sms-voice';
import { receive } from './wire';

export interface Served {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Closes the server and every connection, also those with requests in flight. */
  close(): Promise<void>;
}

/** Serves the service over HTTP on loopback. Port 0, the default, takes any free port. */
export async function serve(service: SmsVoice, port = 0): Promise<Served> {
  const server = createServer((request, response) => {
    answer(service, request, response).catch((error: unknown) => {
      // A client may disconnect while it sends. Every other error is a bug, which must not look like a dropped connection.
      response.destroy();
      if (!request.errored) throw error;
    });
  });
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, port)}`;
  return { endpoint, close: () => closeServer(server) };
}

async function answer(service: SmsVoice, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  const answer = await receive(service, {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: {
      authorization: request.headers.authorization,
      'x-amz-target': request.headers['x-amz-target']?.toString(),
    },
    body: Buffer.concat(chunks).toString(),
    signal: gone.signal,
  });
  if (answer === 'dropped') {
    request.socket.resetAndDestroy();
    return;
  }
  response.writeHead(answer.status, answer.headers).end(answer.body);
}
