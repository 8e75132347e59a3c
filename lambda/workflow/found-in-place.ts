import { attributesOf } from '../association/attributes';
import { ownershipOf, physicalIdOf } from '../association/physical-resource-id';
import type { Outcome } from '../cloudformation/response';
import type { PoolMembership } from '../sms-voice/pool-membership';
import type { Associated } from './associate';
import * as failures from './failures';
import { isProvenByToken } from './proof';
import type { RequestContext } from './request-context';

/** The physical id for an association that is in place now, by who put it there. */
export async function idOf(context: RequestContext, { how, membership }: Associated): Promise<string> {
  const { key, adoptExisting } = context.declaration;
  switch (how) {
    case 'made':
      return physicalIdOf('owned', key);
    case 'perhaps made':
      // Another stack may have made it meanwhile. What is only relied on is never removed, so it has to be proved.
      if (adoptExisting && !(await isProvenByToken(context, context.declaration))) return physicalIdOf('adopted', key);
      return physicalIdOf('owned', key);
    case 'found':
      return idOfFound(context, membership);
  }
}

/**
 * The physical id for an association that a Create, a replacement or a move found in place.
 *
 * | another resource of the stack | the properties  | then                                                            |
 * |-------------------------------|-----------------|-----------------------------------------------------------------|
 * | owns it                       | (any)           | `owned:`, this resource takes over                              |
 * | adopted it                    | (any)           | `adopted:`                                                      |
 * | does not have it              | `TakeOwnership` | error: only what an earlier deployment adopted can become owned |
 * | does not have it              | `AdoptExisting` | `adopted:`                                                      |
 * | does not have it              | neither         | error: somebody else may own it                                 |
 *
 * @throws RequestFailed
 */
async function idOfFound({ declaration, stack }: RequestContext, membership: PoolMembership): Promise<string> {
  const { key } = declaration;
  const wrongCountry = failures.wrongCountry(declaration, membership);
  if (wrongCountry !== undefined) throw wrongCountry;
  const owner = await stack.ownerOf(declaration);
  if (owner === 'owned' || owner === 'adopted') return physicalIdOf(owner, key);
  if (declaration.takeOwnership) throw failures.notAdoptedBefore(declaration);
  if (declaration.adoptExisting) return physicalIdOf('adopted', key);
  throw failures.alreadyInPool(declaration, owner);
}

/** The stack owns a deferred association, whoever makes it. With `TakeOwnership` it does, and another id would bring a Delete. */
export function deferredOutcome({ request, declaration }: RequestContext, error: unknown): Outcome {
  if (!(error instanceof failures.Deferred)) throw error;
  const { key, takeOwnership } = declaration;
  const keepsId = takeOwnership && ownershipOf(request.physicalResourceId, key) !== undefined;
  const physicalResourceId = keepsId ? request.physicalResourceId : physicalIdOf('owned', key);
  return { status: 'SUCCESS', physicalResourceId, attributes: attributesOf(declaration, {}) };
}
