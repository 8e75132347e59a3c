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
  const stack = Stack.of(scope);
  const text = (value: unknown): string => JSON.stringify(stack.resolve(value));
  const elements = stack.node.findAll();
  const endpoints = elements
    .filter((element) => CfnVPCEndpoint.isCfnVPCEndpoint(element))
    .filter(({ vpcId }) => text(vpcId) === text(vpc.vpcId));
  const groupIds = [
    ...securityGroups.map(({ securityGroupId }) => securityGroupId),
    ...endpoints.flatMap(({ securityGroupIds }) => securityGroupIds ?? []),
  ];
  const groups = new Set(groupIds.map(text));
  const rules = elements.filter((element) => isRule(element) && groups.has(text(element.groupId)));
  return [vpc, ...securityGroups, ...endpoints, ...rules];
}

function isRule(element: IConstruct): element is CfnSecurityGroupEgress | CfnSecurityGroupIngress {
  return (
    CfnSecurityGroupEgress.isCfnSecurityGroupEgress(element) ||
    CfnSecurityGroupIngress.isCfnSecurityGroupIngress(element)
  );
}
