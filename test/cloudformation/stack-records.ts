import type { StackEvent } from './stack';

/** A stack as `DescribeStacks` shows it. Times are milliseconds since the epoch. */
export interface StackRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** Absent until the first update. */
  readonly updatedAt?: number | undefined;
  readonly status: string;
  readonly reason?: string | undefined;
}

/** A resource as `ListStackResources` shows it. */
export interface ResourceRow {
  readonly logicalId: string;
  /** Absent until the response of a create. */
  readonly physicalId?: string | undefined;
  readonly resourceType: string;
  readonly status: string;
  readonly reason?: string | undefined;
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
  /** Oldest first. */
  readonly events: StackEvent[];
  readonly templates: Timeline<unknown>;
}

/** The statuses, events and templates of all stacks at every moment, deleted stacks included. */
export class StackRecords {
  private readonly byStackId = new Map<string, StackRecord>();

  /** @param rowDelay how many milliseconds after its request is sent a resource shows in progress */
  constructor(
    private readonly cleanUpRow: CleanUpRow,
    private readonly rowDelay = 0,
  ) {}

  /** Adds a change of the status of a stack or resource. */
  add(event: StackEvent): void {
    const record = this.recordOf(event.stackId);
    record.events.push(event);
    if (event.physicalId === event.stackId) record.stack.set(event.time, stackRowOf(event, record.stack.latest));
    else this.addResourceEvent(event, record);
  }

  /** Sets the template that the stack has from this time on. */
  setTemplate(stackId: string, time: number, template: unknown): void {
    this.recordOf(stackId).templates.set(time, template);
  }

  /** The events of the stack and its resources until that time, oldest first. */
  eventsAt(stackId: string, time: number): StackEvent[] {
    return (this.byStackId.get(stackId)?.events ?? []).filter((event) => event.time <= time);
  }

  templateAt(stackId: string, time: number): unknown {
    return this.byStackId.get(stackId)?.templates.at(time);
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

  private recordOf(stackId: string): StackRecord {
    const known = this.byStackId.get(stackId);
    if (known !== undefined) return known;
    const record = { stack: new Timeline<StackRow>(), rows: new Map(), hidden: new Map(), events: [] };
    const created = { ...record, templates: new Timeline<unknown>() };
    this.byStackId.set(stackId, created);
    return created;
  }

  private addResourceEvent(event: StackEvent, { rows, hidden }: StackRecord): void {
    const { logicalId, status } = event;
    const timeline = rows.get(logicalId) ?? new Timeline();
    rows.set(logicalId, timeline);
    const current = hidden.get(logicalId) ?? timeline.latest;
    const delay = status.endsWith('_IN_PROGRESS') ? this.rowDelay : 0;
    const time = Math.max(event.time + delay, timeline.latest?.updatedAt ?? 0);
    if (current === undefined || !isDeleteOfOlder(event, current)) timeline.set(time, resourceRowOf(event, time));
    else if (this.cleanUpRow === 'delete in progress') {
      const deleting = status === 'DELETE_IN_PROGRESS';
      if (deleting) hidden.set(logicalId, current);
      else hidden.delete(logicalId);
      timeline.set(time, deleting ? resourceRowOf(event, time) : current);
    }
  }
}

/** Whether the event belongs to the Delete of a resource that the current one has replaced. */
function isDeleteOfOlder({ status, physicalId }: StackEvent, current: ResourceRow): boolean {
  return status.startsWith('DELETE_') && current.physicalId !== undefined && physicalId !== current.physicalId;
}

function stackRowOf({ stackId, stackName, status, reason, time }: StackEvent, before: StackRow | undefined): StackRow {
  const updatedAt = status === 'UPDATE_IN_PROGRESS' ? time : before?.updatedAt;
  return { id: stackId, name: stackName, createdAt: before?.createdAt ?? time, updatedAt, status, reason };
}

function resourceRowOf(event: StackEvent, updatedAt: number): ResourceRow {
  const { logicalId, physicalId, resourceType, status, reason } = event;
  return { logicalId, physicalId, resourceType, status, reason, updatedAt };
}

/** The values that something has had, so that a lagging read can show an earlier one. */
class Timeline<T> {
  private readonly versions: { readonly time: number; readonly value: T }[] = [];

  get latest(): T | undefined {
    return this.versions.at(-1)?.value;
  }

  /** Sets the value from this time on. Times never decrease. */
  set(time: number, value: T): void {
    this.versions.push({ time, value });
  }

  /** The value at that time; undefined before the first one. */
  at(time: number): T | undefined {
    return this.versions.findLast((version) => version.time <= time)?.value;
  }
}
