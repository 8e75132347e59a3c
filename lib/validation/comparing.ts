import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { differ } from '../util/known';

/** Whether two constructs may be in one account and region, inside of which an id names one thing. */
export function mayBeOneEnvironment(one: IConstruct, other: IConstruct): boolean {
  const [a, b] = [Stack.of(one), Stack.of(other)];
  return !differ(a.account, b.account) && !differ(a.region, b.region);
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
