import type { Association } from '../association/association';
import { isActive, isChanging, isInPool, isSettledIn, type PoolMembership } from '../sms-voice/pool-membership';
import { MAX_UNCONFIRMED } from '../stack/stack-record';
import { MAX_ATTEMPT } from '../util/timeout';
import { waitUntil, type WaiterOptions, type WaiterResult } from '../util/waiter';
import { notSettled } from './failures';
import type { ChangeContext } from './request-context';

/** Reads may lag behind effects by seconds. A success that no read shows for so long had no effect. */
const MAX_READ_LAG = 10_000;

/** A Disassociate that succeeded has worked. It may take so long to show. */
const MAX_WAIT_OUT = 60_000;

/**
 * How long a cancelled request can still have an effect: until its function asks again whether it is wanted, and for the
 * call that may be in flight then.
 */
export const MAX_CANCELLED = MAX_UNCONFIRMED + MAX_ATTEMPT + 2_000;

type Acceptor = WaiterOptions<PoolMembership>['acceptor'];

function waitFor(
  context: ChangeContext,
  association: Association,
  options: {
    readonly maxWait: number;
    readonly acceptor: Acceptor;
    readonly isUnderWay?: (read: PoolMembership) => boolean;
  },
): Promise<WaiterResult<PoolMembership>> {
  const { service, clock, deadline } = context;
  const read = (): Promise<PoolMembership> => service.membership(context, association);
  return waitUntil(read, { clock, deadline, isUnderWay: isChanging, ...options });
}

/**
 * Waits until a read shows the identity in its pool, a phone number ACTIVE.
 *
 * @returns undefined if no read shows it there in time
 * @throws RequestFailed if it is there but does not become ACTIVE
 */
export async function waitUntilIn(
  context: ChangeContext,
  association: Association,
): Promise<PoolMembership | undefined> {
  const isUnderWay = (read: PoolMembership): boolean => read.where === 'here' || isChanging(read);
  const isReady = (read: PoolMembership): boolean =>
    isActive(read) || (context.declaration.deferPending && read.status === 'PENDING');
  const { state, reason } = await waitFor(context, association, {
    maxWait: MAX_READ_LAG,
    acceptor: (read) => (read.where === 'here' && isReady(read) ? 'success' : 'retry'),
    isUnderWay,
  });
  if (state === 'success') return reason;
  if (isUnderWay(reason)) throw notSettled(association, reason);
  return undefined;
}

/**
 * Waits until a read shows the identity out of the pool, a phone number done with changing, so that it can be released.
 *
 * @returns whether it is out
 * @throws RequestFailed if a phone number does not stop changing
 */
export async function waitUntilOut(context: ChangeContext, association: Association): Promise<boolean> {
  return isOut(association, await waitFor(context, association, { maxWait: MAX_WAIT_OUT, acceptor: outOf }));
}

/** The same for the pool that an identity leaves, seen from the association that it is to have. */
export async function waitUntilOutOf(
  context: ChangeContext,
  association: Association,
  leaving: Association,
): Promise<boolean> {
  const acceptor: Acceptor = (read) => (isInPool(read, leaving.pool) || isChanging(read) ? 'retry' : 'success');
  return isOut(association, await waitFor(context, association, { maxWait: MAX_WAIT_OUT, acceptor }));
}

/** The same where the service has accepted nothing: an identity that stays in the pool ends the wait. */
export async function waitUntilOutOrSettled(context: ChangeContext, association: Association): Promise<boolean> {
  const acceptor: Acceptor = (read) => (isSettledIn(read) ? 'failure' : outOf(read));
  return isOut(association, await waitFor(context, association, { maxWait: MAX_WAIT_OUT, acceptor }));
}

const outOf: Acceptor = (read) => (read.where === 'here' || isChanging(read) ? 'retry' : 'success');

function isOut(association: Association, { state, reason }: WaiterResult<PoolMembership>): boolean {
  if (state === 'timeout' && isChanging(reason)) throw notSettled(association, reason);
  return state === 'success';
}

/**
 * Waits until a phone number is done with changing, wherever that leaves it.
 *
 * @throws RequestFailed if it does not stop changing
 */
export async function waitUntilSettled(context: ChangeContext, association: Association): Promise<PoolMembership> {
  const { state, reason } = await waitFor(context, association, {
    maxWait: MAX_READ_LAG,
    acceptor: (read) => (isChanging(read) ? 'retry' : 'success'),
  });
  if (state !== 'success') throw notSettled(association, reason);
  return reason;
}

/** Waits until the identity is in some pool or does not exist, as long as a cancelled request can have an effect. */
export async function waitForCancelled(context: ChangeContext, association: Association): Promise<PoolMembership> {
  const { reason } = await waitFor(context, association, {
    maxWait: MAX_CANCELLED,
    acceptor: (read) => (isChanging(read) || read.where === 'nowhere' ? 'retry' : 'success'),
  });
  return reason;
}

/** Whether the identity stays in its pool as long as a cancelled request can have an effect. */
export async function staysIn(context: ChangeContext, association: Association): Promise<boolean> {
  const { state } = await waitFor(context, association, {
    maxWait: MAX_CANCELLED,
    acceptor: (read) => (isSettledIn(read) ? 'retry' : 'failure'),
  });
  return state === 'timeout';
}
