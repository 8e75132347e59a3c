import { Stack } from 'aws-cdk-lib';
import {
  CfnSecurityGroupEgress,
  CfnSecurityGroupIngress,
  CfnVPCEndpoint,
  type ISecurityGroup,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';

/**
 * The network that a function in a VPC needs until its last call.
 *
 * Endpoints, routes and rules are no attributes of the function: CloudFormation deletes them before the last association,
 * unless a dependency keeps them. They are inside of the VPC and the security groups; the app may also declare endpoints
 * and rules elsewhere in the stack.
 */
export function networkOf(scope: IConstruct, vpc: IVpc, securityGroups: readonly ISecurityGroup[]): IConstruct[] {
  return [vpc, ...securityGroups, ...declaredElsewhere(scope, vpc, securityGroups)];
}

function declaredElsewhere(scope: IConstruct, vpc: IVpc, securityGroups: readonly ISecurityGroup[]): IConstruct[] {
  const stack = Stack.of(scope);
  const text = (value: unknown): string => JSON.stringify(stack.resolve(value));
  const vpcId = text(vpc.vpcId);
  const groupIds = new Set(securityGroups.map(({ securityGroupId }) => text(securityGroupId)));
  return stack.node.findAll().filter((construct) => {
    if (CfnVPCEndpoint.isCfnVPCEndpoint(construct)) return text(construct.vpcId) === vpcId;
    if (CfnSecurityGroupEgress.isCfnSecurityGroupEgress(construct)) return groupIds.has(text(construct.groupId));
    return CfnSecurityGroupIngress.isCfnSecurityGroupIngress(construct) && groupIds.has(text(construct.groupId));
  });
}
