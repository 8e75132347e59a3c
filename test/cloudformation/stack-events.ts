import type { StackEvent } from './stack';

/**
 * The physical id that each event of a resource shows. Nothing of this is documented.
 *
 * - `as the row`: the id that the resource has at that moment
 * - `none in progress`: the same, but events of changes in progress show none
 * - `former if failed`: the same, but a failed update shows the id from before it
 * - `newer in progress`: a change shows a second event in progress with its new id, just before it is complete
 */
export type EventIds = 'as the row' | 'none in progress' | 'former if failed' | 'newer in progress';

/** The events as `DescribeStackEvents` shows them, oldest first. */
export function shownEvents(events: readonly StackEvent[], eventIds: EventIds): StackEvent[] {
  switch (eventIds) {
    case 'as the row':
      return [...events];
    case 'none in progress':
      return events.map((event) =>
        isInProgress(event) && !isOfStack(event) ? { ...event, physicalId: undefined } : event,
      );
    case 'former if failed':
      return events.map((event) =>
        event.status === 'UPDATE_FAILED'
          ? { ...event, physicalId: inProgressOf(events, event)?.physicalId ?? event.physicalId }
          : event,
      );
    case 'newer in progress':
      return events.flatMap((event) => {
        const before = /^(CREATE|UPDATE)_COMPLETE$/.test(event.status) ? inProgressOf(events, event) : undefined;
        if (before === undefined || before.physicalId === event.physicalId || isOfStack(event)) return [event];
        return [{ ...event, status: before.status, reason: 'Resource creation Initiated' }, event];
      });
  }
}

const isInProgress = ({ status }: StackEvent): boolean => status.endsWith('_IN_PROGRESS');
const isOfStack = ({ physicalId, stackId }: StackEvent): boolean => physicalId === stackId;

/** The event with which the change began that ends with this one. */
function inProgressOf(events: readonly StackEvent[], ended: StackEvent): StackEvent | undefined {
  return events
    .slice(0, events.indexOf(ended))
    .findLast((event) => event.logicalId === ended.logicalId && isInProgress(event));
}
