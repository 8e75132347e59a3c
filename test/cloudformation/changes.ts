import type { StackResource } from './stack';
import type { Template } from './template';

/** What a stack deploys. */
export interface StackTemplate {
  /** As the deployment gave it. */
  readonly source: unknown;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Updated {
  readonly before: StackResource;
  /** The resource after the update, or after a failed attempt at it. */
  readonly after: StackResource;
}

/**
 * What operations have changed since their stack was last stable, for a rollback to undo. That is one operation, or
 * several that failed without a rollback.
 */
export class Changes {
  readonly created = new Map<string, StackResource>();
  readonly updated = new Map<string, Updated>();
  /** What came between the resources of the stable stack and the present ones, for the next clean-up to delete. */
  readonly superseded: StackResource[] = [];

  constructor(
    readonly stable: StackTemplate,
    /** The resources of the stable stack. */
    readonly resources: ReadonlyMap<string, StackResource>,
  ) {}

  /** Adds a successful or failed update. The rollback returns to what was there before the first one. */
  update(before: StackResource, after: StackResource): void {
    const { logicalId } = before;
    const first = this.updated.get(logicalId)?.before ?? before;
    if (after.physicalId !== before.physicalId && before !== first) this.superseded.push(before);
    if (this.created.has(logicalId)) this.created.set(logicalId, after);
    else this.updated.set(logicalId, { before: first, after });
  }

  /** The resource is as it was in the stable stack again. */
  restored(after: StackResource, restored: StackResource): void {
    this.updated.delete(restored.logicalId);
    if (restored.physicalId !== after.physicalId) this.superseded.push(after);
  }
}
