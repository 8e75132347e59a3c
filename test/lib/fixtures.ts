import { App, CfnResource, Stack, type StackProps } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnPhoneNumber, CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import {
  AssociationProvider,
  type AssociationProviderProps,
  OriginationIdentity,
  OriginationIdentityAssociation,
  type OriginationIdentityAssociationProps,
} from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';

export const ASSOCIATION = 'Custom::SMSVoiceOriginationIdentityAssociation';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const REGION = 'us-east-1';
export const HOME = { env: { account: ACCOUNT, region: REGION } };

export const POOL_ID = 'pool-0123456789abcdef0123456789abcdef';
export const OTHER_POOL_ID = 'pool-fedcba9876543210fedcba9876543210';
export const PHONE_NUMBER_ID = 'phone-0123456789abcdef0123456789abcdef';
export const OTHER_PHONE_NUMBER_ID = 'phone-fedcba9876543210fedcba9876543210';
export const RCS_AGENT_ID = 'rcs-0123456789abcdef0123456789abcdef';

export const ACME_GB = OriginationIdentity.fromSenderId('ACME', 'GB');
export const RCS_AGENT = OriginationIdentity.fromRcsAgentId(RCS_AGENT_ID);

export function arn(resource: string, account = ACCOUNT, region = REGION): string {
  return `arn:aws:sms-voice:${region}:${account}:${resource}`;
}

/** The statement by which the function reads the stack that its association is in. */
export const READS_STACK = {
  Action: [
    'cloudformation:DescribeStacks',
    'cloudformation:DescribeStackResource',
    'cloudformation:ListStackResources',
    'cloudformation:DescribeStackEvents',
    'cloudformation:GetTemplate',
  ],
  Effect: 'Allow',
  Resource: { Ref: 'AWS::StackId' },
  Sid: 'Stack',
};

/** The ARN of a resource in the stack's own environment, as the template has it if the stack names none. */
export function ownArn(resource: string): object {
  const [partition, region, account] = ['AWS::Partition', 'AWS::Region', 'AWS::AccountId'].map((Ref) => ({ Ref }));
  return { 'Fn::Join': ['', ['arn:', partition, ':sms-voice:', region, ':', account, `:${resource}`]] };
}

/** The same for an account that the template names. */
export function foreignArn(resource: string, account: string): object {
  const [partition, region] = ['AWS::Partition', 'AWS::Region'].map((Ref) => ({ Ref }));
  return { 'Fn::Join': ['', ['arn:', partition, ':sms-voice:', region, `:${account}:${resource}`]] };
}

/** An app without the CDK's own validation, which takes seconds to start; the example's test has it. */
export function newApp(): App {
  return new App({ builtinCloudFormationValidation: false });
}

export function newStack(props?: StackProps, id = 'Stack', app = newApp()): Stack {
  return new Stack(app, id, props);
}

/** Two stacks of one app, the second of which may use what the first has. */
export function twoStacks(baseProps?: StackProps, props?: StackProps): [base: Stack, stack: Stack] {
  const app = newApp();
  return [newStack(baseProps, 'Base', app), newStack(props, 'Stack', app)];
}

/** The synthesis of a stack's app, in which what only the whole app shows is checked. */
export function synthesis(stack: Stack): () => Template {
  return () => Template.fromStack(stack);
}

let imports = 0;

/** A pool by its id, whose construct has a path of its own. */
export function poolById(scope: Construct, poolId = POOL_ID): aws_smsvoice.IPoolRef {
  imports += 1;
  return CfnPool.fromPoolId(scope, `ImportedPool${imports}`, poolId);
}

/** An association that only says what the test is about. */
export function associate(
  scope: Construct,
  id = 'Association',
  props: Partial<OriginationIdentityAssociationProps> = {},
): OriginationIdentityAssociation {
  return new OriginationIdentityAssociation(scope, id, {
    pool: props.pool ?? poolById(scope),
    originationIdentity: OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'US'),
    ...props,
  });
}

/** The resource of an association. */
export function resourceOf({ node: { defaultChild } }: OriginationIdentityAssociation): CfnResource {
  if (CfnResource.isCfnResource(defaultChild)) return defaultChild;
  throw new Error('expected the association to have a resource');
}

/** The template of a stack with such an association. */
export function associated(props?: Partial<OriginationIdentityAssociationProps>, stackProps?: StackProps): Template {
  const stack = newStack(stackProps);
  associate(stack, 'Association', props);
  return Template.fromStack(stack);
}

/** The template of a stack with such a provider, and no association. */
export function provided(props: (scope: Stack) => AssociationProviderProps = () => ({})): Template {
  const stack = newStack(HOME);
  new AssociationProvider(stack, 'Provider', props(stack));
  return Template.fromStack(stack);
}

/** Expects one policy that has such statements, in this order. */
export function expectStatements(template: Template, ...statements: object[]): void {
  const Statement = Match.arrayWith(statements.map((statement) => Match.objectLike(statement)));
  template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement } });
}

/** The logical ids of the policies that have such a statement and no other. */
export function policiesOf(template: Template, statement: object): string[] {
  const Properties = { PolicyDocument: { Statement: [statement] } };
  return Object.keys(template.findResources('AWS::IAM::Policy', { Properties }));
}

/** The logical ids of all resources of a type. */
export function logicalIds(stack: Stack, type = ASSOCIATION): string[] {
  return Object.keys(Template.fromStack(stack).findResources(type));
}

/** A phone number of the app. */
export function phoneNumber(scope: Construct, isoCountryCode = 'US'): CfnPhoneNumber {
  return new CfnPhoneNumber(scope, 'Number', {
    isoCountryCode,
    mandatoryKeywords: { help: { message: 'help' }, stop: { message: 'stop' } },
    numberCapabilities: ['SMS'],
    numberType: 'LONG_CODE',
  });
}

/** A pool of the app, with what its list names. */
export function cfnPool(
  scope: Construct,
  id = 'Pool',
  originationIdentities = [arn('phone-number/phone-00000000000000000000000000000000')],
): CfnPool {
  return new CfnPool(scope, id, {
    mandatoryKeywords: { help: { message: 'help' }, stop: { message: 'stop' } },
    originationIdentities,
  });
}

/** A VPC that is not of the app. */
export function importedVpc(stack: Stack): IVpc {
  return Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  });
}
