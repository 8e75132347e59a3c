import { type Ownership, ownershipOf } from '../association/physical-resource-id';
import type { Request } from '../cloudformation/event';
import { isOwnEvent, type StackEvent } from './events';
import { ownResources, STABLE, type StackState } from './statuses';

/** Whether the stack reached a state that a rollback can return to. Nothing before that event matters. */
export const isStable = ({ isStack, status }: StackEvent): boolean => isStack && STABLE.has(status);

/**
 * How the resource had the association in the stack's last stable state, which is what a rollback restores: several failed
 * updates can lie between. Undefined if nothing proves that it had it.
 *
 * The first event of an update shows the physical id from before. A resource without an event still has its id.
 *
 * @param events newest first, back to the last stable state
 */
export function formerOwnership(
  events: readonly StackEvent[],
  stack: StackState,
  request: Request,
  key: string,
): Ownership | undefined {
  const first = events.findLast((event) => isOwnEvent(event, request) && event.physicalResourceId !== '');
  const ids = first === undefined ? ownResources(stack, request) : [first];
  return ids.map(({ physicalResourceId }) => ownershipOf(physicalResourceId, key)).find((found) => found !== undefined);
}
