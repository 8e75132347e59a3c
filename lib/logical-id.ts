import { CfnElement } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Gives the resource behind an L2 construct a logical id of its own; the user can still override it. */
export function overrideLogicalId(construct: IConstruct, logicalId: string): CfnElement {
  const element = construct.node.defaultChild;
  if (element === undefined || !CfnElement.isCfnElement(element)) {
    throw new Error(
      `${construct.node.path}: has no default child that is a CfnElement; expected one to override its logical id; ` +
        'report it with the version of aws-cdk-lib',
    );
  }
  element.overrideLogicalId(logicalId);
  return element;
}
