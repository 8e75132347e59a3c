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

/** How the resource has the number, and whether the former and the attempted properties have `TakeOwnership`. */
export interface Ownerships {
  readonly isAdopted: boolean;
  readonly formerTakes: boolean;
  readonly attemptedTakes: boolean;
}

/**
 * Whether the update may have put the identity where it attempted to. If not, what is there is somebody else's.
 *
 * | the update    | an adopted id                                                     | any other id               |
 * |---------------|-------------------------------------------------------------------|----------------------------|
 * | is complete   | only with `TakeOwnership`; without, it found the identity there   | yes                        |
 * | failed        | no: it has undone its work                                        | no: it has undone its work |
 * | was cancelled | yes: it may have found the identity in no pool                    | yes                        |
 * | is not known  | only if both the former and the attempted have `TakeOwnership`    | yes                        |
 */
export function mayHaveMoved(outcome: UpdateOutcome, { isAdopted, formerTakes, attemptedTakes }: Ownerships): boolean {
  switch (outcome) {
    case 'complete':
      return !isAdopted || attemptedTakes;
    case 'unknown':
      return !isAdopted || (formerTakes && attemptedTakes);
    case 'failed':
      return false;
    case 'cancelled':
      return true;
  }
}
