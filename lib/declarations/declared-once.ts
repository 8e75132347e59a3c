import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type AssociationEnds, associationName, identityName, poolName } from '../naming/association-ends';
import { byPath } from '../naming/canonical-name';
import { mayBeOneEnvironment } from './environment';
import { grouped } from './grouped';
import { listingProblems } from './pool-list';
import { settingsProblems } from './pool-settings';

/** An association as an app declares it. */
export interface Declaration extends AssociationEnds {
  /** Whether the association may be in place, made by another owner. */
  readonly adoptExisting: boolean;
}

const declarations = new WeakMap<IConstruct, Declaration>();
const checkedStacks = new WeakSet<Stack>();

/**
 * Makes the synthesis fail if the app contradicts the declaration elsewhere.
 *
 * The check runs when the app is complete, once for each stack with associations, and looks at the whole app.
 */
export function declare(declaration: Declaration): void {
  declarations.set(declaration.association, declaration);
  const stack = Stack.of(declaration.association);
  if (checkedStacks.has(stack)) return;
  checkedStacks.add(stack);
  stack.node.addValidation({ validate: () => problems(stack) });
}

function problems(stack: Stack): string[] {
  const constructs = stack.node.root.node.findAll();
  const all = constructs.flatMap((construct) => declarations.get(construct) ?? []);
  const own = all.filter(({ association }) => Stack.of(association) === stack);
  return [...own.flatMap(repetitions(all)), ...listingProblems(constructs, own), ...own.flatMap(settingsProblems)];
}

/** The problems of a declaration with those before it in the app. */
function repetitions(all: readonly Declaration[]): (declaration: Declaration) => string[] {
  const namesakes = grouped(all, (declaration) => associationName(declaration, byPath));
  return (declaration) => {
    const same = namesakes.get(associationName(declaration, byPath)) ?? [];
    return same.slice(0, same.indexOf(declaration)).flatMap((earlier) => contradiction(declaration, earlier) ?? []);
  };
}

/** What is wrong with two declarations whose associations have one name. */
function contradiction(declaration: Declaration, earlier: Declaration): string | undefined {
  const sameStack = Stack.of(declaration.association) === Stack.of(earlier.association);
  const [identity, pool, otherPool] = [
    identityName(declaration, byPath),
    poolName(declaration, byPath),
    poolName(earlier, byPath),
  ];
  // The value behind an import, a parameter or a lookup can be another one in another stack.
  if (!sameStack && !(identity.known && pool.known && otherPool.known)) return undefined;
  if (!mayBeOneEnvironment(declaration.association, earlier.association)) return undefined;

  const what = `'${declaration.association.node.path}' puts '${identity.text}' into pool '${pool.text}'`;
  const other = `'${earlier.association.node.path}'`;
  if (pool.text !== otherPool.text) {
    return (
      `${what}, and ${other} puts it into pool '${otherPool.text}'; ` +
      'expected one pool, since a phone number or RCS agent can be in one only; remove one'
    );
  }
  if (sameStack) return `${what}, and ${other} declares the same; expected one declaration; remove one`;
  if (declaration.adoptExisting || earlier.adoptExisting) return undefined;
  return (
    `${what}, and ${other} declares the same in another stack; expected one owner, since the second deployment would ` +
    'find the association in place and fail; set adoptExisting on the one that must not remove it, or remove one'
  );
}
