/**
 * Visits each node after its dependencies, and independent nodes at the same time. A visit that gives false leaves out the
 * nodes that depend on it.
 */
export async function inDependencyOrder(
  ids: readonly string[],
  dependenciesOf: (id: string) => readonly string[],
  visit: (id: string) => Promise<boolean>,
): Promise<void> {
  refuseCycles(ids, dependenciesOf);
  const visits = new Map<string, Promise<boolean>>();
  const visited = (id: string): Promise<boolean> => {
    const known = visits.get(id);
    if (known !== undefined) return known;
    const dependencies = dependenciesOf(id).filter((other) => ids.includes(other));
    const started = Promise.all(dependencies.map(visited)).then((well) => well.every(Boolean) && visit(id));
    visits.set(id, started);
    return started;
  };
  await Promise.all(ids.map(visited));
}

/** Visits each node after the nodes that depend on it; otherwise as {@link inDependencyOrder}. */
export async function inReverseOrder(
  ids: readonly string[],
  dependenciesOf: (id: string) => readonly string[],
  visit: (id: string) => Promise<boolean>,
): Promise<void> {
  await inDependencyOrder(ids, (id) => ids.filter((other) => dependenciesOf(other).includes(id)), visit);
}

function refuseCycles(ids: readonly string[], dependenciesOf: (id: string) => readonly string[]): void {
  const clear = new Set<string>();
  const walk = (id: string, path: readonly string[]): void => {
    if (clear.has(id) || !ids.includes(id)) return;
    if (path.includes(id)) {
      throw new Error(`Circular dependency between resources: [${path.slice(path.indexOf(id)).join(', ')}]`);
    }
    for (const dependency of dependenciesOf(id)) walk(dependency, [...path, id]);
    clear.add(id);
  };
  for (const id of ids) walk(id, []);
}
