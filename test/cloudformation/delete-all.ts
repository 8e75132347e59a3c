import { inDependencyOrder } from './dependency-order';
import type { Operation } from './operation';
import type { StackResource } from './stack';

/** A resource to delete, and the policy that applies: its DeletionPolicy or its UpdateReplacePolicy. */
export interface Deletion {
  readonly resource: StackResource;
  readonly policy: string | undefined;
}

/** How often a clean-up tries to delete a resource before it skips it. */
const CLEAN_UP_ATTEMPTS = 3;

/** Deletes resources, each after those that depend on it; gives the logical ids of those that could not be deleted. */
export async function deleteAll(operation: Operation, resources: readonly StackResource[]): Promise<string[]> {
  const deletions = resources.map((resource) => ({ resource, policy: resource.definition.DeletionPolicy }));
  const left = new Set(deletions);
  await eachAfterDependents(deletions, async (deletion) => {
    const gone = await operation.delete(deletion.resource, deletion.policy);
    if (gone) left.delete(deletion);
    return gone;
  });
  return [...left].map(({ resource }) => resource.logicalId);
}

/** The same in a clean-up, which skips a resource after some failures and goes on with those that it depends on. */
export async function cleanUpAll(operation: Operation, deletions: readonly Deletion[]): Promise<string[]> {
  const left: string[] = [];
  await eachAfterDependents(deletions, async ({ resource, policy }) => {
    for (let attempt = 1; attempt <= CLEAN_UP_ATTEMPTS; attempt += 1) {
      if (await operation.delete(resource, policy)) return true;
    }
    operation.report(resource, 'DELETE_SKIPPED');
    left.push(resource.logicalId);
    return true;
  });
  return left;
}

function eachAfterDependents<T extends Deletion>(
  deletions: readonly T[],
  visit: (deletion: T) => Promise<boolean>,
): Promise<void> {
  const isNeeded = ({ resource }: T, other: T): boolean => other.resource.dependencies.includes(resource.logicalId);
  return inDependencyOrder(deletions, ({ resource }) => resource.logicalId, isNeeded, visit);
}
