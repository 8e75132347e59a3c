import { inDependencyOrder } from './dependency-order';
import type { Deployment, Updated } from './deployment';
import { reasonOf, type Operation } from './operation';
import type { StackResource } from './stack';

export interface RolledBack {
  readonly success: boolean;
  /** Resources that the update made and that its roll-back has replaced. */
  readonly superseded: readonly StackResource[];
}

/** Restores the definitions of resources that the deployment has not updated. */
export function restoreDefinitions({ stack }: Operation, { before, updated }: Deployment): void {
  for (const [logicalId, resource] of before) {
    if (!updated.some((change) => change.before === resource)) stack.resources.set(logicalId, resource);
  }
}

/** Reports the end of the roll-back for resources that failed before a request was made. */
export function reportUnattempted(operation: Operation, { before, unattempted }: Deployment): void {
  for (const target of unattempted) {
    const resource = before.get(target.logicalId);
    if (resource === undefined) operation.report(target, 'DELETE_COMPLETE');
    else operation.report(resource, 'UPDATE_COMPLETE');
  }
}

/** Updates back what was updated or failed to be, with old and new properties swapped. */
export async function rollBackUpdates(operation: Operation, changes: readonly Updated[]): Promise<RolledBack> {
  const byId = new Map(changes.map((change) => [change.before.logicalId, change]));
  const superseded: StackResource[] = [];
  let success = true;
  const dependencies = (id: string): readonly string[] => byId.get(id)?.before.dependencies ?? [];
  await inDependencyOrder([...byId.keys()], dependencies, async (id) => {
    const change = byId.get(id);
    if (change === undefined) return true;
    try {
      const restored = await operation.update(change.after, change.before);
      if (restored.physicalId !== change.after.physicalId) superseded.push(change.after);
      return true;
    } catch (error) {
      operation.report(change.after, 'UPDATE_FAILED', reasonOf(error));
      success = false;
      return false;
    }
  });
  return { success, superseded };
}
