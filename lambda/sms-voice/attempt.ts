import type { Context } from '../util/context';
import { withTimeout } from '../util/timeout';
import { parseServiceError, type ServiceError } from './service-error';

export type Attempt<Output> =
  { readonly ok: true; readonly output: Output } | { readonly ok: false; readonly error: ServiceError };

/** The service responds within a second or two. A connection that is silent for longer is dead. */
export const MAX_ATTEMPT = 10_000;

/** One attempt at one call, never longer than the deadline allows. The result is logged and returned, not thrown. */
export async function attempt<Output>(
  { clock, log, deadline }: Context,
  call: { readonly operation: string; readonly input: object },
  send: (signal: AbortSignal) => Promise<Output>,
): Promise<Attempt<Output>> {
  const start = clock.now();
  const limit = Math.max(1, Math.min(MAX_ATTEMPT, deadline - start));
  const entry = { message: 'call', ...call };
  try {
    const output = await withTimeout(
      clock,
      limit,
      send,
      () => new NoResponse(`no response in ${Math.round(limit)} ms`),
    );
    log({ ...entry, outcome: 'success', milliseconds: clock.now() - start });
    return { ok: true, output };
  } catch (thrown) {
    const error = parseServiceError(thrown);
    log({ ...entry, outcome: error.kind, error: error.description, milliseconds: clock.now() - start });
    return { ok: false, error };
  }
}

class NoResponse extends Error {
  /** The SDK's name for it, by which its retry parts know it as transient. */
  override readonly name = 'TimeoutError';
}
