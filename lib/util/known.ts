import { Token } from 'aws-cdk-lib';

/** How the CDK begins the value that a context lookup has before the CLI has looked it up. */
const LOOKUP_PLACEHOLDER = 'dummy-value-for-';

/** How a dynamic reference begins, whose value CloudFormation looks up in the deployment. */
const DYNAMIC_REFERENCE = '{{resolve:';

/** Whether the value is known now: no token, no placeholder of a context lookup and no dynamic reference. */
export function isKnown(value: string): boolean {
  return !Token.isUnresolved(value) && !value.includes(LOOKUP_PLACEHOLDER) && !value.includes(DYNAMIC_REFERENCE);
}

/** Whether both values are known now and differ. The deployment compares the others. */
export function differ(one: string, other: string): boolean {
  return isKnown(one) && isKnown(other) && one !== other;
}
