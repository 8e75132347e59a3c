import { type CfnResource, Stack } from 'aws-cdk-lib';

/**
 * The properties of a resource as its template has them: after property injectors, aspects and escape hatches.
 *
 * @param resolve resolves the tokens in them; as for the template by default
 */
export function templateProperties(
  resource: CfnResource,
  resolve: (value: unknown) => unknown = (value) => Stack.of(resource).resolve(value),
): Readonly<Record<string, unknown>> {
  const { Resources } = recordOf(resolve(resource._toCloudFormation()));
  const [definition] = Object.values(recordOf(Resources));
  return recordOf(recordOf(definition).Properties);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
