import type { Clock } from './clock';

/**
 * Resolves with the result of the work, if it takes no longer than that many milliseconds.
 *
 * @param work gets a signal that aborts at the timeout
 * @throws what `timeoutError` makes at the timeout, whether or not the work heeds the signal
 */
export async function withTimeout<Output>(
  clock: Clock,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Output>,
  timeoutError: () => Error,
): Promise<Output> {
  const controller = new AbortController();
  let cancelAlarm = (): void => undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    cancelAlarm = clock.alarm(milliseconds, () => {
      // Reject first: after the abort, the work would reject with an error that only says so.
      reject(timeoutError());
      controller.abort();
    });
  });
  try {
    return await Promise.race([work(controller.signal), timeout]);
  } finally {
    cancelAlarm();
  }
}
