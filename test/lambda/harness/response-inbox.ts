import { createServer } from 'node:http';
import type { Put } from '../../../lambda/cloudformation/submit-response';
import { closeServer, listenOnLoopback } from '../../loopback';

/** Where responses arrive. */
export class ResponseInbox {
  static readonly path = '/bucket/response?X-Amz-Signature=5ec2e75ec2e7';

  /** The bodies that were accepted. */
  readonly bodies: string[] = [];
  /** Statuses for the next attempts; 200 when none are left, and 0 breaks the connection. */
  readonly statuses: number[] = [];
  attempts = 0;

  receive(body: string): number {
    this.attempts += 1;
    const status = this.statuses.shift() ?? 200;
    if (status >= 200 && status < 300) this.bodies.push(body);
    return status;
  }

  readonly put: Put = (_url, body) => {
    const status = this.receive(body);
    return status === 0 ? Promise.reject(new Error('connection reset')) : Promise.resolve(status);
  };
}

/** Serves the inbox at a URL. It is as strict about the request as a pre-signed URL is. */
export async function serveInbox(inbox: () => ResponseInbox): Promise<{ endpoint: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, headers, url } = request;
      // The signature covers method, path and an empty content-type, and S3 accepts no chunked body.
      const signed = method === 'PUT' && headers['content-type'] === '' && url?.startsWith(ResponseInbox.path) === true;
      const status =
        signed && headers['content-length'] !== undefined ? inbox().receive(Buffer.concat(chunks).toString()) : 403;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end();
    });
  });
  const port = await listenOnLoopback(server);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => closeServer(server),
  };
}
