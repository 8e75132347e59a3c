import type { Request } from '../cloudformation/event';
import { eventsOfUpdate, isOwnEvent, type StackEvent } from './events';

/** How the update that is rolled back ended for this resource; `cancelled` also if it timed out. */
export type UpdateOutcome = 'complete' | 'failed' | 'cancelled' | 'unknown';

/**
 * The first failure of an operation cancels the others, so only that one is known to be no cancellation. A failure after the
 * time limit of the resource had no response.
 *
 * @param events newest first, back to the last stable state
 * @param timeoutSeconds of the update's request
 */
export function updateOutcome(events: readonly StackEvent[], request: Request, timeoutSeconds: number): UpdateOutcome {
  const own = events.filter((event) => isOwnEvent(event, request));
  if (own.some(({ status }) => status === 'UPDATE_COMPLETE')) return 'complete';
  const update = eventsOfUpdate(events);
  const start = update.findLast((event) => isOwnEvent(event, request) && event.status === 'UPDATE_IN_PROGRESS');
  const failure = update.findLast(({ isStack, status }) => !isStack && status.endsWith('_FAILED'));
  if (start === undefined) return 'unknown';
  const isOwn = failure !== undefined && isOwnEvent(failure, request);
  return isOwn && failure.time - start.time < timeoutSeconds * 1_000 ? 'failed' : 'cancelled';
}

/**
 * Whether the update may have put the identity where it attempted to. If not, what is there is somebody else's.
 *
 * | the update    | id that only adopts                      | any other id                       |
 * |---------------|------------------------------------------|------------------------------------|
 * | is complete   | no: it found the identity there          | yes                                |
 * | failed        | no: it has undone its work               | no: it has undone its work         |
 * | was cancelled | yes: it may have found it in no pool     | yes                                |
 * | is not known  | no: what was adopted is not moved        | yes                                |
 */
export function mayHaveMoved(outcome: UpdateOutcome, onlyAdopts: boolean): boolean {
  switch (outcome) {
    case 'complete':
    case 'unknown':
      return !onlyAdopts;
    case 'failed':
      return false;
    case 'cancelled':
      return true;
  }
}
