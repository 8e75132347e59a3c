/**
 * Runs work with a Math.random that gives the same numbers every time, since the handler's delays are random: so that what
 * failed once fails again.
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

/** The same numbers from 0 to 1 every time, by Park and Miller's generator. */
export function dice(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
