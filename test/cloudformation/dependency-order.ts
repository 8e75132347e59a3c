/**
 * Visits each node after those that it depends on, and independent nodes at the same time. A visit that gives false leaves out
 * the nodes that depend on it.
 */
export async function inDependencyOrder<T>(
  nodes: readonly T[],
  nameOf: (node: T) => string,
  dependsOn: (node: T, other: T) => boolean,
  visit: (node: T) => Promise<boolean>,
): Promise<void> {
  const visits = new Map<T, Promise<boolean>>();
  const visited = (node: T, path: readonly T[]): Promise<boolean> => {
    const known = visits.get(node);
    if (known !== undefined) return known;
    if (path.includes(node)) {
      const circle = path.slice(path.indexOf(node)).map(nameOf);
      throw new Error(`Circular dependency between resources: [${circle.join(', ')}]`);
    }
    const dependencies = nodes.filter((other) => dependsOn(node, other));
    const before = Promise.all(dependencies.map((other) => visited(other, [...path, node])));
    const started = before.then((well) => well.every(Boolean) && visit(node));
    visits.set(node, started);
    return started;
  };
  await Promise.all(nodes.map((node) => visited(node, [])));
}
