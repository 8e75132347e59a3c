import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { closeServer, listenOnLoopback } from '../../loopback';
import type { CloudFormationApi } from './cloudformation-api';

export interface ServedApi {
  /** `http://127.0.0.1:PORT`, for `AWS_ENDPOINT_URL_CLOUDFORMATION`. */
  readonly endpoint: string;
  /** Ends the server and all connections. */
  close(): Promise<void>;
}

/** Serves the API over HTTP on loopback, at any free port. */
export async function serveApi(api: CloudFormationApi): Promise<ServedApi> {
  const server = createServer((request, response) => {
    respond(api, request, response).catch((error: unknown) => {
      response.destroy();
      // A client may go away while it sends; any other error is the rig's own.
      if (!request.errored) throw error;
    });
  });
  const port = await listenOnLoopback(server);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => closeServer(server),
  };
}

async function respond(api: CloudFormationApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  const result = await api.handle({
    method: request.method ?? '',
    path: request.url ?? '',
    headers: { authorization: request.headers.authorization },
    body: await text(request),
    signal: gone.signal,
  });
  if (typeof result === 'string') request.socket.resetAndDestroy();
  else response.writeHead(result.status, result.headers).end(result.body);
}
