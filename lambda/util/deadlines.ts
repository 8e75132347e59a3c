import type { Clock } from './clock';

/** What Lambda's context says. A caller that is not Lambda may leave all of it out. */
export interface InvocationContext {
  getRemainingTimeInMillis?(): number;
  readonly awsRequestId?: string;
  readonly logStreamName?: string;
}

/** Points in time, by `clock.now()`. */
export interface Deadlines {
  /** Lambda stops the function a moment later: the last time to submit the response. */
  readonly response: number;
  /** The work on the association ends here, so that a FAILED response still has time to be retried. */
  readonly work: number;
  /** An Update that may have to undo its first half starts nothing new after this. */
  readonly forward: number;
}

const MAX_INVOCATION = 15 * 60_000;
const MAX_RESPONSE_TIME = 30_000;

/** What is left after this share of the work's time is for undoing it. */
const FORWARD_SHARE = 0.7;

export function deadlines(
  clock: Clock,
  context: InvocationContext | undefined,
  serviceTimeoutSeconds: number | undefined,
): Deadlines {
  const left = context?.getRemainingTimeInMillis?.() ?? MAX_INVOCATION;
  const remaining = Math.min(left, (serviceTimeoutSeconds ?? Infinity) * 1000);
  const start = clock.now();
  const response = start + remaining - Math.min(1_000, remaining / 20);
  const work = start + remaining - Math.min(MAX_RESPONSE_TIME, remaining / 4);
  return { response, work, forward: start + (work - start) * FORWARD_SHARE };
}
