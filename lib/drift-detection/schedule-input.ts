import { Aws, CfnResource, Fn, type Stack } from 'aws-cdk-lib';
import type { CheckedAssociation } from './checked-association';

/**
 * The event that the schedule sends to the function, as JSON.
 *
 * An association with a condition is in it only if the condition holds, as its resource is in the stack.
 */
export function scheduleInput(stack: Stack, repair: boolean, associations: readonly CheckedAssociation[]): string {
  const entries = associations.flatMap((checked) => entryOf(stack, checked) ?? []);
  const list = entries.length === 0 ? '' : Fn.join(',', entries);
  return `{"DriftDetection":{"StackId":"${stack.stackId}",${repair ? '"Repair":"true",' : ''}"Associations":[${list}]}}`;
}

/** Undefined if the app removed the resource of the association. */
function entryOf(stack: Stack, checked: CheckedAssociation): string | undefined {
  const { association, pool, identity, isoCountryCode, deferPending } = checked;
  const resource = association.node.defaultChild;
  if (resource === undefined || !CfnResource.isCfnResource(resource)) return undefined;
  const entry = stack.toJsonString({
    LogicalResourceId: resource.logicalId,
    Path: association.node.path,
    PoolId: pool,
    OriginationIdentity: identity,
    ...(isoCountryCode === undefined ? {} : { IsoCountryCode: isoCountryCode }),
    ...(deferPending ? { DeferPending: 'true' } : {}),
  });
  const { condition } = resource.cfnOptions;
  return condition === undefined ? entry : Fn.conditionIf(condition.logicalId, entry, Aws.NO_VALUE).toString();
}
