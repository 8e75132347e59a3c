import { CfnResource, Stack } from 'aws-cdk-lib';
import {
  CfnNatGateway,
  CfnNetworkAclEntry,
  CfnRoute,
  CfnSecurityGroup,
  CfnSecurityGroupEgress,
  CfnSecurityGroupIngress,
  CfnSubnet,
  CfnSubnetNetworkAclAssociation,
  CfnSubnetRouteTableAssociation,
  CfnVPCEndpoint,
} from 'aws-cdk-lib/aws-ec2';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { hasMember } from '../util/has-member';
import { templateProperties } from '../util/template-properties';

/** The names of the AWS services that have endpoints, and of those that the function calls, in a template. */
const AWS_SERVICE = 'com.amazonaws.';
const CALLED_SERVICE = /\.(sms-voice|cloudformation|s3|vpce-svc)[a-z0-9-]*"[\]}]*$/;

/**
 * The network that a function in a VPC needs until its last call, as far as it is in the function's stack.
 *
 * Endpoints, routes and rules are not attributes of the function: CloudFormation deletes them before the last association,
 * unless a dependency keeps them. Only what this function uses counts: a rule that lets in another resource, for
 * instance, can depend on an association itself.
 *
 * @param vpcId of the VPC that the function's props name; the resources say it for another one
 */
export function networkOf(lambdaFunction: CfnFunction, vpcId: string | undefined): CfnResource[] {
  const { VpcConfig } = templateProperties(lambdaFunction);
  if (!hasMember(VpcConfig, 'SubnetIds') || !hasMember(VpcConfig, 'SecurityGroupIds')) return [];
  const network = new StackNetwork(Stack.of(lambdaFunction));
  const groups = network.names(VpcConfig.SecurityGroupIds);
  const subnets = network.names(VpcConfig.SubnetIds);
  const tables = network.routeTables(subnets);
  const vpcs = new Set([...network.vpcs(subnets, groups), ...network.names(vpcId ?? [])]);
  const endpoints = network.endpoints(vpcs, tables);
  const endpointGroups = network.names(endpoints.flatMap(({ securityGroupIds }) => securityGroupIds ?? []));
  const endpointSubnets = network.names(endpoints.flatMap(({ subnetIds }) => subnetIds ?? []));
  return [
    ...network.routing(subnets),
    ...endpoints,
    ...network.accessLists(endpointSubnets),
    ...network.rules(groups, endpointGroups),
  ];
}

/** Names of resources, as the template has them. */
type Names = ReadonlySet<string>;

/** What makes up the networks of a stack. */
class StackNetwork {
  private readonly resources: readonly CfnResource[];

  public constructor(private readonly stack: Stack) {
    const resources = stack.node.findAll().filter((element) => CfnResource.isCfnResource(element));
    this.resources = resources.filter((resource) => resource.stack === stack);
  }

  public names(values: unknown): Names {
    const resolved: unknown = this.stack.resolve(values);
    return new Set((Array.isArray(resolved) ? resolved : [resolved]).map((value) => JSON.stringify(value)));
  }

  public vpcs(subnets: Names, groups: Names): string[] {
    const ofSubnets = this.resources
      .filter((resource) => CfnSubnet.isCfnSubnet(resource))
      .filter(({ ref }) => this.isIn(subnets, ref));
    const ofGroups = this.resources
      .filter((resource) => CfnSecurityGroup.isCfnSecurityGroup(resource))
      .filter(({ attrGroupId }) => this.isIn(groups, attrGroupId));
    return [...ofSubnets, ...ofGroups].flatMap(({ vpcId }) => [...this.names(vpcId ?? [])]);
  }

  public routeTables(subnets: Names): Names {
    return this.names(this.tableAssociations(subnets).map(({ routeTableId }) => routeTableId));
  }

  /** What leads out of subnets, and out of those of the NAT gateways on the way. */
  public routing(subnets: Names, passed: Names = new Set()): CfnResource[] {
    const next = new Set([...subnets].filter((subnet) => !passed.has(subnet)));
    if (next.size === 0) return [];
    const tables = this.routeTables(next);
    const routes = this.resources
      .filter((resource) => CfnRoute.isCfnRoute(resource))
      .filter(({ routeTableId }) => this.isIn(tables, routeTableId));
    const gatewayIds = this.names(routes.flatMap(({ natGatewayId }) => natGatewayId ?? []));
    const gateways = this.resources
      .filter((resource) => CfnNatGateway.isCfnNatGateway(resource))
      .filter(({ ref }) => this.isIn(gatewayIds, ref));
    return [
      ...this.tableAssociations(next),
      ...routes,
      ...this.accessLists(next),
      ...this.routing(this.names(gateways.map(({ subnetId }) => subnetId)), new Set([...passed, ...next])),
    ];
  }

  /** The endpoints by which the function can reach what it calls: interfaces in its VPCs, gateways in its route tables. */
  public endpoints(vpcs: Names, tables: Names): CfnVPCEndpoint[] {
    return this.resources
      .filter((resource) => CfnVPCEndpoint.isCfnVPCEndpoint(resource))
      .filter(({ vpcId, serviceName, routeTableIds }) => {
        const service = JSON.stringify(this.stack.resolve(serviceName));
        if (service.includes(AWS_SERVICE) && !CALLED_SERVICE.test(service)) return false;
        const itsTables = [...this.names(routeTableIds ?? [])];
        return this.isIn(vpcs, vpcId) && (itsTables.length === 0 || itsTables.some((table) => tables.has(table)));
      });
  }

  /** The rules that let the function's groups out, and into the groups of its endpoints. */
  public rules(groups: Names, endpointGroups: Names): CfnResource[] {
    const out = this.resources
      .filter((resource) => CfnSecurityGroupEgress.isCfnSecurityGroupEgress(resource))
      .filter(({ groupId }) => this.isIn(groups, groupId));
    const into = this.resources
      .filter((resource) => CfnSecurityGroupIngress.isCfnSecurityGroupIngress(resource))
      .filter(
        ({ groupId, sourceSecurityGroupId: peer }) =>
          this.isIn(endpointGroups, groupId) && (peer === undefined || this.isIn(groups, peer)),
      );
    return [...out, ...into];
  }

  /** The network ACLs of subnets, with their entries: an ACL without entries lets nothing through. */
  public accessLists(subnets: Names): CfnResource[] {
    const all = this.resources.filter((resource) =>
      CfnSubnetNetworkAclAssociation.isCfnSubnetNetworkAclAssociation(resource),
    );
    const associations = all.filter(({ subnetId }) => this.isIn(subnets, subnetId));
    const lists = this.names(associations.map(({ networkAclId }) => networkAclId));
    const entries = this.resources.filter((resource) => CfnNetworkAclEntry.isCfnNetworkAclEntry(resource));
    return [...associations, ...entries.filter(({ networkAclId }) => this.isIn(lists, networkAclId))];
  }

  private tableAssociations(subnets: Names): CfnSubnetRouteTableAssociation[] {
    const all = this.resources.filter((resource) =>
      CfnSubnetRouteTableAssociation.isCfnSubnetRouteTableAssociation(resource),
    );
    return all.filter(({ subnetId }) => this.isIn(subnets, subnetId));
  }

  private isIn(names: Names, value: unknown): boolean {
    return names.has(JSON.stringify(this.stack.resolve(value)));
  }
}
