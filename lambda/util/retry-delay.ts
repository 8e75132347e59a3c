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
