import { describe, expect, test } from '@jest/globals';
import { Aws, CfnOutput, CfnParameter, CfnResource, Fn, NestedStack, RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnPhoneNumber, CfnPool, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { AssociationDriftDetection, OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import {
  arn,
  ASSOCIATION,
  associate,
  cfnPool,
  HOME,
  newApp,
  newStack,
  OTHER_ACCOUNT,
  PHONE_NUMBER_ID,
  phoneNumber,
  poolById,
  POOL_ID,
  RCS_AGENT_ID,
} from './fixtures';

describe('the identity in the template', () => {
  test.each([
    [
      'phone number by id',
      () => OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'US'),
      { OriginationIdentity: PHONE_NUMBER_ID, IsoCountryCode: 'US' },
    ],
    [
      'phone number by ARN',
      () => OriginationIdentity.fromPhoneNumberArn(arn(`phone-number/${PHONE_NUMBER_ID}`), 'US'),
      { OriginationIdentity: arn(`phone-number/${PHONE_NUMBER_ID}`), IsoCountryCode: 'US' },
    ],
    [
      'imported phone number',
      (scope: Construct) =>
        OriginationIdentity.phoneNumber(CfnPhoneNumber.fromPhoneNumberId(scope, 'Number', PHONE_NUMBER_ID), 'US'),
      { OriginationIdentity: PHONE_NUMBER_ID, IsoCountryCode: 'US' },
    ],
    [
      'imported phone number of another account',
      (scope: Construct) => {
        const shared = arn(`phone-number/${PHONE_NUMBER_ID}`, OTHER_ACCOUNT);
        return OriginationIdentity.phoneNumber(CfnPhoneNumber.fromPhoneNumberArn(scope, 'Number', shared), 'US');
      },
      { OriginationIdentity: arn(`phone-number/${PHONE_NUMBER_ID}`, OTHER_ACCOUNT), IsoCountryCode: 'US' },
    ],
    [
      'phone number of the app',
      (scope: Construct) => OriginationIdentity.phoneNumber(phoneNumber(scope)),
      { OriginationIdentity: { Ref: 'Number' }, IsoCountryCode: 'US' },
    ],
    [
      'sender ID by name and country',
      () => OriginationIdentity.fromSenderId('ACME', 'GB'),
      { OriginationIdentity: 'ACME', IsoCountryCode: 'GB' },
    ],
    [
      'sender ID by ARN, which holds the country',
      () => OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/GB')),
      { OriginationIdentity: arn('sender-id/ACME/GB'), IsoCountryCode: 'GB' },
    ],
    [
      'sender ID of the app',
      (scope: Construct) =>
        OriginationIdentity.senderId(new CfnSenderId(scope, 'Acme', { senderId: 'ACME', isoCountryCode: 'GB' })),
      { OriginationIdentity: { 'Fn::GetAtt': ['Acme', 'Arn'] }, IsoCountryCode: 'GB' },
    ],
    [
      'sender ID by the ARN that a parameter holds',
      (scope: Construct) => OriginationIdentity.fromSenderIdArn(new CfnParameter(scope, 'AcmeArn').valueAsString),
      { OriginationIdentity: { Ref: 'AcmeArn' }, IsoCountryCode: Match.absent() },
    ],
    [
      'RCS agent by id',
      () => OriginationIdentity.fromRcsAgentId(RCS_AGENT_ID),
      { OriginationIdentity: RCS_AGENT_ID, IsoCountryCode: Match.absent() },
    ],
    [
      'RCS agent by ARN',
      () => OriginationIdentity.fromRcsAgentArn(arn(`rcs-agent/${RCS_AGENT_ID}`, OTHER_ACCOUNT)),
      { OriginationIdentity: arn(`rcs-agent/${RCS_AGENT_ID}`, OTHER_ACCOUNT), IsoCountryCode: Match.absent() },
    ],
    [
      'RCS agent of the app',
      (scope: Construct) => OriginationIdentity.fromRcsAgentArn(rcsAgentArn(scope)),
      { OriginationIdentity: { 'Fn::GetAtt': ['Agent', 'Arn'] }, IsoCountryCode: Match.absent() },
    ],
  ])('%s', (_, identity, properties) => {
    const stack = newStack(HOME);
    associate(stack, 'Association', { originationIdentity: identity(stack) });
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, { PoolId: POOL_ID, ...properties });
  });
});

describe('the pool in the template', () => {
  test.each([
    ['by id', (scope: Construct) => SmsPool.fromPoolId(scope, 'Pool', POOL_ID), POOL_ID],
    ['by an own ARN', (scope: Construct) => SmsPool.fromPoolArn(scope, 'Pool', arn(`pool/${POOL_ID}`)), POOL_ID],
    [
      'by the ARN of another account',
      (scope: Construct) => CfnPool.fromPoolArn(scope, 'Pool', arn(`pool/${POOL_ID}`, OTHER_ACCOUNT)),
      arn(`pool/${POOL_ID}`, OTHER_ACCOUNT),
    ],
    ['of the app', (scope: Construct) => cfnPool(scope), { Ref: 'Pool' }],
    [
      'by the id that a parameter holds',
      (scope: Construct) => poolById(scope, new CfnParameter(scope, 'PoolId').valueAsString),
      { Ref: 'PoolId' },
    ],
    [
      'by the ARN that another stack exports',
      (scope: Construct) => SmsPool.fromPoolArn(scope, 'Pool', Fn.importValue('SmsPoolArn')),
      { 'Fn::ImportValue': 'SmsPoolArn' },
    ],
    [
      'by the ARN that Parameter Store holds',
      (scope: Construct) =>
        SmsPool.fromPoolArn(scope, 'Pool', StringParameter.valueForStringParameter(scope, '/sms/pool')),
      { Ref: Match.stringLikeRegexp('^SsmParameterValue') },
    ],
  ])('%s', (_, pool, PoolId) => {
    const stack = newStack(HOME);
    associate(stack, 'Association', { pool: pool(stack) });
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, { PoolId });
  });

  test('is named by its ARN where the stack names no account, since it may be of another one', () => {
    const stack = newStack();
    associate(stack, 'Association', { pool: CfnPool.fromPoolArn(stack, 'Pool', arn(`pool/${POOL_ID}`)) });
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, { PoolId: arn(`pool/${POOL_ID}`) });
  });

  test('is named by its id if its ARN is made of the account that the stack is deployed to', () => {
    const stack = newStack(HOME);
    const poolArn = `arn:aws:sms-voice:us-east-1:${Aws.ACCOUNT_ID}:pool/${POOL_ID}`;
    associate(stack, 'Association', { pool: SmsPool.fromPoolArn(stack, 'Pool', poolArn) });
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, { PoolId: POOL_ID });
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
  const app = newApp();
  const base = newStack({}, 'Base', app);
  const [pool, number] = [cfnPool(base), phoneNumber(base)];
  const stack = newStack({}, 'Stack', app);
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
  const stack = newStack();
  associate(stack, 'Association', { adoptExisting: false, takeOwnership: false });
  Template.fromStack(stack).hasResource(ASSOCIATION, {
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
  const stack = newStack();
  associate(stack, 'Association', removalPolicy === undefined ? {} : { removalPolicy });
  Template.fromStack(stack).hasResource(ASSOCIATION, { DeletionPolicy: policy, UpdateReplacePolicy: policy });
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
