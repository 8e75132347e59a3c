import { smallHistories } from './enumeration';
import { runHistory, Violation } from './run-history';
import { describeHistory } from './transcript';

/** Every `of`-th history, from this one on; both count from 1. */
export interface Slice {
  readonly number: number;
  readonly of: number;
}

interface NumberedViolation {
  readonly index: number;
  readonly message: string;
}

/** Runs the small histories of the slices, and goes on after a violation. */
export async function enumerate(slices: readonly Slice[]): Promise<{ runs: number; violations: NumberedViolation[] }> {
  const violations: NumberedViolation[] = [];
  let runs = 0;
  let index = -1;
  for (const history of smallHistories()) {
    index += 1;
    if (!isIn(slices, index)) continue;
    runs += 1;
    try {
      await runHistory(history);
    } catch (error) {
      if (!(error instanceof Violation)) throw new Error(`small history ${index} broke the rig`, { cause: error });
      violations.push({
        index,
        message: `${error.message}\n\n${describeHistory(history)}\n${JSON.stringify(history)}`,
      });
    }
  }
  return { runs, violations };
}

/** The first slice takes every so many-th of all, the next one of those that are left, and so on. */
function isIn(slices: readonly Slice[], index: number): boolean {
  let rest = index;
  for (const { number, of } of slices) {
    if (rest % of !== number - 1) return false;
    rest = Math.floor(rest / of);
  }
  return true;
}
