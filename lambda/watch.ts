import type { AnswerData } from './answer';
import type { Association } from './association';
import { Failed } from './failed';
import { isActive, isChanging, type Place } from './place';
import type { SmsVoice } from './sms-voice';

/** Reads may lag behind effects by seconds: so long a success has to show before its token counts as stale. */
export const PATIENCE = 10_000;

const FIRST_POLL = 500;
const LONGEST_POLL = 2_000;

export type Shown =
  | { readonly as: 'shown'; readonly attributes: Partial<AnswerData> }
  | { readonly as: 'never shown' }
  | { readonly as: 'taken out' };

/** Reads until the identity is in its pool, a phone number ACTIVE. */
export async function untilIn(service: SmsVoice, association: Association, patience: number): Promise<Shown> {
  let seen = false;
  const poll = new Poll(service, patience);
  for (;;) {
    const place = await service.locate(association);
    if (place.where === 'here') {
      if (isActive(place)) return { as: 'shown', attributes: place.attributes };
      seen = true;
    }
    const underWay = place.where === 'here' || isChanging(place);
    if (!(await poll.again(underWay))) {
      if (underWay) throw notSettled(association, place, service);
      return { as: seen ? 'taken out' : 'never shown' };
    }
  }
}

/** Reads until the identity is out of the pool, a phone number done with changing, so that it can be released. */
export async function untilOut(service: SmsVoice, association: Association, patience: number): Promise<boolean> {
  const poll = new Poll(service, patience);
  for (;;) {
    const place = await service.locate(association);
    if (place.where !== 'here' && !isChanging(place)) return true;
    if (!(await poll.again(isChanging(place)))) {
      if (isChanging(place)) throw notSettled(association, place, service);
      return false;
    }
  }
}

/** Reads for as long as the patience lasts, or until the identity is in some pool, or is no more. */
export async function untilAnywhere(service: SmsVoice, association: Association, patience: number): Promise<Place> {
  const poll = new Poll(service, patience);
  for (;;) {
    const place = await service.locate(association);
    const { where } = place;
    const settled = where === 'here' ? isActive(place) : where !== 'nowhere';
    if (settled || !(await poll.again(where === 'here'))) return place;
  }
}

/** Reads for as long as the patience lasts, or until the identity is no longer in its pool. */
export async function staysIn(service: SmsVoice, association: Association, patience: number): Promise<boolean> {
  const poll = new Poll(service, patience);
  for (;;) {
    const place = await service.locate(association);
    if (place.where !== 'here' || isChanging(place)) return false;
    if (!(await poll.again(false))) return true;
  }
}

class Poll {
  private impatientAt: number | undefined;
  private delay = FIRST_POLL;

  constructor(
    private readonly service: SmsVoice,
    private readonly patience: number,
  ) {}

  /**
   * Waits for the next read; false when there is none: patience is at its end, or time is.
   *
   * @param underWay a phone number that is changing its status shows that the request works: it gets all the time
   */
  async again(underWay: boolean): Promise<boolean> {
    const now = this.service.clock.now();
    // Patience begins with the first read that succeeds: a minute of access denied is no time in which anything was seen.
    // A function with little time left spends it on the next generation rather than on waiting.
    this.impatientAt ??= now + Math.min(this.patience, (this.service.deadline - now) / 6);
    // Parallel associations share a quota of one read a second, so they had better not read in step.
    const delay = this.delay * (0.75 + Math.random() / 2);
    if (now + delay > this.service.deadline || (!underWay && now >= this.impatientAt)) return false;
    await this.service.clock.sleep(delay);
    this.delay = Math.min(this.delay * 1.5, LONGEST_POLL);
    return true;
  }
}

function notSettled(association: Association, place: Place, { clock, deadline }: SmsVoice): Failed {
  const seconds = Math.max(0, Math.round((deadline - clock.now()) / 1000));
  return new Failed(
    `${association.identity.sent} is still ${place.status ?? 'changing'} shortly before the time limit ` +
      `(${seconds} s left); expected ACTIVE. Wait until describe-phone-numbers shows it ACTIVE, and deploy again.`,
  );
}
