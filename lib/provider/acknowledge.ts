import * as cdk from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The API of aws-cdk-lib 2.257 and newer by which findings are acknowledged. The library works without it. */
const VALIDATIONS: unknown = Reflect.get(cdk, 'Validations');

/** What the packs of cdk-nag call a policy that is part of a role. */
export const INLINE_POLICY_FINDINGS = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'].map(
  (pack) => `${pack}-IAMNoInlinePolicy`,
);

/** Acknowledges findings of validation plug-ins such as cdk-nag, as far as the installed aws-cdk-lib can. */
export function acknowledge(construct: IConstruct, findings: readonly string[], reason: string): void {
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

/** Acknowledges what options of the function bring to the role beside the provider's own policies. */
export function acknowledgeRole(role: IConstruct): void {
  acknowledge(
    role,
    INLINE_POLICY_FINDINGS,
    'The right to send to the dead-letter queue or destination is for this role.',
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

function hasMethod<K extends string>(value: unknown, name: K): value is Record<K, (...args: unknown[]) => unknown> {
  return value instanceof Object && typeof Reflect.get(value, name) === 'function';
}
