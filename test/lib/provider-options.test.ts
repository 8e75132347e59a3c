import { describe, expect, test } from '@jest/globals';
import type { Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  ApplicationLogLevel,
  Architecture,
  CodeSigningConfig,
  LambdaInsightsVersion,
  LayerVersion,
  Runtime,
  RuntimeFamily,
  RuntimeManagementMode,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { AssociationProviderProps } from 'cdk-sms-pool-association';
import { ACCOUNT, expectStatements, provided } from './fixtures';

const FUNCTION = 'AWS::Lambda::Function';

describe('an option', () => {
  test('runtime, architecture, memory, concurrency, tracing and environment are the function’s', () => {
    provided(() => ({
      runtime: Runtime.NODEJS_22_X,
      architecture: Architecture.X86_64,
      memorySize: 1024,
      reservedConcurrentExecutions: 5,
      tracing: Tracing.ACTIVE,
      environment: { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: 'http://127.0.0.1:4566' },
    })).hasResourceProperties(FUNCTION, {
      Runtime: 'nodejs22.x',
      Architectures: ['x86_64'],
      MemorySize: 1024,
      ReservedConcurrentExecutions: 5,
      TracingConfig: { Mode: 'Active' },
      Environment: { Variables: { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: 'http://127.0.0.1:4566' } },
    });
  });

  test("tracing brings its permission with the provider's own policies, so that it is acknowledged with them", () => {
    const template = provided(() => ({ tracing: Tracing.ACTIVE }));
    template.resourceCountIs('AWS::IAM::Policy', 1);
    expectStatements(template, { Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Resource: '*' });
  });

  test('name, description, log levels, runtime updates, layers and Lambda Insights are the function’s', () => {
    const layer = `arn:aws:lambda:us-east-1:${ACCOUNT}:layer:agent:1`;
    provided((scope) => ({
      functionName: 'sms-pools',
      description: 'SMS pools',
      applicationLogLevelV2: ApplicationLogLevel.WARN,
      systemLogLevelV2: SystemLogLevel.DEBUG,
      runtimeManagementMode: RuntimeManagementMode.FUNCTION_UPDATE,
      layers: [LayerVersion.fromLayerVersionArn(scope, 'Agent', layer)],
      insightsVersion: LambdaInsightsVersion.fromInsightVersionArn(`${layer}2`),
    })).hasResourceProperties(FUNCTION, {
      FunctionName: 'sms-pools',
      Description: 'SMS pools',
      LoggingConfig: { ApplicationLogLevel: 'WARN', SystemLogLevel: 'DEBUG' },
      RuntimeManagementConfig: { UpdateRuntimeOn: 'FunctionUpdate' },
      Layers: [layer, `${layer}2`],
    });
  });

  test('code signing is configured', () => {
    const configArn = `arn:aws:lambda:us-east-1:${ACCOUNT}:code-signing-config:csc-0123456789abcdef0`;
    provided((scope) => ({
      codeSigningConfig: CodeSigningConfig.fromCodeSigningConfigArn(scope, 'Signing', configArn),
    })).hasResourceProperties(FUNCTION, { CodeSigningConfigArn: configArn });
  });

  test('destination gets what could not be worked on', () => {
    const template = provided((scope) => ({ onFailure: new SqsDestination(new Queue(scope, 'Queue')) }));
    const Destination = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Queue'), 'Arn'] };
    const DestinationConfig = { OnFailure: { Destination } };
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { DestinationConfig });
  });

  test.each<[string, (scope: Stack) => AssociationProviderProps, object]>([
    [
      'dead-letter queue',
      (scope) => ({ deadLetterQueue: new Queue(scope, 'Queue') }),
      { 'Fn::GetAtt': [Match.stringLikeRegexp('^Queue'), 'Arn'] },
    ],
    ['topic', (scope) => ({ deadLetterTopic: new Topic(scope, 'Topic') }), { Ref: Match.stringLikeRegexp('^Topic') }],
  ])('%s takes what could not be worked on', (_, props, TargetArn) => {
    provided(props).hasResourceProperties(FUNCTION, { DeadLetterConfig: { TargetArn } });
  });

  test('dead-letter queue of the library keeps the events no longer than their response URLs are valid', () => {
    const template = provided(() => ({ deadLetterQueueEnabled: true }));
    template.resourceCountIs('AWS::SQS::Queue', 1);
    template.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 7_200 });
  });

  test('public subnets and IPv6 are allowed', () => {
    provided((scope) => {
      const vpc = Vpc.fromVpcAttributes(scope, 'Vpc', {
        vpcId: 'vpc-1',
        availabilityZones: ['us-east-1a'],
        publicSubnetIds: ['subnet-1'],
      });
      return {
        vpc,
        vpcSubnets: { subnets: vpc.publicSubnets },
        allowPublicSubnet: true,
        ipv6AllowedForDualStack: true,
        allowAllIpv6Outbound: true,
      };
    }).hasResourceProperties(FUNCTION, { VpcConfig: { Ipv6AllowedForDualStack: true, SubnetIds: ['subnet-1'] } });
  });

  test.each<[string, AssociationProviderProps, string]>([
    [
      'Python',
      { runtime: Runtime.PYTHON_3_12 },
      "runtime: got 'python3.12'; expected a Node.js runtime, nodejs22.x or newer, since the function is written in " +
        'JavaScript; leave it out for the newest one of the region',
    ],
    [
      'Node.js 18',
      { runtime: new Runtime('nodejs18.x', RuntimeFamily.NODEJS) },
      "runtime: got 'nodejs18.x'; expected a Node.js runtime, nodejs22.x",
    ],
    [
      'Node.js 20',
      { runtime: new Runtime('nodejs20.x', RuntimeFamily.NODEJS) },
      "runtime: got 'nodejs20.x'; expected a Node.js runtime, nodejs22.x",
    ],
    [
      'no executions at all',
      { reservedConcurrentExecutions: 0 },
      'reservedConcurrentExecutions: got 0; expected a whole number of 1 or more; correct it or leave it out',
    ],
    ['too little memory', { memorySize: 64 }, 'memorySize: got 64; expected a whole number from 128 to 10240'],
  ])('that the function can not work with is refused: %s', (_, props, message) => {
    expect(() => provided(() => props)).toThrow(`[Stack/Provider] ${message}`);
  });

  test('of a later Node.js than this library knows is accepted', () => {
    const runtime = new Runtime('nodejs26.x', RuntimeFamily.NODEJS);
    provided(() => ({ runtime })).hasResourceProperties(FUNCTION, { Runtime: 'nodejs26.x' });
  });

  test('environment key encrypts the environment', () => {
    const template = provided((scope) => ({ environment: { A: 'b' }, environmentEncryption: new Key(scope, 'Key') }));
    template.hasResourceProperties(FUNCTION, { KmsKeyArn: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] } });
  });

  test('VPC brings the permission to make network interfaces before the function is made', () => {
    const template = provided((scope) => {
      const privateSubnetIds = ['subnet-1', 'subnet-2'];
      const availabilityZones = ['us-east-1a', 'us-east-1b'];
      const vpc = Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId: 'vpc-1', availabilityZones, privateSubnetIds });
      const securityGroups = [new SecurityGroup(scope, 'Group', { vpc })];
      return { vpc, securityGroups, vpcSubnets: { subnets: vpc.privateSubnets } };
    });
    template.hasResource(FUNCTION, {
      Properties: { VpcConfig: { SecurityGroupIds: [Match.anyValue()], SubnetIds: ['subnet-1', 'subnet-2'] } },
      DependsOn: Match.arrayWith(['SmsPoolAssociationProviderPolicy']),
    });
    const Action = Match.arrayWith(['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface']);
    expectStatements(template, { Action });
  });

  test('log group can be an L1 resource', () => {
    const template = provided((scope) => ({ logGroup: new CfnLogGroup(scope, 'Logs') }));
    template.hasResourceProperties(FUNCTION, { LoggingConfig: { LogGroup: { Ref: 'Logs' } } });
    expectStatements(template, { Resource: { 'Fn::GetAtt': ['Logs', 'Arn'] } });
  });

  test('log group replaces the own one', () => {
    const template = provided((scope) => ({ logGroup: LogGroup.fromLogGroupName(scope, 'Logs', '/sms/pools') }));
    template.resourceCountIs('AWS::Logs::LogGroup', 0);
    template.hasResourceProperties(FUNCTION, { LoggingConfig: { LogGroup: '/sms/pools' } });
    expect(JSON.stringify(template.toJSON())).toContain(':log-group:/sms/pools:*');
  });
});
