import * as cdk from 'aws-cdk-lib';
import {
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  Tokenization,
} from 'aws-cdk-lib';
import type { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { hasMethod } from '../util/has-member';

/** The API of aws-cdk-lib 2.257 and newer by which findings are acknowledged. The library works without it. */
const VALIDATIONS: unknown = Reflect.get(cdk, 'Validations');

/** What the packs of cdk-nag call a policy that is part of a role. */
const INLINE_POLICY_FINDINGS = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'].map(
  (pack) => `${pack}-IAMNoInlinePolicy`,
);

const WILDCARD_REASON =
  'No association can be changed without the permission on its pool, which is granted pool by pool, by the exact ARN ' +
  '(on all pools only if the pool comes from a token, whose former value needs the permission as well). ' +
  'Identities are not listed one by one, because a policy would lose an identity before its association is deleted. ' +
  'The remaining permissions are to read, to write to the log group of the function, to send its traces, and to make its ' +
  'network interfaces in a VPC.';

const INLINE_REASON =
  'The policies are parts of the role so that no other identity can get them, and so that each is deleted after the last ' +
  'association that needs it. A role can have more pools than managed policies.';

/** A wildcard at the end of a resource, perhaps with one for the account. Others come from a value of the user. */
const OWN_WILDCARD = /^[^*]*(:\*:[a-z-]+\/)?\*$/;

/** Acknowledges that a policy of the provider is part of the role. */
export function acknowledgeInlinePolicy(policy: Policy): void {
  acknowledge(policy, INLINE_POLICY_FINDINGS, INLINE_REASON);
}

/** Acknowledges the wildcards that this library puts into a policy. */
export function acknowledgeWildcards(policy: Policy, statements: readonly PolicyStatement[]): void {
  acknowledge(policy, wildcardFindings(policy, statements), WILDCARD_REASON);
}

/** Acknowledges what options of the function bring to the role beside the provider's own policies. */
export function acknowledgeRole(role: IConstruct): void {
  acknowledge(
    role,
    INLINE_POLICY_FINDINGS,
    'The permission to send to the dead-letter queue or destination is for this role.',
  );
  acknowledge(
    role,
    ['kms:GenerateDataKey*', 'kms:ReEncrypt*'].map((action) => `AwsSolutions-IAM5[Action::${action}]`),
    'To send to an encrypted queue or topic needs these actions, on its key only.',
  );
  acknowledge(
    role,
    ['AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/CloudWatchLambdaInsightsExecutionRolePolicy]'],
    'The option insightsVersion asks for Lambda Insights, and AWS has this policy for it.',
  );
}

/** Acknowledges what cdk-nag finds in the role of a drift detection's schedule. */
export function acknowledgeScheduleRole(role: IConstruct): void {
  acknowledge(role, INLINE_POLICY_FINDINGS, 'The permission to call the function is for this role.');
}

/** Acknowledges what cdk-nag finds in the dead-letter queue that the provider makes. */
export function acknowledgeDeadLetterQueue(queue: IConstruct): void {
  acknowledge(queue, ['Serverless-SQSRedrivePolicy'], 'This is a dead-letter queue itself.');
}

/** Acknowledges findings of validation plug-ins such as cdk-nag, as far as the installed aws-cdk-lib can. */
function acknowledge(construct: IConstruct, findings: readonly string[], reason: string): void {
  if (!hasMethod(VALIDATIONS, 'of')) return;
  const validations = VALIDATIONS.of(construct);
  if (!hasMethod(validations, 'acknowledge')) return;
  for (const id of findings) {
    try {
      validations.acknowledge({ id, reason });
    } catch {
      // Before 2.269 an id with a pseudo parameter like `<AWS::Region>` in it is refused; the finding stays.
    }
  }
}

/**
 * What cdk-nag calls the wildcards in the statements' resources.
 *
 * Each has to be acknowledged by its own name, which is the resource with `<Ref>` and `<Resource.Attribute>` in it.
 */
function wildcardFindings(scope: IConstruct, statements: readonly PolicyStatement[]): string[] {
  return statements
    .flatMap(({ resources }) => resources)
    .map((resource) => String(Tokenization.resolve(resource, { scope, resolver: new FlatReferences() })))
    .filter((resource) => OWN_WILDCARD.test(resource))
    .map((resource) => `AwsSolutions-IAM5[Resource::${resource}]`);
}

class FlatReferences extends DefaultTokenResolver {
  public constructor() {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const resolved: unknown = super.resolveToken(token, context, postProcessor);
    if (typeof resolved !== 'object' || resolved === null) return resolved;
    if ('Ref' in resolved) return `<${String(resolved.Ref)}>`;
    const attribute = 'Fn::GetAtt' in resolved ? resolved['Fn::GetAtt'] : undefined;
    return Array.isArray(attribute) ? `<${attribute.join('.')}>` : resolved;
  }
}
