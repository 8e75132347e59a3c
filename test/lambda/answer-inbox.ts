import { createServer } from 'node:http';
import type { Put } from '../../lambda/cloudformation/submit-response';
import { listenOnLoopback } from '../loopback';

/** Where answers arrive. */
export class AnswerInbox {
  static readonly path = '/bucket/answer?X-Amz-Signature=5ec2e75ec2e7';

  /** The bodies that were taken. */
  readonly bodies: string[] = [];
  /** Statuses for the attempts to come; 200 when there are none left, and 0 breaks the connection. */
  readonly responses: number[] = [];
  attempts = 0;

  receive(body: string): number {
    this.attempts += 1;
    const status = this.responses.shift() ?? 200;
    if (status >= 200 && status < 300) this.bodies.push(body);
    return status;
  }

  readonly put: Put = (_url, body) => {
    const status = this.receive(body);
    return status === 0 ? Promise.reject(new Error('connection reset')) : Promise.resolve(status);
  };
}

/** The inbox behind a URL, as strict about the request as a pre-signed one is. */
export async function serveInbox(inbox: () => AnswerInbox): Promise<{ endpoint: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, headers, url } = request;
      // The signature covers method, path and an empty content-type, and S3 takes no chunked body.
      const signed = method === 'PUT' && headers['content-type'] === '' && url === AnswerInbox.path;
      const status =
        signed && headers['content-length'] !== undefined ? inbox().receive(Buffer.concat(chunks).toString()) : 403;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end();
    });
  });
  const port = await listenOnLoopback(server);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
