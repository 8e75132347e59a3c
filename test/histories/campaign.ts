import fc from 'fast-check';
import { someHistory } from './arbitraries';
import { COMBINATIONS } from './combinations';
import type { History } from './history';
import { hasRepaired } from './repairs';
import { runHistory, Violation } from './run-history';
import { describeHistory } from './transcript';

/** Checks are invocations by the schedule; those that put something back are repairs. */
type Totals = Record<'runs' | 'events' | 'deliveries' | 'calls' | 'checks' | 'repairs', number>;

/**
 * Runs so many random histories, each under every combination of the settings, until one breaks a promise; that one is shrunk,
 * and reported.
 */
export async function campaign(seed: number, histories: number): Promise<Totals> {
  const totals: Totals = { runs: 0, events: 0, deliveries: 0, calls: 0, checks: 0, repairs: 0 };
  let combinations = COMBINATIONS;
  const details = await fc.check(
    fc.asyncProperty(fc.noBias(someHistory), async (history) => {
      for (const combination of combinations) {
        // While a failure is being shrunk, the combination that it came from is enough.
        const restOfThem = combinations;
        combinations = [combination];
        const { simulation } = await runHistory({ ...history, settings: { ...history.settings, ...combination } });
        combinations = restOfThem;
        totals.runs += 1;
        totals.events += simulation.cloudFormation.requests.length;
        totals.deliveries += simulation.product.runs.length;
        totals.calls += simulation.service.calls.length;
        totals.checks += simulation.product.checks.length;
        totals.repairs += simulation.product.checks.filter(hasRepaired).length;
      }
    }),
    { seed, numRuns: histories, endOnFailure: false },
  );
  if (!details.failed) return totals;
  const { counterexample, errorInstance } = details;
  if (!(errorInstance instanceof Violation)) throw errorInstance;
  throw new Error(reportOf(seed, counterexample?.[0], errorInstance));
}

/** What a person needs to understand a failure, and to keep it as a regression test. */
function reportOf(seed: number, history: History | undefined, { message }: Violation): string {
  const steps = history === undefined ? '' : describeHistory(history);
  return (
    `seed ${seed} found a history that breaks a promise: ${message}\n\nthe shrunk history:\n${steps}\n\n` +
    `as a regression test:\n${JSON.stringify(history)}`
  );
}
