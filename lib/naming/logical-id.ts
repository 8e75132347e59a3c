import { CfnElement } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Gives the resource behind an L2 construct a logical id; the user can still override it.
 *
 * Does nothing if there is no such resource: `Role.customizeRoles` makes roles and policies that have none.
 */
export function overrideLogicalId(construct: IConstruct, logicalId: string): void {
  const element = construct.node.defaultChild;
  if (element !== undefined && CfnElement.isCfnElement(element)) element.overrideLogicalId(logicalId);
}
