import { expect, test } from '@jest/globals';
import { inDependencyOrder } from './dependency-order';

test('a circle is refused before anything of it is visited, and the message names it', async () => {
  const dependencies: Readonly<Record<string, string>> = { First: 'Topic', Topic: 'Queue', Queue: 'Topic' };
  const visited: string[] = [];
  const order = inDependencyOrder(
    Object.keys(dependencies),
    String,
    (node, other) => dependencies[node] === other,
    (node) => Promise.resolve(visited.push(node) > 0),
  );
  await expect(order).rejects.toThrow('Circular dependency between resources: [Topic, Queue]');
  expect(visited).toEqual([]);
});
