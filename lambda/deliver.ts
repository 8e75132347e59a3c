import type { Clock } from './clock';
import type { Log } from './log';
import { within } from './time-limit';

/** One PUT with an empty content-type; resolves with the response's status code, rejects when the connection fails. */
export type Put = (url: string, body: string, signal: AbortSignal) => Promise<number>;

const LONGEST_ATTEMPT = 10_000;
const FIRST_DELAY = 100;
const LONGEST_DELAY = 2_000;

/**
 * Delivers the answer, however often it takes: an answer that is lost leaves the stack waiting.
 *
 * @throws Error at the end of the time, so that Lambda delivers the event again; it does not hold the URL
 */
export async function deliver(
  { clock, log, put, end }: { readonly clock: Clock; readonly log: Log; readonly put: Put; readonly end: number },
  url: string,
  body: string,
): Promise<void> {
  for (let attempts = 1; ; attempts += 1) {
    const result = await putOnce(clock, put, url, body, end);
    log({ message: 'answer', bytes: Buffer.byteLength(body), attempts, result });
    if (result >= 200 && result < 300) return;
    const delay = Math.random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** attempts);
    if (clock.now() + delay >= end)
      throw new Error(
        `could not deliver the answer in ${attempts} attempts; the last ended with ` +
          `${result === 0 ? 'no response' : `HTTP ${result}`}, expected 2xx`,
      );
    await clock.sleep(delay);
  }
}

/** The status, or 0 when there is none. The error is not passed on: it may hold the host and path of the URL. */
async function putOnce(clock: Clock, put: Put, url: string, body: string, end: number): Promise<number> {
  const limit = Math.max(1, Math.min(LONGEST_ATTEMPT, end - clock.now()));
  try {
    return await within(
      clock,
      limit,
      (signal) => put(url, body, signal),
      () => new Error('no response'),
    );
  } catch {
    return 0;
  }
}
