import { describe, expect, test } from '@jest/globals';
import { CfnCondition, CfnDynamicReference, CfnDynamicReferenceService, CfnParameter, Lazy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnPool } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import {
  ACME_GB,
  arn,
  ASSOCIATION,
  associate,
  associated,
  cfnPool,
  foreignArn,
  HOME,
  newStack,
  OTHER_ACCOUNT,
  ownArn,
  policiesOf,
  poolById,
  POOL_ID,
  RCS_AGENT,
  RCS_AGENT_ID,
} from './fixtures';

describe('the permissions', () => {
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
      const originationIdentity = OriginationIdentity.fromSenderId(name, 'GB');
      associate(stack, `${name}Association`, { pool, originationIdentity });
    }
    const template = Template.fromStack(stack);
    const policies = policiesOf(template, { Action: ON_POOL, Effect: 'Allow', Resource: foreignArn('pool/*', '*') });
    expect(policies).toHaveLength(1);
    template.allResources(ASSOCIATION, { DependsOn: Match.arrayWith(policies) });
  });

  test('on the former pools of tokens are none where all pools are known', () => {
    expect(JSON.stringify(associated().toJSON())).not.toContain(':pool/*');
  });

  test('on a pool are one policy, which outlives each of its associations', () => {
    const stack = newStack(HOME);
    associate(stack, 'One');
    const samePool = CfnPool.fromPoolArn(stack, 'SamePool', arn(`pool/${POOL_ID}`));
    associate(stack, 'Other', { pool: samePool, originationIdentity: RCS_AGENT });
    const template = Template.fromStack(stack);
    const policies = Object.keys(template.findResources('AWS::IAM::Policy'));
    expect(policies).toEqual(['SmsPoolAssociationProviderPolicy', 'SmsPoolAssociationProviderPoolPolicy5C44B206']);
    template.allResources(ASSOCIATION, { DependsOn: Match.arrayWith(policies.slice(1)) });
  });

  test.each([HOME, {}])('on a pool by its id and by the ARN of another account are two policies: %j', (props) => {
    const stack = newStack(props);
    const foreign = arn(`pool/${POOL_ID}`, OTHER_ACCOUNT);
    associate(stack, 'Own');
    const pool = SmsPool.fromPoolArn(stack, 'ForeignPool', foreign);
    associate(stack, 'Foreign', { pool, originationIdentity: RCS_AGENT });
    const template = Template.fromStack(stack);
    const [policy] = policiesOf(template, { Resource: foreign });
    template.resourceCountIs('AWS::IAM::Policy', 3);
    template.hasResource(ASSOCIATION, { Properties: { PoolId: foreign }, DependsOn: Match.arrayWith([policy]) });
  });

  test('on a pool whose id is set later are one policy, which has that id', () => {
    const stack = newStack();
    const late: { poolId?: string } = {};
    const pool = SmsPool.fromPoolId(stack, 'LatePool', Lazy.string({ produce: () => late.poolId }));
    associate(stack, 'One', { pool });
    associate(stack, 'Other', { pool, originationIdentity: RCS_AGENT });
    associate(stack, 'Literal', { originationIdentity: ACME_GB });
    late.poolId = POOL_ID;
    const template = Template.fromStack(stack);
    template.allResourcesProperties(ASSOCIATION, { PoolId: POOL_ID });
    expect(policiesOf(template, { Action: ON_POOL, Resource: ownArn(`pool/${POOL_ID}`) })).toHaveLength(2);
  });

  test('on a pool that has a condition have it as well', () => {
    const stack = newStack();
    const pool = cfnPool(stack);
    associate(stack, 'Association', { pool });
    pool.cfnOptions.condition = new CfnCondition(stack, 'HasPool');
    Template.fromStack(stack).hasResource('AWS::IAM::Policy', {
      Properties: { PolicyDocument: { Statement: [{ Resource: { 'Fn::GetAtt': ['Pool', 'Arn'] } }] } },
      Condition: 'HasPool',
    });
  });

  test.each([
    ['as a CfnDynamicReference', new CfnDynamicReference(CfnDynamicReferenceService.SSM, '/pool').toString()],
    ['as text', '{{resolve:ssm:/pool}}'],
  ])('on the former pools of a dynamic reference are a policy of its own: %s', (_, poolId) => {
    const stack = newStack();
    associate(stack, 'Association', { pool: SmsPool.fromPoolId(stack, 'Pool', poolId) });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(ASSOCIATION, { PoolId: '{{resolve:ssm:/pool}}' });
    expect(policiesOf(template, { Action: ON_POOL, Resource: ownArn('pool/*') })).not.toEqual([]);
  });

  test('on a pool are not those on another', () => {
    const stack = newStack();
    associate(stack, 'One');
    associate(stack, 'Other', { pool: cfnPool(stack), originationIdentity: RCS_AGENT });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 3);
    Template.fromStack(stack).hasResource(ASSOCIATION, {
      Properties: { OriginationIdentity: RCS_AGENT_ID },
      DependsOn: Match.not(Match.arrayWith(['SmsPoolAssociationProviderPoolPolicy5C44B206'])),
    });
  });
});
