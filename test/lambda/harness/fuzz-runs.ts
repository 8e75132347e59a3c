/** How many runs a test with random input makes: few in the suite, and as many as `npm run test:fuzz` is told by FUZZ_RUNS. */
export function fuzzRuns(inTheSuite: number): number {
  const { FUZZ_RUNS = inTheSuite } = process.env;
  const runs = Number(FUZZ_RUNS);
  if (Number.isInteger(runs) && runs > 0) return runs;
  throw new Error(`FUZZ_RUNS: got '${FUZZ_RUNS}', expected how many runs each test makes, for example 20000`);
}
