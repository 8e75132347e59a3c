import type { Context } from '../util/context';
import { withTimeout } from '../util/timeout';

/** One PUT with an empty content-type. Resolves with the status code; rejects when the connection fails. */
export type Put = (url: string, body: string, signal: AbortSignal) => Promise<number>;

const MAX_ATTEMPT = 10_000;
const FIRST_DELAY = 100;
const MAX_DELAY = 2_000;

/**
 * Submits the response, with as many attempts as it takes: without a response the stack waits for an hour.
 *
 * @throws Error at the deadline, so that Lambda delivers the event again; the message does not contain the URL
 */
export async function submitResponse(context: Context, put: Put, url: string, body: string): Promise<void> {
  const { clock, log, deadline } = context;
  for (let attempts = 1; ; attempts += 1) {
    const status = await attemptPut(context, put, url, body);
    log({ message: 'response', bytes: Buffer.byteLength(body), attempts, status });
    if (status >= 200 && status < 300) return;
    const delay = Math.random() * Math.min(MAX_DELAY, FIRST_DELAY * 2 ** attempts);
    if (clock.now() + delay >= deadline)
      throw new Error(
        `could not submit the response in ${attempts} attempts; the last one ended with ` +
          `${status === 0 ? 'no answer' : `HTTP ${status}`}, expected 2xx`,
      );
    await clock.sleep(delay);
  }
}

/** The status code, or 0 without one. The error is dropped, because it may contain the host and path of the URL. */
async function attemptPut({ clock, deadline }: Context, put: Put, url: string, body: string): Promise<number> {
  const limit = Math.max(1, Math.min(MAX_ATTEMPT, deadline - clock.now()));
  try {
    return await withTimeout(
      clock,
      limit,
      (signal) => put(url, body, signal),
      () => new Error('timeout'),
    );
  } catch {
    return 0;
  }
}
