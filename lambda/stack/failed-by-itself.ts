import type { Request } from '../cloudformation/event';
import { eventsOfUpdate, isOwnEvent, type StackEvent } from './events';

/**
 * Whether the update that is rolled back failed with a response of this resource's function, which then has undone its
 * work. What is where the update would have put it is somebody else's.
 *
 * The first failure of an operation cancels the others, so only that one is known to be no cancellation. A failure after the
 * time limit of the resource had no response.
 *
 * @param events newest first
 * @param timeoutSeconds of the update's request
 */
export function failedByItself(events: readonly StackEvent[], request: Request, timeoutSeconds: number): boolean {
  const update = eventsOfUpdate(events);
  const failure = update.findLast(({ isStack, status }) => !isStack && status.endsWith('_FAILED'));
  if (failure === undefined || !isOwnEvent(failure, request)) return false;
  const start = update.findLast((event) => isOwnEvent(event, request) && event.status === 'UPDATE_IN_PROGRESS');
  return start !== undefined && failure.time - start.time < timeoutSeconds * 1_000;
}
