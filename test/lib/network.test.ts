import { describe, expect, test } from '@jest/globals';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  CfnSecurityGroupEgress,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointService,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { AssociationProvider } from 'cdk-sms-pool-association';
import type { IConstruct } from 'constructs';
import { parseTemplate } from '../cloudformation/template';
import { associate, logicalIds, newApp, newStack } from './fixtures';

const SMS_VOICE = new InterfaceVpcEndpointService('com.amazonaws.us-east-1.sms-voice');
const ISOLATED = { name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED };

function isolatedVpc(stack: Stack): IVpc {
  const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, subnetConfiguration: [ISOLATED] });
  vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 });
  return vpcOf(stack);
}

/** The VPC as an IVpc: with exactOptionalPropertyTypes, Vpc does not fulfil its own interface. */
function vpcOf(stack: Stack): IVpc {
  const isVpc = (construct: IConstruct): construct is IVpc => construct instanceof Vpc;
  const vpc = stack.node.findAll().find(isVpc);
  if (vpc === undefined) throw new Error('expected the stack to have a VPC');
  return vpc;
}

function provider(stack: Stack, vpc: IVpc, securityGroups?: SecurityGroup[]): AssociationProvider {
  const options = securityGroups === undefined ? {} : { securityGroups };
  return new AssociationProvider(stack, 'Provider', {
    vpc,
    vpcSubnets: { subnetType: ISOLATED.subnetType },
    ...options,
  });
}

/** The resources that CloudFormation deletes after the association, since the association needs them. */
function outliving(stack: Stack): string[] {
  const { Resources } = parseTemplate(Template.fromStack(stack).toJSON());
  const needs = Object.entries(Resources).map(([name, resource]): [string, string[]] => {
    const text = JSON.stringify(resource);
    return [name, Object.keys(Resources).filter((other) => other !== name && text.includes(`"${other}"`))];
  });
  const found = new Set(logicalIds(stack));
  // A set's iteration reaches what is added during it.
  for (const name of found) for (const other of new Map(needs).get(name) ?? []) found.add(other);
  return [...found];
}

describe('the network that the last Delete needs outlives the association', () => {
  test.each(['AWS::EC2::VPCEndpoint', 'AWS::EC2::SubnetRouteTableAssociation', 'AWS::EC2::SecurityGroup'])(
    'as far as it is in the VPC: %s',
    (type) => {
      const stack = newStack();
      const vpc = isolatedVpc(stack);
      const endpoint = vpc.addInterfaceEndpoint('SmsVoice', { service: SMS_VOICE });
      endpoint.connections.allowDefaultPortFrom(provider(stack, vpc).lambdaFunction);
      associate(stack);
      expect(outliving(stack)).toEqual(expect.arrayContaining(logicalIds(stack, type)));
    },
  );

  test('as far as it is a NAT gateway and a route to it', () => {
    const stack = newStack();
    new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
    new AssociationProvider(stack, 'Provider', { vpc: vpcOf(stack) });
    associate(stack);
    const network = [...logicalIds(stack, 'AWS::EC2::NatGateway'), ...logicalIds(stack, 'AWS::EC2::Route')];
    expect(outliving(stack)).toEqual(expect.arrayContaining(network));
  });

  test('as far as it is a rule of the security groups, made after the association', () => {
    const stack = newStack();
    const vpc = isolatedVpc(stack);
    const group = new SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: false });
    const endpoints = new SecurityGroup(stack, 'EndpointGroup', { vpc, allowAllOutbound: false });
    provider(stack, vpc, [group]);
    associate(stack);
    group.addEgressRule(endpoints, Port.HTTPS);
    group.addEgressRule(Peer.prefixList('pl-0123456789abcdef0'), Port.HTTPS);
    new CfnSecurityGroupEgress(stack, 'Rule', {
      groupId: group.securityGroupId,
      ipProtocol: 'tcp',
      cidrIp: '10.0.0.0/8',
    });
    const rules = logicalIds(stack, 'AWS::EC2::SecurityGroupEgress');
    expect(rules).not.toEqual([]);
    expect(outliving(stack)).toEqual(expect.arrayContaining(rules));
  });

  test('as far as it is an endpoint that the app declares beside the VPC, with its rules', () => {
    const stack = newStack();
    const vpc = isolatedVpc(stack);
    const { lambdaFunction } = provider(stack, vpc);
    associate(stack);
    const endpoint = new InterfaceVpcEndpoint(stack, 'SmsVoice', { vpc, service: SMS_VOICE, open: false });
    endpoint.connections.allowDefaultPortFrom(lambdaFunction);
    const network = [
      ...logicalIds(stack, 'AWS::EC2::VPCEndpoint'),
      ...logicalIds(stack, 'AWS::EC2::SecurityGroupIngress'),
      ...logicalIds(stack, 'AWS::EC2::SecurityGroupEgress'),
    ];
    expect(outliving(stack)).toEqual(expect.arrayContaining(network));
  });
});

test('the stack of the VPC is deployed before that of the association', () => {
  const app = newApp();
  const base = newStack({}, 'Base', app);
  const stack = newStack({}, 'Stack', app);
  provider(stack, isolatedVpc(base));
  associate(stack);
  app.synth();
  expect(stack.dependencies).toContain(base);
});
