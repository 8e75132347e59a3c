import type { Clock } from './clock';
import type { Log } from './log';
import { classify, type Failure } from './service-error';
import { within } from './time-limit';

export type Attempt<Output> =
  { readonly ok: true; readonly output: Output } | { readonly ok: false; readonly failure: Failure };

/** The service answers within a second or two; a connection that is silent for longer is dead. */
const LONGEST_ATTEMPT = 10_000;

/** One attempt at one call, never longer than the deadline allows; how it ended is logged and returned, not thrown. */
export async function attempt<Output>(
  { clock, log, deadline }: { readonly clock: Clock; readonly log: Log; readonly deadline: number },
  call: { readonly operation: string; readonly input: object },
  send: (signal: AbortSignal) => Promise<Output>,
): Promise<Attempt<Output>> {
  const start = clock.now();
  const limit = Math.max(1, Math.min(LONGEST_ATTEMPT, deadline - start));
  const entry = { message: 'call', ...call };
  try {
    const output = await within(clock, limit, send, () => new NoAnswer(`no answer within ${Math.round(limit)} ms`));
    log({ ...entry, outcome: 'success', milliseconds: clock.now() - start });
    return { ok: true, output };
  } catch (error) {
    const failure = classify(error);
    log({ ...entry, outcome: failure.kind, error: failure.description, milliseconds: clock.now() - start });
    return { ok: false, failure };
  }
}

class NoAnswer extends Error {
  /** The SDK's name for it, by which its retry parts know it as transient. */
  override readonly name = 'TimeoutError';
}
