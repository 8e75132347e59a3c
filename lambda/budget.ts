import type { Clock } from './clock';

/** What Lambda's context says of the time; a caller that is not Lambda may leave all of it out. */
export interface InvocationContext {
  getRemainingTimeInMillis?(): number;
  readonly awsRequestId?: string;
  readonly logStreamName?: string;
}

/** Points in time, in milliseconds since the epoch. */
export interface Budget {
  /** Lambda stops the function a moment later: the last time to deliver an answer. */
  readonly end: number;
  /** The work on the association ends here, so that a FAILED answer still has time to be retried. */
  readonly work: number;
  /** Where going forward ends in an Update that has to be able to take its first half back. */
  readonly forward: number;
}

const LONGEST_RUN = 15 * 60_000;
const LONGEST_RESERVE = 30_000;

export function budget(
  clock: Clock,
  context: InvocationContext | undefined,
  serviceTimeoutSeconds: number | undefined,
): Budget {
  const left = context?.getRemainingTimeInMillis?.() ?? LONGEST_RUN;
  const remaining = Math.min(left, (serviceTimeoutSeconds ?? Infinity) * 1000);
  const start = clock.now();
  const end = start + remaining - Math.min(1_000, remaining / 20);
  const work = start + remaining - Math.min(LONGEST_RESERVE, remaining / 4);
  return { end, work, forward: start + (work - start) * 0.7 };
}
