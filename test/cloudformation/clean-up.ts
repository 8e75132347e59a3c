import { cleanUpAll, type Deletion } from './delete-all';
import type { Deployment, Updated } from './deployment';
import type { Operation } from './operation';
import type { StackResource } from './stack';

/** What an update that succeeded has to delete: what its template no longer declares, and what it replaced. */
export function cleanUpOf({ stack }: Operation, deployment: Deployment): Deletion[] {
  const removed = [...stack.resources.values()]
    .filter(({ logicalId }) => !deployment.declares(logicalId))
    .map((resource) => ({ resource, policy: resource.definition.DeletionPolicy }));
  return [...removed, ...replacedBy(deployment.updated), ...stack.leftovers];
}

/** The old resources of updates that were replacements. */
export function replacedBy(updates: readonly Updated[]): Deletion[] {
  return updates
    .filter(({ before, after }) => before.physicalId !== after.physicalId)
    .map(({ before, after }) => ({ resource: before, policy: after.definition.UpdateReplacePolicy }));
}

/** Deletes what the update left over; gives what could not be deleted. */
export async function cleanUp(operation: Operation, deployment: Deployment): Promise<string[]> {
  const { stack } = operation;
  const deletions = cleanUpOf(operation, deployment);
  const left = await Promise.all([cleanUpAll(operation, deletions), operation.cleanUpNested()]);
  // What the clean-up could not delete stays in the account, in no stack.
  for (const logicalId of [...stack.resources.keys()]) {
    if (!deployment.declares(logicalId)) stack.resources.delete(logicalId);
  }
  stack.leftovers = [];
  return left.flat();
}

/** Deletes what the update had made before it was rolled back; gives what could not be deleted. */
export async function cleanUpRollBack(
  operation: Operation,
  { created }: Deployment,
  superseded: readonly StackResource[],
): Promise<string[]> {
  const deletions = [
    ...created.map((resource) => ({ resource, policy: resource.definition.DeletionPolicy })),
    ...superseded.map((resource) => ({ resource, policy: undefined })),
  ];
  const left = await Promise.all([cleanUpAll(operation, deletions), operation.cleanUpNested()]);
  for (const { logicalId } of created) operation.stack.resources.delete(logicalId);
  return left.flat();
}
