import type { Association } from '../association/association';
import { retryCall, type RetryableError } from '../sms-voice/call';
import type { ServiceError } from '../sms-voice/service-error';
import type { RequestFailed } from '../util/errors';
import type { Attempt } from '../util/retry';
import { AFTER_DISASSOCIATE_ERROR, afterDisassociateRead } from './disassociate-decisions';
import * as failures from './failures';
import type { ChangeContext } from './request-context';
import { waitUntilOut, waitUntilOutOrSettled } from './waiters';

/** A successor that is deployed at the same time may need so long to make the phone number no longer the last. */
const MAX_WAIT_SUCCESSOR = 30_000;

/** Reads lag behind the service by seconds: how long to ask and read again while the service contradicts them. */
const MAX_STALE_READ = 10_000;

/** How often the identity may stay in the pool after all, so that it is asked to leave again. */
const MAX_ROUNDS = 4;

/** The requests of one event to leave one pool, so far. */
export interface DisassociateAttempts {
  /** Counts those that did nothing, and those after which the identity came back: the next one needs a new token. */
  generation: number;
}

/** What becomes of the pool's last phone number, which the service refuses to take out. */
export type OnLastPhoneNumber = 'keep' | ((association: Association, error: ServiceError) => RequestFailed);

/**
 * Takes the identity out of its pool, and waits until it is out. An identity that is not there is out already.
 *
 * A Disassociate that was accepted has worked, and is not sent again: an association that shows after that is somebody
 * else's, or a read that lags. Where nothing was accepted, an identity that shows in the pool has not left.
 *
 * @returns `kept` if it is the pool's last phone number, and is to be kept
 * @throws RequestFailed
 */
export async function disassociate(
  context: ChangeContext,
  association: Association,
  onLastPhoneNumber: OnLastPhoneNumber,
): Promise<'out' | 'kept'> {
  const attempts = { generation: 0 };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const result = await requestDisassociate(context, association, onLastPhoneNumber, attempts);
    switch (result) {
      case 'out':
      case 'kept':
        return result;
      case 'accepted':
        if (!(await waitUntilOut(context, association))) warnOfDelay(context);
        return 'out';
      case 'leaving':
        if (await waitUntilOutOrSettled(context, association)) return 'out';
        attempts.generation += 1;
    }
  }
  throw failures.neverOut(association);
}

function warnOfDelay({ log }: ChangeContext): void {
  const warning = 'the service accepted the Disassociate, but reads still show the identity in the pool a minute later';
  log({ message: 'warning', warning });
}

/** The service accepted the request; the identity leaves the pool by itself or has left; it is out; it is to be kept. */
type Requested = 'accepted' | 'leaving' | 'out' | 'kept';

/** Asks the identity to leave its pool. */
export async function requestDisassociate(
  context: ChangeContext,
  association: Association,
  onLastPhoneNumber: OnLastPhoneNumber,
  attempts: DisassociateAttempts,
): Promise<Requested> {
  const { service, clock } = context;
  let lastSince: number | undefined;
  let staleSince: number | undefined;
  const attempt = async (): Promise<Attempt<Requested, RetryableError>> => {
    await context.confirmWanted();
    const result = await service.disassociate(context, association, attempts.generation);
    if (result.ok) return { ok: true, output: 'accepted' };
    const { error } = result;
    const decision = await decide(context, association, error);
    context.log({ message: 'decision', decision, error: error.kind });
    switch (decision) {
      case 'wait until out':
        return { ok: true, output: 'leaving' };
      case 'out':
        return { ok: true, output: 'out' };
      case 'give up':
        throw await failures.refused(context, association, error);
      case 'last phone number': {
        if (onLastPhoneNumber === 'keep') return { ok: true, output: 'kept' };
        const failure = onLastPhoneNumber(association, error);
        lastSince ??= clock.now();
        if (clock.now() - lastSince >= MAX_WAIT_SUCCESSOR) throw failure;
        return { ok: false, error: { ...error, hint: failure.message } };
      }
      case 'stale read':
        staleSince ??= clock.now();
        return clock.now() - staleSince < MAX_STALE_READ ? result : { ok: true, output: 'leaving' };
      case 'ask again':
        attempts.generation += 1;
        return result;
      case 'retry':
        return result;
    }
  };
  const goal = `of ${association.identity.idOrArn} from ${association.pool.idOrArn}`;
  return retryCall(context, { operation: 'DisassociateOriginationIdentity', goal }, attempt);
}

async function decide(context: ChangeContext, association: Association, error: ServiceError) {
  const byItself = AFTER_DISASSOCIATE_ERROR[error.kind];
  if (byItself !== 'read') return byItself;
  const decision = afterDisassociateRead(error, await context.service.membership(context, association));
  if (decision !== 'look at the pool') return decision;
  return (await context.service.isPoolGoing(context, association.pool)) ? 'out' : 'retry';
}
