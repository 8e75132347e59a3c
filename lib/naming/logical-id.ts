import { CfnElement } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { shortHash } from '../util/short-hash';
import { type AssociationEnds, associationName } from './association-name';
import { byLogicalId } from './resolved-name';

/**
 * The logical id of an association. It follows from the pool and the identity, not from the construct's path: a construct
 * that is renamed or moved in its stack stays the same resource. Under a new logical id CloudFormation would create it
 * before it deletes the old one, and the service refuses that.
 *
 * Deployed resources have these ids: the result for given ends must never change.
 */
export function associationLogicalId(ends: AssociationEnds): string {
  return `OriginationIdentityAssociation${shortHash(associationName(ends, byLogicalId))}`;
}

/**
 * Gives the resource behind an L2 construct a logical id; the user can still override it.
 *
 * Does nothing if there is no such resource: `Role.customizeRoles` makes roles and policies that have none.
 */
export function overrideLogicalId(construct: IConstruct, logicalId: string): void {
  const element = construct.node.defaultChild;
  if (element !== undefined && CfnElement.isCfnElement(element)) element.overrideLogicalId(logicalId);
}
