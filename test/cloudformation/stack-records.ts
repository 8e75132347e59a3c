import type { StackEvent } from './stack';
import { Timeline } from './timeline';

/** A stack as `DescribeStacks` shows it. Times are milliseconds since the epoch. */
export interface StackRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** Absent until the first update. */
  readonly updatedAt?: number;
  readonly status: string;
  readonly reason?: string;
}

/** A resource as `ListStackResources` shows it. */
export interface ResourceRow {
  readonly logicalId: string;
  /** Absent until the response of a create. */
  readonly physicalId?: string;
  readonly resourceType: string;
  readonly status: string;
  readonly reason?: string;
  readonly updatedAt: number;
}

/**
 * What the row of a replaced resource shows while the old one is being deleted. Neither is documented.
 *
 * - `newer id`: UPDATE_COMPLETE with the new physical id, as before the clean-up
 * - `delete in progress`: DELETE_IN_PROGRESS with the old physical id, and after the Delete as before it
 */
export type CleanUpRow = 'newer id' | 'delete in progress';

interface StackRecord {
  readonly stack: Timeline<StackRow>;
  readonly rows: Map<string, Timeline<ResourceRow>>;
  /** The rows of replaced resources, by logical id, while the rows show the Delete of the old resource. */
  readonly hidden: Map<string, ResourceRow>;
}

/** The statuses of all stacks and resources at every moment, deleted stacks included. */
export class StackRecords {
  private readonly byStackId = new Map<string, StackRecord>();

  constructor(private readonly cleanUpRow: CleanUpRow) {}

  /** Adds a change of the status of a stack or resource. */
  add(event: StackEvent): void {
    const record = this.byStackId.get(event.stackId) ?? { stack: new Timeline(), rows: new Map(), hidden: new Map() };
    this.byStackId.set(event.stackId, record);
    if (event.physicalId === event.stackId) record.stack.set(event.time, stackRowOf(event, record.stack.latest));
    else this.addResourceEvent(event, record);
  }

  /** The stack with that id, or the live stack with that name, at that time. */
  stackAt(idOrName: string, time: number): StackRow | undefined {
    const byId = this.byStackId.get(idOrName);
    if (byId !== undefined) return byId.stack.at(time);
    return [...this.byStackId.values()]
      .map(({ stack }) => stack.at(time))
      .find((row) => row?.name === idOrName && row.status !== 'DELETE_COMPLETE');
  }

  /** The stack's resources at that time, by logical id. Deleted resources stay in the list. */
  rowsAt(stackId: string, time: number): ResourceRow[] {
    return [...(this.byStackId.get(stackId)?.rows.values() ?? [])]
      .flatMap((timeline) => timeline.at(time) ?? [])
      .sort((one, other) => (one.logicalId < other.logicalId ? -1 : 1));
  }

  private addResourceEvent(event: StackEvent, { rows, hidden }: StackRecord): void {
    const { logicalId, status, time } = event;
    const timeline = rows.get(logicalId) ?? new Timeline();
    rows.set(logicalId, timeline);
    const current = hidden.get(logicalId) ?? timeline.latest;
    if (current === undefined || !isDeleteOfOlder(event, current)) timeline.set(time, resourceRowOf(event));
    else if (this.cleanUpRow === 'delete in progress') {
      const deleting = status === 'DELETE_IN_PROGRESS';
      if (deleting) hidden.set(logicalId, current);
      else hidden.delete(logicalId);
      timeline.set(time, deleting ? resourceRowOf(event) : current);
    }
  }
}

/** Whether the event belongs to the Delete of a resource that the current one has replaced. */
function isDeleteOfOlder({ status, physicalId }: StackEvent, current: ResourceRow): boolean {
  return status.startsWith('DELETE_') && current.physicalId !== undefined && physicalId !== current.physicalId;
}

function stackRowOf({ stackId, stackName, status, reason, time }: StackEvent, before: StackRow | undefined): StackRow {
  const updatedAt = status === 'UPDATE_IN_PROGRESS' ? time : before?.updatedAt;
  return {
    id: stackId,
    name: stackName,
    createdAt: before?.createdAt ?? time,
    ...(updatedAt === undefined ? {} : { updatedAt }),
    status,
    ...(reason === undefined ? {} : { reason }),
  };
}

function resourceRowOf({ logicalId, physicalId, resourceType, status, reason, time }: StackEvent): ResourceRow {
  return {
    logicalId,
    ...(physicalId === undefined ? {} : { physicalId }),
    resourceType,
    status,
    ...(reason === undefined ? {} : { reason }),
    updatedAt: time,
  };
}
