import { HttpResponse, type HttpHandler } from '@smithy/core/protocols';
import type { SmsVoice } from './sms-voice';
import { receive } from './wire';

/** For the SDK client's `requestHandler`: the same wire without a socket, so that a virtual clock can control all waiting. */
export function requestHandler(service: SmsVoice): HttpHandler {
  return {
    async handle(request, options) {
      const gone = new AbortController();
      const signal = options?.abortSignal;
      const aborted = new Promise<never>((_resolve, reject) => {
        const abort = (): void => {
          gone.abort();
          reject(abortError());
        };
        if (signal?.aborted === true) abort();
        else if (signal !== undefined && 'addEventListener' in signal)
          signal.addEventListener('abort', abort, { once: true });
      });
      const received = receive(service, {
        method: request.method,
        path: request.path,
        headers: lowerCased(request.headers),
        body: textOf(request.body),
        signal: gone.signal,
      });
      const answer = await Promise.race([received, aborted]);
      if (answer === 'dropped') throw connectionReset();
      const body = Buffer.from(answer.body);
      return { response: new HttpResponse({ statusCode: answer.status, headers: { ...answer.headers }, body }) };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function textOf(body: unknown): string {
  if (body === undefined || typeof body === 'string') return body ?? '';
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  throw new TypeError(`the request's body is ${typeof body}, expected a string or bytes`);
}

/** The same error as the SDK's HTTP handler has. */
function abortError(): Error {
  const error = new Error('Request aborted');
  error.name = 'AbortError';
  return error;
}

/** The same error as the SDK's HTTP handler has after a connection reset. */
function connectionReset(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
}
