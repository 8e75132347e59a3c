import { Stack } from 'aws-cdk-lib';
import { CfnPolicy, type Policy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_CHARACTERS = 10_240;

/** The shortest texts that CloudFormation can put in place of an expression. */
const PSEUDO_PARAMETERS: ReadonlyMap<unknown, string> = new Map([
  ['AWS::Partition', 'aws'],
  ['AWS::Region', 'eu-west-1'],
  ['AWS::AccountId', '111122223333'],
  ['AWS::StackId', 'arn:aws:cloudformation:eu-west-1:111122223333:stack/S/01234567-89ab-cdef-0123-456789abcdef'],
]);
const POOL_ARN = 'arn:aws:sms-voice:eu-west-1:111122223333:pool/pool-0123456789abcdef0123456789abcdef';

/** The problem of a role whose policies are surely longer than IAM allows, which no deployment would survive. */
export function sizeProblems(provider: Construct, policies: readonly Policy[]): string[] {
  const attached = policies.filter(isAttached);
  const characters = attached
    .map((policy) => JSON.stringify(shortest(Stack.of(policy).resolve(policy.document))).length)
    .reduce((sum, length) => sum + length, 0);
  if (characters <= MAX_CHARACTERS) return [];
  return [
    `'${provider.node.path}' has ${attached.length} policies on one role, of ${characters} characters or more; expected ` +
      `${MAX_CHARACTERS} at most, the limit of IAM for the inline policies of a role, which is enough for the 25 pools ` +
      'that an account has by default; for new pools pass another AssociationProvider, with a name, to their ' +
      'associations, or declare them in another stack',
  ];
}

/** Not so if the role is imported as immutable. */
function isAttached({ node, stack }: Policy): boolean {
  const { defaultChild } = node;
  return CfnPolicy.isCfnPolicy(defaultChild) && stack.resolve(defaultChild.roles) !== undefined;
}

/** A resolved value with the shortest text in place of each expression. */
function shortest(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortest);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name = '', argument]: readonly unknown[] = entries.length === 1 ? (entries[0] ?? []) : [];
  if (name === 'Ref') return PSEUDO_PARAMETERS.get(argument) ?? POOL_ARN;
  if (name === 'Fn::Join' && Array.isArray(argument)) return join(argument);
  if (String(name).startsWith('Fn::')) return POOL_ARN;
  return Object.fromEntries(entries.map(([key, member]): [string, unknown] => [key, shortest(member)]));
}

function join([separator, parts]: readonly unknown[]): string {
  return Array.isArray(parts) ? parts.map((part: unknown) => String(shortest(part))).join(String(separator)) : POOL_ARN;
}
