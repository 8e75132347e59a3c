import type { Clock } from './clock';

/**
 * What the work gives, if it takes no longer than that many milliseconds.
 *
 * @param work gets a signal that aborts when the time is over
 * @throws what `late` makes when the time is over, whether or not the work heeds the signal
 */
export async function within<Output>(
  clock: Clock,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Output>,
  late: () => Error,
): Promise<Output> {
  const limit = new AbortController();
  let turnOff = (): void => undefined;
  const over = new Promise<never>((_resolve, reject) => {
    turnOff = clock.alarm(milliseconds, () => {
      // Before the abort, of which the work would tell otherwise.
      reject(late());
      limit.abort();
    });
  });
  try {
    return await Promise.race([work(limit.signal), over]);
  } finally {
    turnOff();
  }
}
