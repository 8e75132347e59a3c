import type { ResponseEndpoint } from './custom-resource-request';

/** A failure of one PUT: a status instead of 200, or a connection that breaks before or after the body is accepted. */
export type ResponseFault = 403 | 500 | 503 | 'drop-before' | 'drop-after';

/** ResponseURLs without a socket: the handler's `put` goes straight to CloudFormation. */
export class InProcessResponses implements ResponseEndpoint {
  private readonly receivers = new Map<string, (body: string) => void>();

  /** @param fault gives the failure of a PUT, if any */
  constructor(private readonly fault: (url: string, body: string) => ResponseFault | undefined = () => undefined) {}

  open(receive: (body: string) => void, signedAt?: number): string {
    const url = `https://cloudformation-custom-resource-response.example/${this.receivers.size + 1}?${signedQuery(signedAt)}`;
    this.receivers.set(url, receive);
    return url;
  }

  /** As an HTTP client: the response's status, or a rejection when the connection breaks. */
  async put(url: string, body: string): Promise<number> {
    await Promise.resolve();
    const receive = this.receivers.get(url);
    if (receive === undefined) return 403;
    const fault = this.fault(url, body);
    if (fault === 'drop-before') throw connectionReset();
    if (typeof fault === 'number') return fault;
    receive(body);
    if (fault === 'drop-after') throw connectionReset();
    return 200;
  }
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

/**
 * The query of a pre-signed S3 URL, as ResponseURLs have it. Times are milliseconds since the epoch.
 *
 * @param signedAt written as `X-Amz-Date=YYYYMMDDTHHMMSSZ`, in whole seconds; left out when absent
 */
export function signedQuery(signedAt: number | undefined): string {
  const date = signedAt === undefined ? [] : [`X-Amz-Date=${basicFormat(signedAt)}`];
  return ['X-Amz-Algorithm=AWS4-HMAC-SHA256', ...date, 'X-Amz-Expires=7200', 'X-Amz-Signature=secret'].join('&');
}

function basicFormat(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
}
