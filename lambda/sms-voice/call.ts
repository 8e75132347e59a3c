import type { Context } from '../util/context';
import { RequestFailed } from '../util/errors';
import { type Attempt, type GaveUp, retry } from '../util/retry';
import { withTimeout } from '../util/timeout';
import { parseServiceError, type ServiceError, type ServiceErrorKind } from './service-error';

export type CallAttempt<Output> = Attempt<Output, ServiceError>;

/** One attempt at one call. The result is logged and returned, not thrown. */
export async function attemptCall<Output>(
  context: Context,
  call: { readonly operation: string; readonly input: object },
  send: (signal: AbortSignal) => Promise<Output>,
): Promise<CallAttempt<Output>> {
  const { clock, log } = context;
  const start = clock.now();
  const entry = { message: 'call', ...call };
  const took = (): number => Math.round(clock.now() - start);
  try {
    const output = await withTimeout(context, send);
    log({ ...entry, outcome: 'success', milliseconds: took() });
    return { ok: true, output };
  } catch (thrown) {
    const error = parseServiceError(thrown);
    log({ ...entry, outcome: error.kind, error: error.description, milliseconds: took() });
    return { ok: false, error };
  }
}

/**
 * How long access may be denied: a policy that was attached a moment ago takes seconds, at worst about a minute, to
 * propagate, and the last attempt has to come after that minute. A name server or a route can be missing as long.
 */
export const MAX_DENIED = 75_000;

/** A call in messages. */
export interface CallName {
  readonly operation: string;
  /** Follows the operation, such as `of phone-… with pool-…`. */
  readonly goal: string;
}

/** A problem that a retry may solve, and what the caller knows of its cause, for the message. */
export interface RetryableError extends ServiceError {
  readonly hint?: string;
}

/**
 * Retries until an attempt succeeds. Every error counts as one that may pass, so `attempt` throws those that don't.
 *
 * @throws CallFailed when the time is over, or access was denied for longer than a new policy takes to propagate
 */
export async function retryCall<Output>(
  { clock, deadline }: Context,
  name: CallName,
  attempt: () => Promise<Attempt<Output, RetryableError>>,
): Promise<Output> {
  let since: { readonly kind: ServiceErrorKind; readonly start: number } | undefined;
  const shouldRetry = ({ kind }: RetryableError): boolean => {
    // Throttling says nothing of the permission or the route.
    if (kind === 'denied' || kind === 'no-route') since = since?.kind === kind ? since : { kind, start: clock.now() };
    else if (kind !== 'throttled') since = undefined;
    return since === undefined || clock.now() - since.start < MAX_DENIED;
  };
  const result = await retry(attempt, { clock, deadline, shouldRetry });
  if (result.ok) return result.output;
  throw new CallFailed(name, result, since?.kind ?? result.error.kind);
}

/** A call that was retried in vain. */
export class CallFailed extends RequestFailed {
  override readonly name = 'CallFailed';

  constructor(
    { operation, goal }: CallName,
    { error, because, attempts, elapsed }: GaveUp<RetryableError>,
    readonly kind: ServiceErrorKind,
  ) {
    const tries = `${attempts} ${attempts === 1 ? 'time' : 'times'} in ${Math.round(elapsed / 1000)} s`;
    const call = `${operation} ${goal}`;
    super(because === 'out of time' ? outOfTime(call, tries, error) : neverPassed(call, tries, { ...error, kind }));
  }
}

function outOfTime(call: string, tries: string, { description, hint = '' }: RetryableError): string {
  return (
    `gave up shortly before the time limit: ${call} was tried ${tries}, and the last response was ${description}. ` +
    (hint === '' ? 'Deploy again.' : hint)
  );
}

function neverPassed(call: string, tries: string, { kind, description }: RetryableError): string {
  if (kind === 'no-route')
    return (
      `${call} never reached the service, ${tries}: ${description}. Check that AWS End User Messaging SMS exists in this ` +
      'region, and that a function in a VPC has a route or an endpoint (sms-voice) to it; then deploy again.'
    );
  return (
    `${call} was denied ${tries}, longer than a new policy takes to propagate: ${description}. Allow the function's role ` +
    'the action and resource named there; if its policy does, look for a service control policy, permissions boundary or ' +
    'VPC endpoint policy that denies them. Then deploy again.'
  );
}
