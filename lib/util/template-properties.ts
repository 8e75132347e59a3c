import { type CfnResource, Stack } from 'aws-cdk-lib';
import { hasMember } from './has-member';

/**
 * The properties of a resource as its template has them: after property injectors, aspects and escape hatches.
 *
 * @param resolve resolves the tokens in them; as for the template by default
 */
export function templateProperties(
  resource: CfnResource,
  resolve: (value: unknown) => unknown = (value) => Stack.of(resource).resolve(value),
): Readonly<Record<string, unknown>> {
  const template = resolve(resource._toCloudFormation());
  const resources: unknown = hasMember(template, 'Resources') ? template.Resources : undefined;
  const [definition]: unknown[] = isRecord(resources) ? Object.values(resources) : [];
  const properties: unknown = hasMember(definition, 'Properties') ? definition.Properties : undefined;
  return isRecord(properties) ? properties : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
