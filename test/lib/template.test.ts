import { describe, expect, test } from '@jest/globals';
import { Aws, CfnOutput, CfnParameter, CfnResource, Fn, NestedStack, RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnPhoneNumber, CfnPool, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { AssociationDriftDetection, OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import {
  ACME_GB,
  arn,
  ASSOCIATION,
  associate,
  associated,
  cfnPool,
  HOME,
  newStack,
  OTHER_ACCOUNT,
  PHONE_NUMBER_ID,
  phoneNumber,
  poolById,
  POOL_ID,
  RCS_AGENT,
  RCS_AGENT_ID,
  twoStacks,
} from './fixtures';

describe('the identity in the template', () => {
  const numberArn = arn(`phone-number/${PHONE_NUMBER_ID}`);
  const sharedNumberArn = arn(`phone-number/${PHONE_NUMBER_ID}`, OTHER_ACCOUNT);
  const sharedAgentArn = arn(`rcs-agent/${RCS_AGENT_ID}`, OTHER_ACCOUNT);
  const senderIdArn = arn('sender-id/ACME/GB');

  test.each<[string, (scope: Construct) => OriginationIdentity, unknown, unknown]>([
    ['phone number by id', () => OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'US'), PHONE_NUMBER_ID, 'US'],
    ['phone number by ARN', () => OriginationIdentity.fromPhoneNumberArn(numberArn, 'US'), numberArn, 'US'],
    [
      'imported phone number',
      (scope) => OriginationIdentity.phoneNumber(CfnPhoneNumber.fromPhoneNumberId(scope, 'N', PHONE_NUMBER_ID), 'US'),
      PHONE_NUMBER_ID,
      'US',
    ],
    [
      'imported phone number of another account',
      (scope) => OriginationIdentity.phoneNumber(CfnPhoneNumber.fromPhoneNumberArn(scope, 'N', sharedNumberArn), 'US'),
      sharedNumberArn,
      'US',
    ],
    [
      'phone number of the app',
      (scope) => OriginationIdentity.phoneNumber(phoneNumber(scope)),
      { Ref: 'Number' },
      'US',
    ],
    ['sender ID by name and country', () => ACME_GB, 'ACME', 'GB'],
    [
      'sender ID by ARN, which holds the country',
      () => OriginationIdentity.fromSenderIdArn(senderIdArn),
      senderIdArn,
      'GB',
    ],
    [
      'sender ID of the app',
      (scope) =>
        OriginationIdentity.senderId(new CfnSenderId(scope, 'Acme', { senderId: 'ACME', isoCountryCode: 'GB' })),
      { 'Fn::GetAtt': ['Acme', 'Arn'] },
      'GB',
    ],
    [
      'sender ID by the ARN that a parameter holds',
      (scope) => OriginationIdentity.fromSenderIdArn(new CfnParameter(scope, 'AcmeArn').valueAsString),
      { Ref: 'AcmeArn' },
      Match.absent(),
    ],
    ['RCS agent by id', () => RCS_AGENT, RCS_AGENT_ID, Match.absent()],
    ['RCS agent by ARN', () => OriginationIdentity.fromRcsAgentArn(sharedAgentArn), sharedAgentArn, Match.absent()],
    [
      'RCS agent of the app',
      (scope) => OriginationIdentity.fromRcsAgentArn(rcsAgentArn(scope)),
      { 'Fn::GetAtt': ['Agent', 'Arn'] },
      Match.absent(),
    ],
  ])('%s', (_, identity, OriginationIdentity, IsoCountryCode) => {
    const stack = newStack(HOME);
    associate(stack, 'Association', { originationIdentity: identity(stack) });
    const properties = { PoolId: POOL_ID, OriginationIdentity, IsoCountryCode };
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, properties);
  });
});

describe('the pool in the template', () => {
  const ownArn = arn(`pool/${POOL_ID}`);
  const sharedArn = arn(`pool/${POOL_ID}`, OTHER_ACCOUNT);
  const deployedArn = `arn:aws:sms-voice:us-east-1:${Aws.ACCOUNT_ID}:pool/${POOL_ID}`;

  test.each<[string, (scope: Construct) => aws_smsvoice.IPoolRef, unknown]>([
    ['by id', (scope) => SmsPool.fromPoolId(scope, 'Pool', POOL_ID), POOL_ID],
    ['by an own ARN', (scope) => SmsPool.fromPoolArn(scope, 'Pool', ownArn), POOL_ID],
    ['by the ARN of another account', (scope) => CfnPool.fromPoolArn(scope, 'Pool', sharedArn), sharedArn],
    [
      'by an ARN that is made of the account that the stack is deployed to',
      (scope) => SmsPool.fromPoolArn(scope, 'Pool', deployedArn),
      POOL_ID,
    ],
    ['of the app', (scope) => cfnPool(scope), { Ref: 'Pool' }],
    [
      'by the id that a parameter holds',
      (scope) => poolById(scope, new CfnParameter(scope, 'PoolId').valueAsString),
      { Ref: 'PoolId' },
    ],
    [
      'by the ARN that another stack exports',
      (scope) => SmsPool.fromPoolArn(scope, 'Pool', Fn.importValue('SmsPoolArn')),
      { 'Fn::ImportValue': 'SmsPoolArn' },
    ],
    [
      'by the ARN that Parameter Store holds',
      (scope) => SmsPool.fromPoolArn(scope, 'Pool', StringParameter.valueForStringParameter(scope, '/sms/pool')),
      { Ref: Match.stringLikeRegexp('^SsmParameterValue') },
    ],
  ])('%s', (_, pool, PoolId) => {
    const stack = newStack(HOME);
    associate(stack, 'Association', { pool: pool(stack) });
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, { PoolId });
  });

  test('is named by its ARN where the stack names no account, since it may be of another one', () => {
    const stack = newStack();
    associate(stack, 'Association', { pool: CfnPool.fromPoolArn(stack, 'Pool', ownArn) });
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, { PoolId: ownArn });
  });

  test('by a token ARN still has an id to show', () => {
    const stack = newStack();
    const pool = SmsPool.fromPoolArn(stack, 'Pool', new CfnParameter(stack, 'PoolArn').valueAsString);
    expect(stack.resolve(pool.poolRef.poolId)).toEqual({
      'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'PoolArn' }] }],
    });
  });
});

test('pool and number of another stack of the app are imported from it', () => {
  const [base, stack] = twoStacks();
  const [pool, number] = [cfnPool(base), phoneNumber(base)];
  associate(stack, 'Association', { pool, originationIdentity: OriginationIdentity.phoneNumber(number) });
  Template.fromStack(stack).hasResourceProperties(ASSOCIATION, {
    PoolId: { 'Fn::ImportValue': Match.stringLikeRegexp('^Base:ExportsOutputRefPool') },
    OriginationIdentity: { 'Fn::ImportValue': Match.stringLikeRegexp('^Base:ExportsOutputRefNumber') },
  });
});

test('a nested stack takes pool and number from its parent', () => {
  const stack = newStack();
  const [pool, number] = [cfnPool(stack), phoneNumber(stack)];
  const nested = new NestedStack(stack, 'Nested');
  associate(nested, 'Association', { pool, originationIdentity: OriginationIdentity.phoneNumber(number) });
  Template.fromStack(nested).hasResourceProperties(ASSOCIATION, {
    PoolId: { Ref: Match.stringLikeRegexp('^referencetoStackPool') },
    OriginationIdentity: { Ref: Match.stringLikeRegexp('^referencetoStackNumber') },
  });
});

test('all properties are strings, and those that are not set are absent', () => {
  associated({ adoptExisting: false, takeOwnership: false }).hasResource(ASSOCIATION, {
    Properties: Match.exact({
      ServiceToken: { 'Fn::GetAtt': ['SmsPoolAssociationProviderFunction', 'Arn'] },
      ServiceTimeout: '1800',
      PoolId: POOL_ID,
      OriginationIdentity: PHONE_NUMBER_ID,
      IsoCountryCode: 'US',
    }),
  });
});

test.each([
  [
    { adoptExisting: true, deferPending: true, keepLastPhoneNumber: true },
    { AdoptExisting: 'true', DeferPending: 'true', KeepLastPhoneNumber: 'true' },
  ],
  [
    { takeOwnership: true, revision: '2' },
    { TakeOwnership: 'true', Revision: '2' },
  ],
])('options become properties: %j', (options, properties) => {
  const stack = newStack();
  associate(stack, 'Association', options);
  new AssociationDriftDetection(stack, 'DriftDetection', { repair: true });
  Template.fromStack(stack).hasResourceProperties(ASSOCIATION, properties);
});

test.each([
  [RemovalPolicy.RETAIN, 'Retain'],
  [RemovalPolicy.DESTROY, 'Delete'],
  [undefined, 'Delete'],
])('removal policy %s', (removalPolicy, policy) => {
  const template = associated(removalPolicy === undefined ? {} : { removalPolicy });
  template.hasResource(ASSOCIATION, { DeletionPolicy: policy, UpdateReplacePolicy: policy });
});

test("the service's answers are attributes", () => {
  const stack = newStack();
  const association = associate(stack);
  const names = ['poolId', 'poolArn', 'originationIdentityId', 'originationIdentityArn', 'isoCountryCode'] as const;
  for (const name of names) new CfnOutput(stack, name, { value: association[name] });
  const answers = ['PoolId', 'PoolArn', 'OriginationIdentity', 'OriginationIdentityArn', 'IsoCountryCode'];
  const template = Template.fromStack(stack);
  const [logicalId] = Object.keys(template.findResources(ASSOCIATION));
  names.forEach((name, index) => {
    template.hasOutput(name, { Value: { 'Fn::GetAtt': [logicalId, answers[index]] } });
  });
});

/** The ARN of an RCS agent of the app, whose L1 construct not every version of aws-cdk-lib has. */
function rcsAgentArn(scope: Construct): string {
  return new CfnResource(scope, 'Agent', { type: 'AWS::SMSVOICE::RcsAgent' }).getAtt('Arn').toString();
}
