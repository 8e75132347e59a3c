import { Stack } from 'aws-cdk-lib';
import { associationName, identityName, poolName } from '../naming/association-name';
import { byPath } from '../naming/resolved-name';
import { groupedBy, mayBeOneEnvironment, mayBeOneThing } from './comparing';
import type { DeclaredAssociation } from './declared-association';

/**
 * The contradictions of declarations with one before them in the app.
 *
 * Declarations that agree with each other, and contradict the same earlier one, are one problem.
 */
export function repetitionProblems(own: readonly DeclaredAssociation[], all: readonly DeclaredAssociation[]): string[] {
  const namesakes = groupedBy(all, (declared) => associationName(declared, byPath));
  return [...groupedBy(own, (declared) => associationName(declared, byPath)).entries()].flatMap(([name, ofStack]) => {
    const same = namesakes.get(name) ?? [];
    const found = ofStack.flatMap((declared) => {
      const earlier = same.slice(0, same.indexOf(declared));
      const problem = earlier.map((other) => contradiction(declared, other)).find((one) => one !== undefined);
      return problem === undefined ? [] : [{ declared, problem }];
    });
    const [first, ...others] = found;
    if (first === undefined) return [];
    const more = others.map(({ declared }) => `'${declared.association.node.path}'`);
    return more.length === 0 ? [first.problem] : [`${first.problem} (the same goes for ${more.join(', ')})`];
  });
}

/** What is wrong with two declarations whose associations have one name. */
function contradiction(declared: DeclaredAssociation, earlier: DeclaredAssociation): string | undefined {
  const sameStack = Stack.of(declared.association) === Stack.of(earlier.association);
  const [identity, pool, otherPool] = [
    identityName(declared, byPath),
    poolName(declared, byPath),
    poolName(earlier, byPath),
  ];
  // The value behind an import, a parameter or a lookup can be another one in another stack.
  if (!sameStack && !(identity.known && pool.known && otherPool.known)) return undefined;
  if (!mayBeOneEnvironment(declared.association, earlier.association)) return undefined;

  const what = `'${declared.association.node.path}' puts '${identity.text}' into pool '${pool.text}'`;
  const other = `'${earlier.association.node.path}'`;
  if (!mayBeOneThing(declared.association, pool, earlier.association, otherPool)) {
    return (
      `${what}, and ${other} puts it into pool '${otherPool.text}'; ` +
      'expected one pool, since a phone number or RCS agent can be in one only; remove one'
    );
  }
  if (sameStack) return `${what}, and ${other} declares the same; expected one declaration; remove one`;
  if (declared.adoptExisting || earlier.adoptExisting) return undefined;
  return (
    `${what}, and ${other} declares the same in another stack; expected one owner, since the second deployment would ` +
    'find the association in place and fail; set adoptExisting on the one that must not remove it, or remove one'
  );
}
