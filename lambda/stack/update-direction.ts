import type { Request } from '../cloudformation/event';
import { eventsOfUpdate, isOwnEvent, type StackEvent } from './events';
import { ownResources, phaseOf, type StackState } from './statuses';

/** Which way CloudFormation goes with an Update; `unknown` where the stack can't be read. */
export type Direction = 'forward' | 'rollback' | 'unknown';

/** Whether the stack, or the resource itself, rolls back. */
export function isRollback(stack: StackState, request: Request): boolean {
  const own = ownResources(stack, request);
  return phaseOf(stack.status) === 'rollback' || own.some(({ status }) => status === 'UPDATE_ROLLBACK_IN_PROGRESS');
}

/**
 * Whether an Update under UPDATE_IN_PROGRESS restores the resource. With rollback disabled, the resource that failed gets its
 * former properties in the same operation, after its own UPDATE_FAILED.
 *
 * @param events newest first
 */
export function restoresFailedResource(events: readonly StackEvent[], request: Request): boolean {
  return eventsOfUpdate(events).some((event) => isOwnEvent(event, request) && event.status === 'UPDATE_FAILED');
}
