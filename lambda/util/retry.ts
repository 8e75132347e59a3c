import type { Timing } from './context';

/** The result of one attempt. */
export type Attempt<Output, Problem> =
  { readonly ok: true; readonly output: Output } | { readonly ok: false; readonly error: Problem };

/** Why no further attempt was made. */
export interface GaveUp<Problem> {
  readonly ok: false;
  readonly error: Problem;
  /** `refused`: `shouldRetry` said no. `out of time`: the next attempt would come too late, or is one too many. */
  readonly because: 'refused' | 'out of time';
  readonly attempts: number;
  /** Milliseconds since the first attempt began. */
  readonly elapsed: number;
}

export interface RetryOptions<Problem> extends Timing {
  /** @param elapsed milliseconds since the first attempt began */
  readonly shouldRetry: (error: Problem, elapsed: number) => boolean;
}

/** An attempt that would be cut off after less is not worth making. */
const MIN_ATTEMPT = 500;

/** Some 250 attempts fit into Lambda's 15 minutes. More would mean that the clock stands still. */
export const MAX_ATTEMPTS = 1_000;

/** Makes an attempt until one succeeds, none is worth making any more, or the time is over. */
export async function retry<Output, Problem>(
  attempt: () => Promise<Attempt<Output, Problem>>,
  { clock, deadline, shouldRetry }: RetryOptions<Problem>,
): Promise<{ readonly ok: true; readonly output: Output; readonly attempts: number } | GaveUp<Problem>> {
  const start = clock.now();
  for (let attempts = 1; ; attempts += 1) {
    const result = await attempt();
    if (result.ok) return { ...result, attempts };
    const elapsed = clock.now() - start;
    const gaveUp = { ok: false, error: result.error, attempts, elapsed } as const;
    if (!shouldRetry(result.error, elapsed)) return { ...gaveUp, because: 'refused' };
    const delay = retryDelay(elapsed);
    const isTooLate = clock.now() + delay + MIN_ATTEMPT >= deadline;
    if (isTooLate || attempts >= MAX_ATTEMPTS) return { ...gaveUp, because: 'out of time' };
    await clock.sleep(delay);
  }
}

const FIRST_MEAN = 200;
const MAX_MEAN = 4_000;
const GROWTH = 1 / 8;

/**
 * How long to wait before a retry, in milliseconds: a random time around a mean that grows with the time waited so far.
 *
 * A deployment of a hundred associations runs in a hundred functions that share one quota and know nothing of each other.
 * The rule therefore assumes no rate and no burst. Randomness spreads the functions over time; the maximum keeps a raised
 * quota in use when only a few functions are left.
 *
 * @param waited milliseconds since the first attempt
 */
export function retryDelay(waited: number): number {
  return Math.random() * 2 * Math.min(FIRST_MEAN + waited * GROWTH, MAX_MEAN);
}
