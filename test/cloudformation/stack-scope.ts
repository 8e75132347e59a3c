import type { Account } from './account-stacks';
import { references, resolveCondition, type Scope } from './intrinsics';
import type { Stack } from './stack';
import type { ResourceDefinition, Template } from './template';

/** The values that a stack's template can refer to during a deployment. */
export function scopeOf(stack: Stack, account: Account): Scope {
  const resource = (logicalId: string): { physicalId: string; attributes: Readonly<Record<string, unknown>> } => {
    const found = stack.resources.get(logicalId);
    if (found === undefined) throw new Error(`Unresolved resource dependencies [${logicalId}]`);
    return found;
  };
  return {
    template: stack.template,
    parameters: {
      ...stack.parameters,
      'AWS::AccountId': account.accountId,
      'AWS::Region': account.region,
      'AWS::Partition': account.partition,
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackId': stack.id,
      'AWS::StackName': stack.name,
    },
    ref: (logicalId) => resource(logicalId).physicalId,
    getAtt: (logicalId, attribute) => {
      const value = resource(logicalId).attributes[attribute];
      if (value === undefined) throw new Error(`${logicalId} has no attribute ${attribute}`);
      return value;
    },
  };
}

/** The resources of the template whose conditions hold. */
export function declaredResources(scope: Scope): ReadonlyMap<string, ResourceDefinition> {
  const { template } = scope;
  return new Map(
    Object.entries(template.Resources).filter(
      ([, { Condition }]) => Condition === undefined || resolveCondition(Condition, scope),
    ),
  );
}

export function dependenciesOf(definition: ResourceDefinition, template: Template): string[] {
  return [...new Set([...definition.DependsOn, ...references(definition.Properties, template)])];
}

/** The values of the template's parameters: those given now, else the former ones, else the defaults. */
export function parameterValues(
  template: Template,
  given: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
): Record<string, string> {
  const values = Object.entries(template.Parameters).map(([name, { Default }]): [string, string] => {
    const value = given[name] ?? before[name] ?? Default;
    if (value === undefined) throw new Error(`Parameters: [${name}] must have values`);
    return [name, value];
  });
  return Object.fromEntries(values);
}
