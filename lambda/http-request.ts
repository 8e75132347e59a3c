import { type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface HttpRequestOptions extends RequestOptions {
  readonly protocol: string;
  readonly hostname: string;
}

/**
 * One request; resolves with the response as soon as its headers are there, rejects when the connection fails or the
 * signal aborts.
 *
 * The URL goes in as options and not as an argument of its own, since some emulators' Lambda only knows that form.
 */
export function sendHttp(
  options: HttpRequestOptions,
  body: string | Uint8Array,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = options.protocol === 'http:' ? httpRequest : httpsRequest;
    // An IPv6 address has brackets in a URL, and none as an option.
    const call = request({ ...options, hostname: options.hostname.replace(/^\[(.*)\]$/, '$1') });
    call.on('response', resolve);
    call.on('error', reject);
    // Node's own option for this loads more of Node, at a time when every millisecond is a cold start's.
    const abort = (): void => void call.destroy(new Error('the request was aborted'));
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort);
    // The pages of a list have one signal for all their requests.
    call.on('close', () => signal?.removeEventListener('abort', abort));
    call.end(body);
  });
}
