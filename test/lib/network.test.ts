import { describe, expect, test } from '@jest/globals';
import { CfnOutput, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AclCidr,
  AclTraffic,
  CfnRoute,
  CfnSecurityGroupEgress,
  CfnSubnetRouteTableAssociation,
  CfnVPCEndpoint,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  InterfaceVpcEndpointService,
  type IVpc,
  NetworkAcl,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { AssociationProvider, type AssociationProviderProps } from 'cdk-sms-pool-association';
import type { Construct, IConstruct } from 'constructs';
import { parseTemplate } from '../cloudformation/template';
import { associate, ASSOCIATION, logicalIds, newApp, newStack, synthesis, twoStacks } from './fixtures';
import { circleIn, outliving } from './needs';

const SMS_VOICE = new InterfaceVpcEndpointService('com.amazonaws.us-east-1.sms-voice');
const ISOLATED = { name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED };

function isolatedVpc(stack: Stack): IVpc {
  const vpc = new Vpc(stack, 'Vpc', {
    availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    natGateways: 0,
    subnetConfiguration: [ISOLATED],
  });
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

function provider(stack: Stack, vpc: IVpc, options: AssociationProviderProps = {}): AssociationProvider {
  const vpcSubnets = { subnetType: ISOLATED.subnetType };
  return new AssociationProvider(stack, 'Provider', { vpc, vpcSubnets, ...options });
}

/** Expects that CloudFormation deletes these after the association. */
function expectOutliving(stack: Stack, ids: readonly string[]): void {
  expect(outliving(stack)).toEqual(expect.arrayContaining([...ids]));
}

const idsOf = (stack: Stack, ...types: readonly string[]): string[] => types.flatMap((type) => logicalIds(stack, type));

describe('the network that the last Delete needs outlives the association', () => {
  test.each(['AWS::EC2::VPCEndpoint', 'AWS::EC2::SubnetRouteTableAssociation', 'AWS::EC2::SecurityGroup'])(
    'as far as it is in the VPC: %s',
    (type) => {
      const stack = newStack();
      const vpc = isolatedVpc(stack);
      const endpoint = vpc.addInterfaceEndpoint('SmsVoice', { service: SMS_VOICE });
      endpoint.connections.allowDefaultPortFrom(provider(stack, vpc).lambdaFunction);
      associate(stack);
      expectOutliving(stack, logicalIds(stack, type));
    },
  );

  test('as far as it is a NAT gateway and a route to it', () => {
    const stack = newStack();
    new Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 1 });
    new AssociationProvider(stack, 'Provider', { vpc: vpcOf(stack) });
    associate(stack);
    const network = idsOf(stack, 'AWS::EC2::NatGateway', 'AWS::EC2::Route');
    expect(network).toHaveLength(3);
    expectOutliving(stack, network);
  });

  test('as far as it is a rule of the security groups, made after the association', () => {
    const stack = newStack();
    const vpc = isolatedVpc(stack);
    const group = new SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: false });
    const endpoints = new SecurityGroup(stack, 'EndpointGroup', { vpc, allowAllOutbound: false });
    provider(stack, vpc, { securityGroups: [group] });
    associate(stack);
    group.addEgressRule(endpoints, Port.HTTPS);
    group.addEgressRule(Peer.prefixList('pl-0123456789abcdef0'), Port.HTTPS);
    const rule = { groupId: group.securityGroupId, ipProtocol: 'tcp', cidrIp: '10.0.0.0/8' };
    new CfnSecurityGroupEgress(stack, 'Rule', rule);
    const rules = logicalIds(stack, 'AWS::EC2::SecurityGroupEgress');
    expect(rules).not.toEqual([]);
    expectOutliving(stack, rules);
  });

  test('as far as it is an endpoint that the app declares beside the VPC, with its rules', () => {
    const stack = newStack();
    const vpc = isolatedVpc(stack);
    const { lambdaFunction } = provider(stack, vpc);
    associate(stack);
    const endpoint = new InterfaceVpcEndpoint(stack, 'SmsVoice', { vpc, service: SMS_VOICE, open: false });
    endpoint.connections.allowDefaultPortFrom(lambdaFunction);
    const rules = idsOf(stack, 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress');
    expectOutliving(stack, [...logicalIds(stack, 'AWS::EC2::VPCEndpoint'), ...rules]);
  });
});

/** An isolated VPC with an endpoint that lets nobody in yet, and a provider in it. */
function endpointApp() {
  const app = newApp();
  const stack = newStack({}, 'Stack', app);
  const vpc = isolatedVpc(stack);
  const endpoint = new InterfaceVpcEndpoint(stack, 'SmsVoice', { vpc, service: SMS_VOICE, open: false });
  endpoint.connections.allowDefaultPortFrom(provider(stack, vpc).lambdaFunction);
  return { app, stack, vpc, endpoint };
}

test.each(['where the function is', 'where its endpoint is'])(
  'a network ACL outlives the association, with its entries, in the subnets %s',
  (where) => {
    const stack = newStack();
    const vpc = isolatedVpc(stack);
    const zone = (name: string) => ({
      subnets: vpc.isolatedSubnets.filter(({ availabilityZone }) => availabilityZone === name),
    });
    new InterfaceVpcEndpoint(stack, 'SmsVoice', { vpc, service: SMS_VOICE, subnets: zone('us-east-1b') });
    new AssociationProvider(stack, 'Provider', { vpc, vpcSubnets: zone('us-east-1a') });
    associate(stack);
    const used = zone(where === 'where the function is' ? 'us-east-1a' : 'us-east-1b');
    for (const [id, subnetSelection] of Object.entries({ Used: used, Other: zone('us-east-1c') })) {
      const list = new NetworkAcl(stack, id, { vpc, subnetSelection });
      list.addEntry('In', { ruleNumber: 100, cidr: AclCidr.anyIpv4(), traffic: AclTraffic.allTraffic() });
    }
    const kept = outliving(stack);
    const types = ['AWS::EC2::NetworkAcl', 'AWS::EC2::NetworkAclEntry', 'AWS::EC2::SubnetNetworkAclAssociation'];
    const ofLists = idsOf(stack, ...types);
    const ofUsed = ofLists.filter((id) => id.startsWith('Used'));
    expect(ofUsed).toHaveLength(3);
    expect(ofLists.filter((id) => kept.includes(id))).toEqual(ofUsed);
  },
);

describe('no dependency circle comes of', () => {
  test.each<[string, (stack: Stack) => Construct]>([
    ['the same stack', (stack) => stack],
    ['a nested stack', (stack) => new NestedStack(stack, 'Nested')],
  ])('a sender that uses the association and is let into the endpoint, in %s', (_, scopeOf) => {
    const { app, stack, vpc, endpoint } = endpointApp();
    const association = associate(stack);
    const scope = scopeOf(stack);
    const sender = new SecurityGroup(scope, 'Sender', { vpc, description: association.poolArn });
    sender.node.addDependency(association);
    endpoint.connections.allowDefaultPortFrom(sender);
    expect(circleIn(app.synth().stacks[0]?.template)).toBeUndefined();
  });

  test.each([
    ['a stack inside of the stack', (stack: Stack) => new Stack(stack, 'Inner')],
    ['a nested stack', (stack: Stack) => new NestedStack(stack, 'Inner')],
  ])('an endpoint of %s, which uses the association', (_, innerOf) => {
    const { app, stack, vpc } = endpointApp();
    const inner = innerOf(stack);
    const association = associate(stack);
    new InterfaceVpcEndpoint(inner, 'S3', { vpc, service: InterfaceVpcEndpointAwsService.S3 });
    new CfnOutput(inner, 'PoolArn', { value: association.poolArn });
    const { stacks } = app.synth();
    expect(stacks.map(({ template }) => circleIn(template))).toEqual(stacks.map(() => undefined));
  });
});

test('a nested stack with an endpoint outlives the association where the app says so', () => {
  const stack = newStack();
  const vpc = isolatedVpc(stack);
  provider(stack, vpc);
  const nested = new NestedStack(stack, 'Nested');
  new InterfaceVpcEndpoint(nested, 'SmsVoice', { vpc, service: SMS_VOICE });
  associate(stack).node.addDependency(nested);
  expectOutliving(stack, logicalIds(stack, 'AWS::CloudFormation::Stack'));
});

test('an association has few dependencies of its own, however large the network is', () => {
  const { stack } = endpointApp();
  associate(stack);
  const { Resources } = parseTemplate(Template.fromStack(stack).toJSON());
  const [association] = Object.values(Resources).filter(({ Type }) => Type === ASSOCIATION);
  expect(association?.DependsOn).toEqual([
    'SmsPoolAssociationProviderEventInvokeConfig',
    'SmsPoolAssociationProviderPoolPolicy5C44B206',
  ]);
});

test('routes of L1 resources outlive the association, those of its subnets alone', () => {
  const stack = newStack();
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['us-east-1a'],
    privateSubnetIds: ['subnet-1'],
    privateSubnetRouteTableIds: ['rtb-1'],
  });
  new AssociationProvider(stack, 'Provider', { vpc });
  associate(stack);
  for (const number of [1, 2]) {
    const routeTableId = `rtb-${number}`;
    new CfnSubnetRouteTableAssociation(stack, `Association${number}`, { subnetId: `subnet-${number}`, routeTableId });
    new CfnRoute(stack, `Route${number}`, { routeTableId, transitGatewayId: 'tgw-1' });
  }
  const s3 = { vpcId: 'vpc-1', serviceName: 'com.amazonaws.us-east-1.s3', routeTableIds: ['rtb-1'] };
  new CfnVPCEndpoint(stack, 'S3', s3);
  new CfnVPCEndpoint(stack, 'Sqs', { vpcId: 'vpc-1', serviceName: 'com.amazonaws.us-east-1.sqs' });
  const kept = outliving(stack);
  expect(kept).toEqual(expect.arrayContaining(['Association1', 'Route1', 'S3']));
  for (const other of ['Association2', 'Route2', 'Sqs']) expect(kept).not.toContain(other);
});

test('the stack of the VPC is deployed before that of the association', () => {
  const [base, stack] = twoStacks();
  provider(stack, isolatedVpc(base));
  associate(stack);
  synthesis(stack)();
  expect(stack.dependencies).toContain(base);
});
