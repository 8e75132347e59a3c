import { Stack } from 'aws-cdk-lib';
import { associationName, identityName, poolName } from '../naming/association-name';
import { byPath } from '../naming/resolved-name';
import { groupedBy, mayBeOneEnvironment } from './comparing';
import type { DeclaredAssociation } from './declared-association';

/** The declarations that repeat or contradict one before them in the app; the first of these for each. */
export function repetitionProblems(own: readonly DeclaredAssociation[], all: readonly DeclaredAssociation[]): string[] {
  const namesakes = groupedBy(all, (declared) => associationName(declared, byPath));
  return own.flatMap((declared) => {
    const same = namesakes.get(associationName(declared, byPath)) ?? [];
    const earlier = same.slice(0, same.indexOf(declared));
    return earlier.flatMap((other) => contradiction(declared, other) ?? []).slice(0, 1);
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
  if (pool.text !== otherPool.text) {
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
