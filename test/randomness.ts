/**
 * Runs work with a Math.random that gives the same numbers every time, since the handler's delays are random: so that what
 * failed once fails again.
 */
export async function withRandomness<T>(work: () => Promise<T>): Promise<T> {
  const real = Math.random;
  let state = 1;
  // Park and Miller's generator.
  Math.random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  try {
    return await work();
  } finally {
    Math.random = real;
  }
}
