import { describe, expect, test } from '@jest/globals';
import { Aws, CfnOutput, CfnParameter, CfnResource, Fn, NestedStack, RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnPhoneNumber, CfnPool, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import {
  arn,
  ASSOCIATION,
  associate,
  cfnPool,
  foreignArn,
  HOME,
  newApp,
  newStack,
  OTHER_ACCOUNT,
  ownArn,
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
    ['by id', (scope: Construct) => poolById(scope), POOL_ID],
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
  associate(stack, 'Association', { adoptExisting: false });
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

test('options become properties', () => {
  const stack = newStack();
  associate(stack, 'Association', { adoptExisting: true, keepLastPhoneNumber: true, revision: '2' });
  Template.fromStack(stack).hasResourceProperties(ASSOCIATION, {
    AdoptExisting: 'true',
    KeepLastPhoneNumber: 'true',
    Revision: '2',
  });
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

test.each(['us-east-1', 'us-gov-west-1', 'eusc-de-east-1', undefined])(
  'no ARN of region %s is bound to the standard partition',
  (region) => {
    const stack = newStack(region === undefined ? {} : { env: { account: '111122223333', region } });
    associate(stack);
    associate(stack, 'SenderId', { originationIdentity: OriginationIdentity.fromSenderId('ACME', 'GB') });
    const template = JSON.stringify(Template.fromStack(stack).toJSON());
    expect(template).toContain(':phone-number/*');
    expect(template).not.toContain('arn:aws');
  },
);

describe('the rights', () => {
  const ON_POOL = [
    'sms-voice:AssociateOriginationIdentity',
    'sms-voice:DisassociateOriginationIdentity',
    'sms-voice:ListPoolOriginationIdentities',
  ];

  test.each([
    ['by id', (scope: Construct) => poolById(scope), ownArn(`pool/${POOL_ID}`)],
    ['of the app', (scope: Construct) => cfnPool(scope), { 'Fn::GetAtt': ['Pool', 'Arn'] }],
    [
      'of another account',
      (scope: Construct) => SmsPool.fromPoolArn(scope, 'Pool', arn(`pool/${POOL_ID}`, OTHER_ACCOUNT)),
      arn(`pool/${POOL_ID}`, OTHER_ACCOUNT),
    ],
    [
      'from a token',
      (scope: Construct) => SmsPool.fromPoolArn(scope, 'Pool', new CfnParameter(scope, 'PoolArn').valueAsString),
      { Ref: 'PoolArn' },
    ],
  ])('on a pool %s are bound to its ARN', (_, pool, Resource) => {
    const stack = newStack();
    associate(stack, 'Association', { pool: pool(stack) });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: ON_POOL, Effect: 'Allow', Resource }] },
      Roles: [{ Ref: 'SmsPoolAssociationProviderRole' }],
    });
  });

  test('on the former pools of tokens are one policy, which outlives the associations of all of them', () => {
    const stack = newStack();
    for (const name of ['One', 'Other']) {
      const pool = SmsPool.fromPoolArn(stack, name, new CfnParameter(stack, `${name}PoolArn`).valueAsString);
      associate(stack, `${name}Association`, {
        pool,
        originationIdentity: OriginationIdentity.fromSenderId(name, 'GB'),
      });
    }
    const template = Template.fromStack(stack);
    const PolicyDocument = { Statement: [{ Action: ON_POOL, Effect: 'Allow', Resource: foreignArn('pool/*', '*') }] };
    const policies = Object.keys(template.findResources('AWS::IAM::Policy', { Properties: { PolicyDocument } }));
    expect(policies).toHaveLength(1);
    template.allResources(ASSOCIATION, { DependsOn: Match.arrayWith(policies) });
  });

  test('on the former pools of tokens are none where all pools are known', () => {
    const stack = newStack();
    associate(stack);
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain(':pool/*');
  });

  test('on a pool are one policy, which outlives each of its associations', () => {
    const stack = newStack();
    associate(stack, 'One');
    associate(stack, 'Other', {
      pool: CfnPool.fromPoolArn(stack, 'SamePool', arn(`pool/${POOL_ID}`)),
      originationIdentity: OriginationIdentity.fromRcsAgentId(RCS_AGENT_ID),
    });
    const template = Template.fromStack(stack);
    const policies = Object.keys(template.findResources('AWS::IAM::Policy'));
    expect(policies).toEqual(['SmsPoolAssociationProviderPolicy', 'SmsPoolAssociationProviderPoolPolicy5C44B206']);
    template.allResources(ASSOCIATION, { DependsOn: Match.arrayWith(policies) });
  });

  test('on a pool are not those on another', () => {
    const stack = newStack();
    associate(stack, 'One');
    associate(stack, 'Other', {
      pool: cfnPool(stack),
      originationIdentity: OriginationIdentity.fromRcsAgentId(RCS_AGENT_ID),
    });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 3);
    Template.fromStack(stack).hasResource(ASSOCIATION, {
      Properties: { OriginationIdentity: RCS_AGENT_ID },
      DependsOn: Match.not(Match.arrayWith(['SmsPoolAssociationProviderPoolPolicy5C44B206'])),
    });
  });

  test('on identities of this account cover all, so that none is lost before its association', () => {
    const stack = newStack();
    associate(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: 'SmsPoolAssociationProviderPolicy',
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['sms-voice:AssociateOriginationIdentity', 'sms-voice:DisassociateOriginationIdentity'],
            Resource: [ownArn('phone-number/*'), ownArn('sender-id/*'), ownArn('rcs-agent/*')],
          }),
          Match.objectLike({
            Action: [
              'sms-voice:DescribePhoneNumbers',
              'sms-voice:DescribePools',
              'sms-voice:DescribeRcsAgents',
              'sms-voice:DescribeSenderIds',
            ],
            Resource: '*',
          }),
        ]),
      },
    });
  });

  test.each([
    ['another account', () => arn('sender-id/ACME/GB', OTHER_ACCOUNT), OTHER_ACCOUNT],
    [
      'a token, which a deployment can change',
      (scope: Construct) => new CfnParameter(scope, 'Acme').valueAsString,
      '*',
    ],
  ])('on identities of %s are a policy of its own, which outlives the association', (_, acme, account) => {
    const stack = newStack(HOME);
    associate(stack, 'Association', { originationIdentity: OriginationIdentity.fromSenderIdArn(acme(stack)) });
    const template = Template.fromStack(stack);
    const Resource = ['', ['arn:', { Ref: 'AWS::Partition' }, `:sms-voice:us-east-1:${account}:sender-id/*`]];
    const PolicyDocument = { Statement: [{ Resource: { 'Fn::Join': Resource } }] };
    const [policy] = Object.keys(template.findResources('AWS::IAM::Policy', { Properties: { PolicyDocument } }));
    expect(policy).toMatch(/^SmsPoolAssociationProviderIdentityPolicy[0-9A-F]{8}$/);
    template.hasResource(ASSOCIATION, { DependsOn: Match.arrayWith([policy]) });
  });

  test('on the identities of another account are one policy, however many there are', () => {
    const stack = newStack(HOME);
    for (let index = 0; index < 60; index += 1) {
      const id = `phone-${String(index).padStart(32, '0')}`;
      const numberArn = arn(`phone-number/${id}`, OTHER_ACCOUNT);
      associate(stack, id, { originationIdentity: OriginationIdentity.fromPhoneNumberArn(numberArn, 'US') });
    }
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 3);
  });

  test('on an identity of this account need no policy of its own', () => {
    const stack = newStack(HOME);
    const originationIdentity = OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/GB'));
    associate(stack, 'Association', { originationIdentity });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 2);
  });

  test('never let the function make a log group, which would outlive the stack', () => {
    const stack = newStack();
    associate(stack);
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toMatch(
      /CreateLogGroup|AWSLambdaBasicExecutionRole/,
    );
  });
});

/** The ARN of an RCS agent of the app, whose L1 construct not every version of aws-cdk-lib has. */
function rcsAgentArn(scope: Construct): string {
  return new CfnResource(scope, 'Agent', { type: 'AWS::SMSVOICE::RcsAgent' }).getAtt('Arn').toString();
}
