/**
 * Runs work with a Math.random that returns the same numbers in every run. The handler's delays are random, and a test that
 * failed once has to fail again.
 */
export async function withRandomness<T>(work: () => Promise<T>): Promise<T> {
  const real = Math.random;
  Math.random = dice();
  try {
    return await work();
  } finally {
    Math.random = real;
  }
}

/** Returns the same numbers from 0 to 1 in every run, by Park and Miller's generator. */
export function dice(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
