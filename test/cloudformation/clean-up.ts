import type { Changes } from './changes';
import { cleanUpAll, type Deletion } from './delete-all';
import type { Deployment } from './deployment';
import type { Operation } from './operation';
import type { Stack } from './stack';

/** What an update that succeeded has to delete: what its template no longer declares, and what was replaced. */
export function cleanUpOf({ stack }: Operation, deployment: Deployment): Deletion[] {
  const removed = [...stack.resources.values()]
    .filter(({ logicalId }) => !deployment.declares(logicalId))
    .map((resource) => ({ resource, policy: resource.definition.DeletionPolicy }));
  return [...removed, ...replacedIn(stack)];
}

/** The resources that others have replaced since the stack was last stable. */
export function replacedIn({ resources, changes }: Stack): Deletion[] {
  const before = [...(changes?.updated.values() ?? [])].map(({ before: resource, after }) => ({
    resource,
    policy: after.definition.UpdateReplacePolicy,
  }));
  const between = (changes?.superseded ?? []).map((resource) => ({ resource, policy: undefined }));
  return [...before, ...between].filter(
    ({ resource: { logicalId, physicalId } }) => resources.get(logicalId)?.physicalId !== physicalId,
  );
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
  return left.flat();
}

/** Deletes what updates had made before they were rolled back; gives what could not be deleted. */
export async function cleanUpRollBack(operation: Operation, { created }: Changes): Promise<string[]> {
  const { stack } = operation;
  const deletions = [
    ...[...created.values()].map((resource) => ({ resource, policy: resource.definition.DeletionPolicy })),
    ...replacedIn(stack),
  ];
  const left = await Promise.all([cleanUpAll(operation, deletions), operation.cleanUpNested()]);
  for (const logicalId of created.keys()) stack.resources.delete(logicalId);
  return left.flat();
}
