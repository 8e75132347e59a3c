import type { Timing } from './context';

/** An AWS service responds within one or two seconds. A connection that is silent for so long is dead. */
export const MAX_ATTEMPT = 10_000;

/** No response in time. */
export class NoResponse extends Error {
  /** The SDK's name for it, by which its retry parts know it as transient. */
  override readonly name = 'TimeoutError';
}

/**
 * Resolves with the result of one attempt at a call, if it takes no longer than `MAX_ATTEMPT` and the deadline allow.
 *
 * @param attempt gets a signal that aborts at the time limit
 * @throws NoResponse at the time limit, whether or not the attempt heeds the signal
 */
export async function withTimeout<Output>(
  { clock, deadline }: Timing,
  attempt: (signal: AbortSignal) => Promise<Output>,
): Promise<Output> {
  const limit = Math.max(1, Math.min(MAX_ATTEMPT, deadline - clock.now()));
  const controller = new AbortController();
  let cancelAlarm = (): void => undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    cancelAlarm = clock.alarm(limit, () => {
      // Reject first: after the abort, the attempt would reject with an error that only says so.
      reject(new NoResponse(`no response in ${Math.round(limit)} ms`));
      controller.abort();
    });
  });
  try {
    return await Promise.race([attempt(controller.signal), timeout]);
  } finally {
    cancelAlarm();
  }
}
