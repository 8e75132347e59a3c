import type { Association } from '../association/association';
import type { ServiceAttributes } from '../association/attributes';
import { MAX_UNCONFIRMED } from '../register/register';
import { MAX_ATTEMPT } from '../sms-voice/attempt';
import { isActive, isChanging, isInPool, type PoolMembership } from '../sms-voice/pool-membership';
import type { Context } from '../util/context';
import * as errors from './errors';
import type { Run } from './run';

/** Reads may lag behind effects by seconds. A success that no read shows for so long had no effect. */
const MAX_READ_LAG = 10_000;

/** A Disassociate that succeeded has worked. It may take so long to show. */
const MAX_WAIT_OUT = 60_000;

/**
 * How long a cancelled request can still have an effect: until its function asks again whether it is wanted, and for the
 * call that may be under way then.
 */
export const MAX_CANCELLED = MAX_UNCONFIRMED + MAX_ATTEMPT + 2_000;

const FIRST_POLL = 500;
const MAX_POLL = 2_000;

export type Shown =
  | { readonly as: 'shown'; readonly membership: PoolMembership; readonly attributes: ServiceAttributes }
  | { readonly as: 'never shown' }
  | { readonly as: 'taken out' };

/** Waits until a read shows the identity in its pool, a phone number ACTIVE. */
export async function waitUntilIn({ service, context }: Run, association: Association): Promise<Shown> {
  let seen = false;
  const poll = new Poll(context, MAX_READ_LAG);
  for (;;) {
    const membership = await service.membership(association);
    const isIn = membership.where === 'here';
    if (isIn && isActive(membership)) return { as: 'shown', membership, attributes: membership.attributes };
    seen ||= isIn;
    const underWay = isIn || isChanging(membership);
    if (await poll.next(underWay)) continue;
    if (underWay) throw errors.notSettled(association, membership, context);
    return { as: seen ? 'taken out' : 'never shown' };
  }
}

/**
 * Waits until a read shows the identity out of the pool, a phone number done with changing, so that it can be released.
 *
 * @param leaving another pool that it has to be out of, too
 * @returns false if it is still there after a minute
 */
export async function waitUntilOut(
  { service, context }: Run,
  association: Association,
  leaving?: Association,
): Promise<boolean> {
  const poll = new Poll(context, MAX_WAIT_OUT);
  for (;;) {
    const membership = await service.membership(association);
    const isIn = leaving === undefined ? membership.where === 'here' : isInPool(membership, leaving.pool);
    if (!isIn && !isChanging(membership)) return true;
    if (await poll.next(isChanging(membership))) continue;
    if (isChanging(membership)) throw errors.notSettled(association, membership, context);
    return false;
  }
}

/** Waits until a phone number is done with changing, wherever that leaves it. */
export async function waitUntilSettled({ service, context }: Run, association: Association): Promise<void> {
  const poll = new Poll(context, MAX_READ_LAG);
  for (;;) {
    const membership = await service.membership(association);
    if (!isChanging(membership)) return;
    if (!(await poll.next(true))) throw errors.notSettled(association, membership, context);
  }
}

/** Waits until the identity is in some pool or does not exist, as long as a cancelled request can have an effect. */
export async function waitForCancelled({ service, context }: Run, association: Association): Promise<PoolMembership> {
  const poll = new Poll(context, MAX_CANCELLED);
  for (;;) {
    const membership = await service.membership(association);
    const { where } = membership;
    const isSettled = !isChanging(membership) && where !== 'nowhere';
    if (isSettled || !(await poll.next(isChanging(membership)))) return membership;
  }
}

/** Whether the identity stays in its pool as long as a cancelled request can have an effect. */
export async function staysIn({ service, context }: Run, association: Association): Promise<boolean> {
  const poll = new Poll(context, MAX_CANCELLED);
  for (;;) {
    const membership = await service.membership(association);
    if (membership.where !== 'here' || isChanging(membership)) return false;
    if (!(await poll.next(false))) return true;
  }
}

/** The reads of one waiter: a little further apart each time. */
class Poll {
  private giveUpAt: number | undefined;
  private delay = FIRST_POLL;

  constructor(
    private readonly context: Context,
    private readonly maxWait: number,
  ) {}

  /**
   * Waits for the next read; false when there is none, because the max wait or the time of the request is over.
   *
   * @param underWay a phone number that changes its status shows that the request works, so it gets all the time
   */
  async next(underWay: boolean): Promise<boolean> {
    const { clock, deadline } = this.context;
    const now = clock.now();
    // The max wait begins at the first read that succeeds: nothing was seen in a minute of denied access. With little time
    // left, the rest is better spent on another attempt than on waiting.
    this.giveUpAt ??= now + Math.min(this.maxWait, (deadline - now) / 6);
    // Parallel associations share a quota of one read a second, so their reads must not come together.
    const delay = this.delay * (0.75 + Math.random() / 2);
    if (now + delay > deadline || (!underWay && now >= this.giveUpAt)) return false;
    await clock.sleep(delay);
    this.delay = Math.min(this.delay * 1.5, MAX_POLL);
    return true;
  }
}
