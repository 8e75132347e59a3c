import { accessKeyOf } from './lambda-function';
import type { StackResource } from './stack';
import { isObject, listOf } from './template';

/** The rights of the roles of all stacks at this moment. */
export class IamPolicies {
  constructor(private readonly resources: () => readonly StackResource[]) {}

  /** Whether the role of that access key may perform the action on all of the resources. */
  isAllowed(accessKeyId: string, action: string, resourceArns: readonly string[]): boolean {
    const statements = this.statementsOf(accessKeyId).filter((statement) => matches(statement.Action, action));
    const covered = (effect: string, arn: string): boolean =>
      statements.some((statement) => statement.Effect === effect && matches(statement.Resource, arn));
    return resourceArns.every((arn) => covered('Allow', arn) && !covered('Deny', arn));
  }

  private statementsOf(accessKeyId: string): Record<string, unknown>[] {
    const resources = this.resources();
    const roles = resources.filter(
      ({ definition, attributes }) =>
        definition.Type === 'AWS::IAM::Role' && accessKeyOf(String(attributes.Arn)) === accessKeyId,
    );
    const inline = roles.flatMap(({ properties }) => listOf(properties.Policies));
    const attached = resources.filter(
      ({ definition, properties }) =>
        /^AWS::IAM::(Managed)?Policy$/.test(definition.Type) &&
        roles.some((role) => listOf(properties.Roles).includes(role.physicalId)),
    );
    // Two of one name on one role are one policy, which the last deployment has overwritten.
    const byName = new Map(attached.map(({ properties }) => [JSON.stringify(properties.PolicyName), properties]));
    return [...inline, ...byName.values()]
      .flatMap((policy) => (isObject(policy) ? [policy.PolicyDocument] : []))
      .flatMap((document) => (isObject(document) ? listOf(document.Statement) : []))
      .filter(isObject);
  }
}

function matches(patterns: unknown, value: string): boolean {
  return listOf(patterns).some((pattern) => typeof pattern === 'string' && wildcard(pattern).test(value));
}

function wildcard(pattern: string): RegExp {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
