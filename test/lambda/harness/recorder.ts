import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { listenOnLoopback } from '../../loopback';

export interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An HTTP server on loopback that keeps every request, and responds as the test says. */
export class Recorder {
  readonly received: Received[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(respond: (response: ServerResponse) => void): Promise<Recorder> {
    const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        recorder.received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
        respond(response);
      });
    });
    const recorder = new Recorder(server, await listenOnLoopback(server));
    return recorder;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when no client is connected; the server itself ends no connection. */
  async disconnected(): Promise<void> {
    while ((await promisify(this.server.getConnections.bind(this.server))()) > 0) await setImmediate();
  }

  breakConnections(): void {
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.breakConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
