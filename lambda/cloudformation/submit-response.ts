import type { Context } from '../util/context';
import { systemCode } from '../util/errors';
import { retry } from '../util/retry';
import { withTimeout } from '../util/timeout';

/** One PUT with an empty content-type. Resolves with the status code; rejects when the connection fails. */
export type Put = (url: string, body: string, signal: AbortSignal) => Promise<number>;

/**
 * Submits the response, with as many attempts as it takes: without a response the stack waits for an hour.
 *
 * @throws Error at the deadline, so that Lambda delivers the event again; the message does not contain the URL
 */
export async function submitResponse(context: Context, put: Put, url: string, body: string): Promise<void> {
  const { clock, log, deadline } = context;
  let attempts = 0;
  const attempt = async () => {
    const result = await attemptPut(context, put, url, body);
    attempts += 1;
    log({ message: 'response', bytes: Buffer.byteLength(body), attempts, result });
    return result === 'success' ? ({ ok: true, output: result } as const) : ({ ok: false, error: result } as const);
  };
  const result = await retry(attempt, { clock, deadline, shouldRetry: () => true });
  if (!result.ok)
    throw new Error(
      `could not submit the response in ${result.attempts} attempts; the last one ended with ${result.error}, expected 2xx`,
    );
}

/** `success`, the HTTP status, or the code of the error: its message is dropped, because it may contain the URL. */
async function attemptPut(context: Context, put: Put, url: string, body: string): Promise<string> {
  try {
    const status = await withTimeout(context, (signal) => put(url, body, signal));
    return status >= 200 && status < 300 ? 'success' : `HTTP ${status}`;
  } catch (error) {
    return error instanceof Error ? (systemCode(error) ?? error.name) : 'an unknown error';
  }
}
