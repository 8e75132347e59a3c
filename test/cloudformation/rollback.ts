import type { Changes, Updated } from './changes';
import { inDependencyOrder } from './dependency-order';
import type { Deployment } from './deployment';
import { reasonOf, type Operation } from './operation';
import type { StackResource } from './stack';

/** Restores the definitions of resources that no operation has updated. */
export function restoreDefinitions({ stack }: Operation, { resources, updated }: Changes): void {
  for (const [logicalId, resource] of resources) {
    const current = stack.resources.get(logicalId) ?? resource;
    const { definition, dependencies, properties } = resource;
    if (!updated.has(logicalId)) stack.resources.set(logicalId, { ...current, definition, dependencies, properties });
  }
}

/** Reports the end of the rollback for resources that failed before a request was made. */
export function reportUnattempted(operation: Operation, { before, unattempted }: Deployment): void {
  for (const target of unattempted) {
    const resource = before.get(target.logicalId);
    if (resource === undefined) operation.report(target, 'DELETE_COMPLETE');
    else operation.report(resource, 'UPDATE_COMPLETE');
  }
}

/** Updates back these resources, with old and new properties swapped; true when all succeeded. */
export async function rollBackUpdates(
  operation: Operation,
  changes: Changes,
  logicalIds: readonly string[],
  update: (failed: StackResource, former: StackResource) => Promise<StackResource>,
): Promise<boolean> {
  let success = true;
  const updated = logicalIds.flatMap((id) => changes.updated.get(id) ?? []);
  const dependsOn = ({ before }: Updated, other: Updated): boolean =>
    before.dependencies.includes(other.before.logicalId);
  const nameOf = ({ before }: Updated): string => before.logicalId;
  await inDependencyOrder(updated, nameOf, dependsOn, async (change) => {
    try {
      changes.restored(change.after, await update(change.after, change.before));
      return true;
    } catch (error) {
      operation.report(change.after, 'UPDATE_FAILED', reasonOf(error));
      success = false;
      return false;
    }
  });
  return success;
}

/** Counts these resources as rolled back, whatever they are now: CloudFormation asks nothing of them. */
export function skip(operation: Operation, changes: Changes, logicalIds: readonly string[]): void {
  for (const id of logicalIds) {
    const change = changes.updated.get(id);
    if (change === undefined) continue;
    const { physicalId, attributes } = change.after;
    const skipped = { ...change.before, physicalId, attributes, status: 'UPDATE_COMPLETE' };
    operation.stack.resources.set(id, skipped);
    operation.report(skipped, 'UPDATE_COMPLETE');
    changes.updated.delete(id);
  }
}
