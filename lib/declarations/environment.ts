import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { differ } from '../naming/known';

/** Whether two constructs may be in one account and region, inside of which an id names one thing. */
export function mayBeOneEnvironment(one: IConstruct, other: IConstruct): boolean {
  const [a, b] = [Stack.of(one), Stack.of(other)];
  return !differ(a.account, b.account) && !differ(a.region, b.region);
}
