import { type Declaration, parseFormerDeclaration } from '../association/association';
import { attributesOf, type ServiceAttributes } from '../association/attributes';
import { ownershipOf, physicalIdOf } from '../association/physical-resource-id';
import type { Outcome } from '../cloudformation/response';
import { isLeaving, isSettledIn, type PoolMembership } from '../sms-voice/pool-membership';
import type { Direction } from '../stack/update-direction';
import { associate } from './associate';
import { noAttempts } from './associate-decisions';
import * as failures from './failures';
import { moveAssociation } from './move';
import { replaceAssociation } from './replace';
import type { RequestContext } from './request-context';
import { rollBack } from './rollback';
import { waitUntilIn } from './waiters';

/**
 * | the association is        | and                         | then                                                       |
 * |---------------------------|-----------------------------|------------------------------------------------------------|
 * | the same as before        | in place                    | done, whichever way CloudFormation goes; the id stays      |
 * | (any)                     | the update is a rollback    | see `rollback.ts`                                          |
 * | the same as before        | not in place                | associate; the stack makes it, so it owns it               |
 * | the same, in another pool | a phone number or RCS agent | see `move.ts`                                              |
 * | another one               |                             | see `replace.ts`                                           |
 *
 * The first read comes before the question which way CloudFormation goes: requests that begin together wait there for the
 * service's quota, and then find CloudFormation's free.
 *
 * @throws RequestFailed, to be answered with the physical id that the request came with
 */
export async function updateAssociation(context: RequestContext): Promise<Outcome> {
  const { request, declaration, service, stack } = context;
  const former = parseFormerDeclaration(request.oldProperties, request.environment);
  const change = changeOf(context, former);
  switch (change) {
    case 'same': {
      const seen = await service.peekMembership(context, declaration);
      if (seen !== undefined && isDone(context, former, seen)) return inPlace(context, seen.attributes);
      if ((await stack.updateDirection()) === 'rollback') return rollBack(context, former);
      return ensure(context, seen ?? (await service.membership(context, declaration)));
    }
    case 'undone replacement': {
      await service.peekLists(context, declaration);
      const direction = await stack.updateDirection();
      if (direction !== 'forward') return rollBack(context, former);
      return ensure(context, await service.membership(context, declaration));
    }
    case 'move':
    case 'replacement':
      return moveOrReplace(context, change, former ?? declaration);
  }
}

async function moveOrReplace(
  context: RequestContext,
  change: 'move' | 'replacement',
  former: Declaration,
): Promise<Outcome> {
  const { declaration, service, stack } = context;
  const changing = change === 'move' ? former : declaration;
  const wasListed = await service.peekLists(context, changing);
  const direction: Direction = await stack.updateDirection();
  if (direction === 'rollback') return rollBack(context, former);
  const isListed = wasListed ?? (await service.lists(context, changing));
  return change === 'move'
    ? moveAssociation(context, former, direction, isListed)
    : replaceAssociation(context, direction, isListed);
}

type Change = 'same' | 'move' | 'replacement' | 'undone replacement';

/** `undone replacement`: the id is that of the declared association, so the replacement by the former one never responded. */
function changeOf({ request, declaration }: RequestContext, former: Declaration | undefined): Change {
  if (ownershipOf(request.physicalResourceId, declaration.key) === undefined) return 'replacement';
  if (former === undefined) return 'same';
  if (former.key !== declaration.key) return 'undone replacement';
  return former.pool.key === declaration.pool.key ? 'same' : 'move';
}

/** Whether nothing is left to do or to ask. What was adopted may have become owned in the update that is rolled back. */
function isDone(
  { request, declaration }: RequestContext,
  former: Declaration | undefined,
  seen: PoolMembership,
): boolean {
  const isOwned = ownershipOf(request.physicalResourceId, declaration.key) === 'owned';
  const mayHaveBeenAdopted = isOwned && (declaration.adoptExisting || former?.adoptExisting === true);
  return isSettledIn(seen) && !mayHaveBeenAdopted && failures.wrongCountry(declaration, seen) === undefined;
}

/** Leaves an association that is in place as it is, and associates one that is not. */
async function ensure(context: RequestContext, seen: PoolMembership): Promise<Outcome> {
  const { request, declaration } = context;
  const wrongCountry = failures.wrongCountry(declaration, seen);
  if (seen.where === 'here' && wrongCountry !== undefined) throw wrongCountry;
  if (isSettledIn(seen)) return inPlace(context, seen.attributes);
  if (seen.where === 'here' && !isLeaving(seen)) {
    const membership = await waitUntilIn(context, declaration);
    if (membership !== undefined) return inPlace(context, membership.attributes);
  }
  const result = await associate(context, declaration, noAttempts(false), { scope: 'event' });
  if (result.how === 'elsewhere') throw failures.elsewhere(declaration, result);
  if (result.how === 'found') return inPlace(context, result.attributes);
  // With `TakeOwnership` it is owned already, and another id would bring a Delete.
  const { key, takeOwnership } = declaration;
  const id = takeOwnership ? request.physicalResourceId : physicalIdOf('owned', key);
  return { ...inPlace(context, result.attributes), physicalResourceId: id };
}

function inPlace({ request, declaration }: RequestContext, attributes: ServiceAttributes): Outcome {
  const { physicalResourceId } = request;
  return { status: 'SUCCESS', physicalResourceId, attributes: attributesOf(declaration, attributes) };
}
