import type { Declaration } from '../association/association';
import { attributesOf } from '../association/attributes';
import { ownershipOf } from '../association/physical-resource-id';
import type { Outcome } from '../cloudformation/response';
import { isInPool, isLeaving, type PoolMembership } from '../sms-voice/pool-membership';
import type { Direction } from '../stack/update-direction';
import { requestFailure } from '../util/errors';
import { associate, type Associated, type Elsewhere } from './associate';
import { type AssociateAttempts, mayHaveMade, noAttempts } from './associate-decisions';
import { type DisassociateAttempts, requestDisassociate } from './disassociate';
import * as failures from './failures';
import { idOf } from './found-in-place';
import { putBack } from './put-back';
import { forwardContext, type RequestContext } from './request-context';
import { staysIn } from './waiters';

/** How often a move starts again because a cancelled request of the same stack has moved the identity meanwhile. */
const MAX_ROUNDS = 4;

/**
 * Moves a phone number or RCS agent, which can be in one pool only: out of the former pool, then into the declared one.
 *
 * | the identity is      | then                                                                                       |
 * |----------------------|--------------------------------------------------------------------------------------------|
 * | in the former pool   | disassociate and associate; if the second half fails, put it back                          |
 * | in no pool           | associate; if that fails, put it back: an earlier delivery may have taken it out           |
 * | in the declared pool | done, if a token of this event put it there; else see `found-in-place.ts`                  |
 * | in a third pool      | FAILED                                                                                     |
 *
 * Where the stack can't be read, this may be a rollback whose update is still running, so it also waits until that can have
 * no effect any more.
 *
 * @param wasListed whether the former pool listed the identity
 * @throws RequestFailed after the identity was put back, or saying that it could not be
 */
export async function moveAssociation(
  context: RequestContext,
  former: Declaration,
  direction: Direction,
  wasListed: boolean,
): Promise<Outcome> {
  const { declaration, service } = context;
  const attempts = { associate: noAttempts(false), disassociate: { generation: 0 } };
  let isInFormer = wasListed;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const membership = isInFormer ? undefined : await service.membership(context, declaration);
    const isTransfer = membership === undefined || isInPool(membership, former.pool);
    const result = isTransfer
      ? await transfer(context, former, attempts)
      : await enter(context, former, attempts.associate, membership);
    isInFormer = result.how === 'elsewhere' && isInPool(result.membership, former.pool);
    if (!isInFormer) {
      if (result.how === 'elsewhere') throw failures.elsewhere(declaration, result);
      const mayBeRollback = direction === 'unknown' && !isTransfer;
      if (!mayBeRollback || (await staysIn(context, declaration))) return outcome(context, result, direction);
    }
    attempts.disassociate.generation += 1;
  }
  throw failures.neverStays(declaration);
}

/** Out of the former pool, into the declared one. */
async function transfer(
  context: RequestContext,
  former: Declaration,
  attempts: { readonly associate: AssociateAttempts; readonly disassociate: DisassociateAttempts },
): Promise<Associated | Elsewhere> {
  const { declaration } = context;
  if (!mayTakeOut(context, former)) throw failures.adoptedMove(declaration, former);
  const forward = forwardContext(context);
  const progress = { hasLeft: false, attempts: attempts.associate };
  try {
    await requestDisassociate(forward, former, failures.lastPhoneNumberInMove, attempts.disassociate);
    progress.hasLeft = true;
    // Without a wait in between: the declared pool's response tells as much, and the identity is in no pool meanwhile.
    return await associate(forward, declaration, attempts.associate, { scope: 'event', leaving: former });
  } catch (error) {
    throw await putBack(context, former, progress, requestFailure(error));
  }
}

/** Into the declared pool, for an identity that is not in the former one. */
async function enter(
  context: RequestContext,
  former: Declaration,
  attempts: AssociateAttempts,
  membership: PoolMembership,
): Promise<Associated | Elsewhere> {
  const { declaration } = context;
  const isThere = membership.where === 'here' && !isLeaving(membership);
  if (isThere && mayHaveMade(attempts)) return { how: 'made', membership, attributes: membership.attributes };
  try {
    const own = isThere ? noAttempts(true) : attempts;
    return await associate(forwardContext(context), declaration, own, { scope: 'event' });
  } catch (error) {
    // A number that is PENDING was in no pool before.
    const isPending = membership.status === 'PENDING';
    const problem = requestFailure(error);
    if (isThere || isPending || !mayTakeOut(context, former)) throw problem;
    throw await putBack(context, former, { hasLeft: true, attempts }, problem);
  }
}

/** What was adopted is this stack's only if it took ownership in an earlier deployment. */
function mayTakeOut({ request, declaration }: RequestContext, former: Declaration): boolean {
  const isAdopted = ownershipOf(request.physicalResourceId, declaration.key) === 'adopted';
  return !isAdopted || (declaration.takeOwnership && former.takeOwnership);
}

/** Whoever associates owns, except that what is owned by `TakeOwnership` keeps its id: another one would bring a Delete. */
async function outcome(context: RequestContext, result: Associated, direction: Direction): Promise<Outcome> {
  const { declaration, request } = context;
  const keepsId = result.how === 'found' ? direction === 'unknown' : declaration.takeOwnership;
  return {
    status: 'SUCCESS',
    physicalResourceId: keepsId ? request.physicalResourceId : await idOf(context, result),
    attributes: attributesOf(declaration, result.attributes),
  };
}
