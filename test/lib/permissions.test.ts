import { describe, expect, test } from '@jest/globals';
import { CfnParameter } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { OriginationIdentity } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import {
  ACME_GB,
  arn,
  ASSOCIATION,
  associate,
  associated,
  expectStatements,
  HOME,
  newStack,
  OTHER_ACCOUNT,
  ownArn,
  policiesOf,
  READS_STACK,
} from './fixtures';

test.each(['us-east-1', 'us-gov-west-1', 'eusc-de-east-1', undefined])(
  'no ARN of region %s is bound to the standard partition',
  (region) => {
    const stack = newStack(region === undefined ? {} : { env: { account: '111122223333', region } });
    associate(stack);
    associate(stack, 'SenderId', { originationIdentity: ACME_GB });
    const template = JSON.stringify(Template.fromStack(stack).toJSON());
    expect(template).toContain(':phone-number/*');
    expect(template).not.toContain('arn:aws');
  },
);

test('the policies of each stack and region have names of their own, so that a role can serve several', () => {
  const stack = newStack();
  associate(stack);
  const policies = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  expect(policies).toHaveLength(2);
  const stackUuid = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
  for (const [logicalId, { Properties }] of policies) {
    expect(Properties).toMatchObject({ PolicyName: { 'Fn::Join': ['-', [logicalId, stackUuid]] } });
  }
});

describe('the permissions', () => {
  test('on identities of this account cover all, so that none is lost before its association', () => {
    expectStatements(
      associated(),
      {
        Action: ['sms-voice:AssociateOriginationIdentity', 'sms-voice:DisassociateOriginationIdentity'],
        Resource: [ownArn('phone-number/*'), ownArn('sender-id/*'), ownArn('rcs-agent/*')],
      },
      {
        Action: [
          'sms-voice:DescribePhoneNumbers',
          'sms-voice:DescribePools',
          'sms-voice:DescribeRcsAgents',
          'sms-voice:DescribeSenderIds',
        ],
        Resource: '*',
      },
    );
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
    const [policy] = policiesOf(template, { Resource: { 'Fn::Join': Resource } });
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
    const originationIdentity = OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/GB'));
    associated({ originationIdentity }, HOME).resourceCountIs('AWS::IAM::Policy', 2);
  });

  test('on the stack are to read its own status and resources, and no other stack', () => {
    const PolicyDocument = { Statement: Match.arrayWith([READS_STACK]) };
    associated().hasResourceProperties('AWS::IAM::Policy', { PolicyDocument });
  });

  test('never let the function make a log group, which would outlive the stack', () => {
    expect(JSON.stringify(associated().toJSON())).not.toMatch(/CreateLogGroup|AWSLambdaBasicExecutionRole/);
  });
});
