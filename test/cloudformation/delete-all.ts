import { inReverseOrder } from './dependency-order';
import type { Operation } from './operation';
import type { StackResource } from './stack';

/** Deletes resources, each after those that depend on it; gives the logical ids of those that are left. */
export async function deleteAll(
  operation: Operation,
  resources: readonly StackResource[],
  policyOf: (resource: StackResource) => string | undefined,
): Promise<string[]> {
  const byId = new Map(resources.map((resource) => [resource.logicalId, resource]));
  const left = new Set(byId.keys());
  await inReverseOrder(
    [...byId.keys()],
    (id) => byId.get(id)?.dependencies ?? [],
    async (id) => {
      const resource = byId.get(id);
      const gone = resource === undefined || (await operation.delete(resource, policyOf(resource)));
      if (gone) left.delete(id);
      return gone;
    },
  );
  return [...left];
}
