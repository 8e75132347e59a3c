import type { Association } from './association';
import { afterDisassociate, disassociateNeedsRead } from './decision';
import * as explain from './explain';
import { Failed } from './failed';
import { Pacing } from './pacing';
import type { Failure } from './service-error';
import type { SmsVoice } from './sms-voice';
import { PATIENCE, untilOut } from './watch';

const GENERATIONS = 4;

/** A successor that is deployed at the same time may need so long to make the phone number no longer the last. */
const SUCCESSOR_PATIENCE = 30_000;
const SUCCESSOR_POLL = 2_000;

export interface RemoveOptions {
  /** What becomes of a phone number that the service won't take out, as it is the pool's last. */
  readonly keepLastPhoneNumber: boolean;
}

/**
 * Takes the identity out of its pool, and returns when it is out; what is not there is out already.
 *
 * @returns `kept` when it is the pool's last phone number, which is to be kept
 * @throws Failed with all that its reader needs
 */
export async function remove(
  service: SmsVoice,
  association: Association,
  options: RemoveOptions,
): Promise<'out' | 'kept'> {
  const answer = await disassociate(service, association, options);
  return answer === 'taken' ? seeOut(service, association, options) : answer;
}

/**
 * Reads until an identity that was asked to leave is out of its pool, and asks again with the next generation of the
 * token when that does not show.
 *
 * @throws Failed with all that its reader needs
 */
export async function seeOut(
  service: SmsVoice,
  association: Association,
  options: RemoveOptions,
  generation = 0,
): Promise<'out' | 'kept'> {
  if (await untilOut(service, association, PATIENCE)) return 'out';
  service.log({ message: 'decision', decision: 'the success does not show: next token generation', generation });
  const next = generation + 1;
  if (next === GENERATIONS) throw new Failed(explain.neverOut(association, GENERATIONS));
  const answer = await disassociate(service, association, options, next);
  return answer === 'taken' ? seeOut(service, association, options, next) : answer;
}

/** Asks the identity to leave its pool. `taken`: the service took the request; whether it had an effect, a read tells. */
export async function disassociate(
  service: SmsVoice,
  association: Association,
  options: RemoveOptions,
  generation = 0,
): Promise<'taken' | 'out' | 'kept'> {
  const goal = `of ${association.identity.sent} from ${association.pool.sent}`;
  const pacing = await Pacing.start(service, 'DisassociateOriginationIdentity', goal);
  const successor = new Successor(service, association, options);
  for (;;) {
    const answer = await service.disassociate(association, generation);
    if (answer.ok) return 'taken';
    const { failure } = answer;
    const place = disassociateNeedsRead(failure) ? await service.locate(association) : undefined;
    const verdict = afterDisassociate(failure, place);
    service.log({ message: 'decision', decision: verdict, failure: failure.kind, found: place?.where });
    switch (verdict) {
      case 'go on reading':
        return 'taken';
      case 'last phone number':
        if (await successor.isKept(failure)) return 'kept';
        break;
      case 'pool?':
        if (await service.isGoing(association.pool)) return 'out';
        await pacing.next(failure);
        break;
      case 'fail':
        throw new Failed(explain.refused(association, failure));
      case 'again':
        await pacing.next(failure);
    }
  }
}

/** Waits for another phone number in the pool, without which the service keeps this one. */
class Successor {
  private since: number | undefined;

  constructor(
    private readonly service: SmsVoice,
    private readonly association: Association,
    private readonly options: RemoveOptions,
  ) {}

  /**
   * @returns whether the number stays; false after a wait, to be tried again
   * @throws Failed when no successor came
   */
  async isKept(failure: Failure): Promise<boolean> {
    if (this.options.keepLastPhoneNumber) return true;
    const { clock, deadline } = this.service;
    const now = clock.now();
    this.since ??= now;
    const until = Math.min(this.since + SUCCESSOR_PATIENCE, deadline - SUCCESSOR_POLL);
    if (now >= until) throw new Failed(explain.lastPhoneNumber(this.association, failure));
    await clock.sleep(Math.min(SUCCESSOR_POLL, until - now));
    return false;
  }
}
