import type { Account } from './account-stacks';
import { resolve, type Scope } from './intrinsics';
import { isObject, listOf, type Template } from './template';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const STACK_LIMITS = { resources: 500, parameters: 200, templateBytes: 1_048_576 };

/**
 * The limits of one role. That of inline policies is for all of them together.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const ROLE_LIMITS = { inlinePolicyCharacters: 10_240, trustPolicyCharacters: 2_048, policyNameCharacters: 128 };

/** Values for a template that is not deployed, with names as long as AWS makes them. */
export function foreseen(
  template: Template,
  { accountId, region, partition }: Account,
  stackName: string,
  parameters: Readonly<Record<string, string>> = {},
): Scope {
  const arn = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  const ref = (logicalId: string): string => `${stackName}-${logicalId}-1A2B3C4D5E6F`;
  const arns: Readonly<Record<string, (logicalId: string) => string>> = {
    'AWS::Logs::LogGroup': (logicalId) => arn('logs', `log-group:${ref(logicalId)}:*`),
    'AWS::SMSVOICE::Pool': () => arn('sms-voice', 'pool/pool-0123456789abcdef0123456789abcdef'),
  };
  const pseudo = { 'AWS::AccountId': accountId, 'AWS::Region': region, 'AWS::Partition': partition };
  return {
    template,
    parameters: { ...parameters, ...pseudo },
    ref,
    getAtt: (logicalId, attribute) => {
      const type = template.Resources[logicalId]?.Type ?? 'nothing';
      const arnOf = attribute === 'Arn' ? arns[type] : undefined;
      if (arnOf !== undefined) return arnOf(logicalId);
      throw new Error(`${logicalId} is ${type}, whose ${attribute} has no assumed value; add one to limits.ts`);
    },
  };
}

/** The documents of a role's inline policies: its own, and those of AWS::IAM::Policy resources that name it. */
export function inlinePolicies(roleId: string, scope: Scope): unknown[] {
  const own = scope.template.Resources[roleId]?.Properties.Policies;
  const attached = Object.values(scope.template.Resources)
    .filter(({ Type, Properties }) => Type === 'AWS::IAM::Policy' && listOf(Properties.Roles).some(refersTo(roleId)))
    .map(({ Properties }) => Properties);
  return [...listOf(own), ...attached]
    .map((policy) => resolve(policy, scope))
    .map((policy) => (isObject(policy) ? policy.PolicyDocument : undefined));
}

function refersTo(logicalId: string): (value: unknown) => boolean {
  return (value) => isObject(value) && value.Ref === logicalId;
}

/** The characters of the documents as IAM counts them, without white space. */
export function characters(documents: readonly unknown[]): number {
  return documents.reduce<number>((sum, document) => sum + JSON.stringify(document).replace(/\s/g, '').length, 0);
}
