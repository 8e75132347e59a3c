import type { Request } from '../cloudformation/event';

/** An entry of the stack's history. */
export interface StackEvent {
  /** Whether it is about the stack itself. */
  readonly isStack: boolean;
  readonly logicalResourceId: string;
  readonly physicalResourceId: string;
  readonly status: string;
  /** In milliseconds since the epoch. */
  readonly time: number;
}

/**
 * The events of the update that is under way, or that is rolled back.
 *
 * @param events newest first
 */
export function eventsOfUpdate(events: readonly StackEvent[]): readonly StackEvent[] {
  const start = events.findIndex(({ isStack, status }) => isStack && status === 'UPDATE_IN_PROGRESS');
  return start === -1 ? events : events.slice(0, start);
}

/** Whether the event is about the request's own resource. */
export const isOwnEvent = ({ logicalResourceId }: StackEvent, request: Request): boolean =>
  logicalResourceId === request.logicalResourceId;
