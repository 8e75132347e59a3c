import { Agent as HttpAgent, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isUint8Array } from 'node:util/types';
import { type HttpHandler, type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import type { HttpHandlerOptions, StreamCollector } from '@smithy/types';
import { sendHttp } from '../http-request';

/**
 * In the place of `@smithy/node-http-handler`: one connection that is kept for the next call. Time-outs are the
 * handler's own, which aborts.
 */
export class NodeHttpHandler implements HttpHandler {
  /** A client has one endpoint. */
  private agent: HttpAgent | undefined;

  /** As the client makes it. */
  static create(): NodeHttpHandler {
    return new NodeHttpHandler();
  }

  async handle(
    { method, protocol, hostname, port, path, headers, body }: HttpRequest,
    { abortSignal }: HttpHandlerOptions = {},
  ): Promise<{ response: HttpResponse }> {
    this.agent ??= new (protocol === 'http:' ? HttpAgent : HttpsAgent)({ keepAlive: true });
    const options = { method, protocol, hostname, port, path, headers, agent: this.agent };
    const signal = abortSignal !== undefined && 'addEventListener' in abortSignal ? abortSignal : undefined;
    const message = await sendHttp(options, bytes(body), signal);
    const { statusCode = 0, statusMessage: reason = '', headers: found } = message;
    return { response: new HttpResponse({ statusCode, reason, headers: single(found), body: message }) };
  }

  destroy(): void {
    this.agent?.destroy();
  }

  updateHttpClientConfig(): void {
    // There is nothing to configure.
  }

  httpHandlerConfigs(): object {
    return {};
  }
}

export const streamCollector: StreamCollector = (stream: IncomingMessage) =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    stream.on('error', reject);
  });

/** What JSON comes as; the service has no other bodies. */
function bytes(body: unknown): string | Uint8Array {
  if (typeof body === 'string' || isUint8Array(body)) return body;
  throw new TypeError(`got a body of type ${typeof body}, expected a string or bytes`);
}

function single(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
