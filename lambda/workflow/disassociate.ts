import type { Association } from '../association/association';
import { Retry } from '../sms-voice/retry';
import type { ServiceError } from '../sms-voice/service-error';
import type { RequestFailed } from '../util/errors';
import { afterDisassociateError, afterDisassociateRead } from './decisions';
import * as errors from './errors';
import type { Run } from './run';
import { waitUntilOut } from './waiters';

/** A successor that is deployed at the same time may need so long to make the phone number no longer the last. */
const MAX_WAIT_SUCCESSOR = 30_000;
const SUCCESSOR_POLL = 2_000;

/** What becomes of the pool's last phone number, which the service refuses to take out. */
export type OnLastPhoneNumber = 'keep' | ((association: Association, error: ServiceError) => RequestFailed);

/**
 * Takes the identity out of its pool, and waits until it is out. An identity that is not there is out already.
 *
 * A Disassociate that was accepted has worked, and is not sent again: an association that shows after that is somebody
 * else's, or a read that lags.
 *
 * @returns `kept` if it is the pool's last phone number, and is to be kept
 * @throws RequestFailed
 */
export async function disassociate(
  run: Run,
  association: Association,
  onLastPhoneNumber: OnLastPhoneNumber,
): Promise<'out' | 'kept'> {
  const result = await requestDisassociate(run, association, onLastPhoneNumber);
  if (result !== 'accepted') return result;
  if (!(await waitUntilOut(run, association)))
    run.context.log({
      message: 'warning',
      warning: 'the service accepted the Disassociate, but reads still show the identity in the pool a minute later',
    });
  return 'out';
}

/**
 * Asks the identity to leave its pool.
 *
 * @param generation counts the times that this request has already asked so, and that the identity came back
 * @returns `accepted`: the request works, or has worked; a read tells when it is done
 */
export async function requestDisassociate(
  run: Run,
  association: Association,
  onLastPhoneNumber: OnLastPhoneNumber,
  generation = 0,
): Promise<'accepted' | 'out' | 'kept'> {
  const { service, context } = run;
  const goal = `of ${association.identity.sent} from ${association.pool.sent}`;
  const retry = new Retry(context, 'DisassociateOriginationIdentity', goal);
  const successor = new Successor(run);
  for (;;) {
    await run.confirmWanted();
    const result = await service.disassociate(association, generation);
    if (result.ok) return 'accepted';
    const { error } = result;
    const decision = await decide(run, association, error);
    context.log({ message: 'decision', decision, error: error.kind });
    switch (decision) {
      case 'wait until out':
        return 'accepted';
      case 'out':
        return 'out';
      case 'give up':
        throw await errors.refused(run, association, error);
      case 'last phone number':
        if (onLastPhoneNumber === 'keep') return 'kept';
        if (!(await successor.wait())) throw onLastPhoneNumber(association, error);
        break;
      case 'retry':
        await retry.wait(error);
    }
  }
}

async function decide({ service }: Run, association: Association, error: ServiceError) {
  const byItself = afterDisassociateError(error);
  if (byItself !== 'read') return byItself;
  const decision = afterDisassociateRead(error, await service.membership(association));
  if (decision !== 'look at the pool') return decision;
  return (await service.isBeingDeleted(association.pool)) ? 'out' : 'retry';
}

/** Waits for another phone number in the pool, without which the service keeps this one. */
class Successor {
  private since: number | undefined;

  constructor(private readonly run: Run) {}

  /** Waits for a moment; false when the max wait is over. */
  async wait(): Promise<boolean> {
    const { clock, deadline } = this.run.context;
    const now = clock.now();
    this.since ??= now;
    const giveUpAt = Math.min(this.since + MAX_WAIT_SUCCESSOR, deadline - SUCCESSOR_POLL);
    if (now >= giveUpAt) return false;
    await clock.sleep(Math.min(SUCCESSOR_POLL, giveUpAt - now));
    return true;
  }
}
