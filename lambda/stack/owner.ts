import type { Association } from '../association/association';
import { type Ownership, ownershipOf } from '../association/physical-resource-id';
import { poolIdOf } from '../association/pool';
import type { Request } from '../cloudformation/event';
import { EXISTS, phaseOf, type StackResource, type StackState } from './statuses';

/**
 * How something else in the stack has an association: another resource of this library, or the list of a `CfnPool`. `unknown`
 * where the stack can't be read.
 */
export type Owner = Ownership | 'listed' | 'none' | 'unknown';

/**
 * How another resource of the stack has the association: also the request's own resource under a newer physical id. In a
 * stack that is being deleted as a whole, no resource has anything.
 */
export function otherOwner(stack: StackState, request: Request, key: string): Ownership | 'none' {
  if (phaseOf(stack.status) === 'delete') return 'none';
  const others = stack.resources
    .filter(({ resourceType, status }) => resourceType === request.resourceType && EXISTS.has(status))
    .filter((resource) => !isOwnRow(resource, request))
    .map(({ physicalResourceId }) => ownershipOf(physicalResourceId, key));
  if (others.includes('owned')) return 'owned';
  return others.includes('adopted') ? 'adopted' : 'none';
}

function isOwnRow({ logicalResourceId, physicalResourceId }: StackResource, request: Request): boolean {
  return logicalResourceId === request.logicalResourceId && physicalResourceId === request.physicalResourceId;
}

/** The stack's own `CfnPool` that the association is in, whose list may own the identity. */
export function ownPool(stack: StackState, { pool }: Association): StackResource | undefined {
  if (phaseOf(stack.status) === 'delete') return undefined;
  return stack.resources.find(
    ({ resourceType, status, physicalResourceId }) =>
      resourceType === 'AWS::SMSVOICE::Pool' && EXISTS.has(status) && poolIdOf(physicalResourceId) === pool.id,
  );
}
