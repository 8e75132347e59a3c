import { Token } from 'aws-cdk-lib';

/** How the CDK begins the value that a context lookup has before the CLI has looked it up. */
const LOOKUP_PLACEHOLDER = 'dummy-value-for-';

/** Whether the value is known now: neither a token nor the placeholder of a context lookup. */
export function isKnown(value: string): boolean {
  return !Token.isUnresolved(value) && !value.includes(LOOKUP_PLACEHOLDER);
}

/** Whether both values are known now and differ. The deployment compares the others. */
export function differ(one: string, other: string): boolean {
  return isKnown(one) && isKnown(other) && one !== other;
}
