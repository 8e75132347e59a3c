import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnPhoneNumber, CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import {
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

export function arn(resource: string, account = ACCOUNT, region = REGION): string {
  return `arn:aws:sms-voice:${region}:${account}:${resource}`;
}

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
