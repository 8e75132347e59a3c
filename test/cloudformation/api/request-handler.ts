import { HttpResponse, type HttpHandler } from '@smithy/core/protocols';
import type { CloudFormationApi } from './cloudformation-api';

/** For the `requestHandler` of an SDK client: the same wire without a socket, so that a virtual clock governs all waiting. */
export function apiRequestHandler(api: CloudFormationApi): HttpHandler {
  return {
    async handle({ method, path, headers, body }, options) {
      const gone = new AbortController();
      const aborted = new Promise<never>((_resolve, reject) => {
        onAbort(options?.abortSignal, () => {
          gone.abort();
          reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
        });
      });
      const handled = api.handle({
        method,
        path,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
        body: typeof body === 'string' ? body : '',
        signal: gone.signal,
      });
      const result = await Promise.race([handled, aborted]);
      if (result === 'refused') throw connectionError('connect ECONNREFUSED', 'ECONNREFUSED');
      if (result === 'dropped') throw connectionError('socket hang up', 'ECONNRESET');
      const { status, headers: sent, body: xml } = result;
      return { response: new HttpResponse({ statusCode: status, headers: { ...sent }, body: Buffer.from(xml) }) };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

type HandlerOptions = NonNullable<Parameters<HttpHandler['handle']>[1]>;

function onAbort(signal: HandlerOptions['abortSignal'], abort: () => void): void {
  if (signal?.aborted === true) abort();
  else if (signal !== undefined && 'addEventListener' in signal)
    signal.addEventListener('abort', abort, { once: true });
}

/** As the SDK's own HTTP handler passes on an error of the connection. */
function connectionError(message: string, code: string): Error {
  return Object.assign(new Error(message), { name: 'TimeoutError', code });
}
