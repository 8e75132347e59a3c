import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { closeServer, listenOnLoopback } from '../loopback';
import type { ResponseEndpoint } from './custom-resource-request';
import { signedQuery, type ResponseFault } from './in-process-responses';

/** ResponseURLs on loopback, as strict as pre-signed URLs of S3. */
export class HttpResponses implements ResponseEndpoint {
  private readonly receivers = new Map<string, (body: string) => void>();

  private constructor(
    private readonly server: Server,
    private readonly port: number,
    private readonly fault: (body: string) => ResponseFault | undefined,
  ) {}

  /** @param fault gives the failure of a well-formed PUT, if any */
  static async start(fault: (body: string) => ResponseFault | undefined = () => undefined): Promise<HttpResponses> {
    const server = createServer();
    const responses = new HttpResponses(server, await listenOnLoopback(server), fault);
    server.on('request', (request, response) => {
      responses.take(request, response).catch(() => response.destroy());
    });
    return responses;
  }

  open(receive: (body: string) => void, signedAt?: number): string {
    const path = `/custom-resource-response/${this.receivers.size + 1}?${signedQuery(signedAt)}`;
    this.receivers.set(path, receive);
    return `http://127.0.0.1:${this.port}${path}`;
  }

  close(): Promise<void> {
    return closeServer(this.server);
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const receive = this.receivers.get(request.url ?? '');
    const refusal = receive === undefined ? 403 : refusalOf(request);
    const fault = refusal ?? this.fault(body);
    if (typeof fault === 'number') {
      response.writeHead(fault).end();
      return;
    }
    if (fault !== 'drop-before') receive?.(body);
    if (fault === undefined) response.writeHead(200).end();
    else request.socket.destroy();
  }
}

function refusalOf({ method, headers }: IncomingMessage): number | undefined {
  if (method !== 'PUT') return 405;
  // The URL is signed for an empty content-type: any other makes the signature wrong.
  if ((headers['content-type'] ?? '') !== '') return 403;
  if (headers['content-length'] === undefined) return 411;
  return undefined;
}
