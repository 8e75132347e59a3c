import type { Declaration } from '../association/association';
import { isChanging, isInPool, type PoolMembership } from '../sms-voice/pool-membership';
import { Unwanted } from '../stack/still-wanted';
import { type RequestFailed, requestFailure } from '../util/errors';
import { associate } from './associate';
import { type AssociateAttempts, mayHaveMade, noAttempts } from './associate-decisions';
import { disassociate } from './disassociate';
import * as failures from './failures';
import type { RequestContext } from './request-context';
import { waitUntilOut, waitUntilSettled } from './waiters';

/** How often the identity may turn up somewhere else, because a call without a response had its effect after all. */
const MAX_ROUNDS = 4;

/** How far a move came before it failed. */
export interface MoveProgress {
  /** Whether the identity was asked to leave the former pool. */
  readonly hasLeft: boolean;
  /** Those at the declared pool. */
  readonly attempts: AssociateAttempts;
}

/** Whether CloudFormation still waits for the move, has given it up, or removes the resource. */
type Wanted = 'wanted' | 'unwanted' | 'removed';

type PutBackDecision = 'leave' | 'wait until out' | 'wait until settled' | 'associate' | 'take out';

/**
 * What to do for an identity whose move failed.
 *
 * | the identity is                                      | then                                              |
 * |------------------------------------------------------|---------------------------------------------------|
 * | (any), and its resource is being or has been deleted | leave                                             |
 * | changing                                             | wait until settled, then look again               |
 * | in no pool                                           | associate with the former pool, before all else   |
 * | in the former pool, and it was asked to leave        | wait until out: a read may lag                    |
 * | in the former pool                                   | leave: there is nothing to put back               |
 * | in the declared pool, perhaps by this move           | take out, if the move is still wanted             |
 * | in another pool, or gone                             | leave                                             |
 */
export function afterFailedMove(
  membership: PoolMembership,
  { hasLeft, attempts }: MoveProgress,
  isInDeclared: boolean,
  wanted: Wanted,
): PutBackDecision {
  if (wanted === 'removed') return 'leave';
  if (isChanging(membership)) return 'wait until settled';
  switch (membership.where) {
    case 'nowhere':
      return 'associate';
    case 'here':
      return hasLeft ? 'wait until out' : 'leave';
    case 'elsewhere':
      return isInDeclared && mayHaveMade(attempts) && wanted === 'wanted' ? 'take out' : 'leave';
    case 'gone':
      return 'leave';
  }
}

/**
 * Puts an identity back whose move failed between its halves. If CloudFormation no longer waits for the request, it only
 * puts back what is in no pool, since this event took it out; anything else is the later request's.
 *
 * @returns the problem, and whether the identity is back
 */
export async function putBack(
  context: RequestContext,
  former: Declaration,
  progress: MoveProgress,
  problem: RequestFailed,
): Promise<RequestFailed> {
  try {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const membership = await context.service.membership(context, former);
      const isInDeclared = isInPool(membership, context.declaration.pool);
      const decision = afterFailedMove(membership, progress, isInDeclared, await isWanted(context));
      context.log({ message: 'decision', decision: `put back: ${decision}`, where: membership.where });
      if (decision === 'leave') return problem;
      if (decision === 'wait until out' && !(await waitUntilOut(context, former))) return problem;
      if (decision === 'wait until settled') await waitUntilSettled(context, former);
      if (decision === 'take out') await disassociate(context, context.declaration, 'keep');
      if (decision === 'associate' && (await isBack(context, former, progress)))
        return failures.putBack(problem, former);
    }
    throw failures.neverStays(former);
  } catch (error) {
    return failures.putBackFailed(problem, former, requestFailure(error));
  }
}

/** False if it is elsewhere: an attempt at the declared pool that had no response has had its effect after all. */
async function isBack(context: RequestContext, former: Declaration, progress: MoveProgress): Promise<boolean> {
  // What is in no pool is put back whether or not anybody waits for the request.
  const unasked = { ...context, confirmWanted: () => Promise.resolve() };
  const result = await associate(unasked, former, noAttempts(false), { scope: 'event' });
  if (result.how !== 'elsewhere') return true;
  if (isInPool(result.membership, context.declaration.pool) && mayHaveMade(progress.attempts)) return false;
  throw failures.elsewhere(former, result);
}

async function isWanted({ confirmWanted }: RequestContext): Promise<Wanted> {
  try {
    await confirmWanted();
    return 'wanted';
  } catch (error) {
    if (error instanceof Unwanted) return error.isRemoved ? 'removed' : 'unwanted';
    throw error;
  }
}
