import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ResolvedName } from '../naming/resolved-name';
import { differ } from '../util/known';

/** Whether two constructs may be in one account and region, inside of which an id names one thing. */
export function mayBeOneEnvironment(one: IConstruct, other: IConstruct): boolean {
  const [a, b] = [Stack.of(one), Stack.of(other)];
  return !differ(a.account, b.account) && !differ(a.region, b.region);
}

/** Whether two names may be of one thing: the ids are equal, and the accounts are not known to differ. */
export function mayBeOneThing(
  scope: IConstruct,
  name: ResolvedName,
  other: IConstruct,
  otherName: ResolvedName,
): boolean {
  const [a, b] = [name.account ?? Stack.of(scope).account, otherName.account ?? Stack.of(other).account];
  return name.id === otherName.id && !differ(a, b);
}

/** Groups items by name, so that a stack of hundreds is not compared each with each. */
export function groupedBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
