import { describe, expect, test } from '@jest/globals';
import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AssociationProvider } from 'cdk-sms-pool-association';
import { Construct } from 'constructs';
import {
  ACME_GB,
  ASSOCIATION,
  associate,
  cfnPool,
  expectStatements,
  logicalIds,
  newStack,
  provided,
  RCS_AGENT,
  RCS_AGENT_ID,
  twoStacks,
} from './fixtures';

const FUNCTION = 'AWS::Lambda::Function';

/** What deployed resources are called by: another id of the function would make every update of an association fail. */
const LOGICAL_IDS = {
  [FUNCTION]: 'SmsPoolAssociationProviderFunction',
  'AWS::IAM::Role': 'SmsPoolAssociationProviderRole',
  'AWS::IAM::Policy': 'SmsPoolAssociationProviderPolicy',
  'AWS::Logs::LogGroup': 'SmsPoolAssociationProviderLogGroup',
  'AWS::Lambda::EventInvokeConfig': 'SmsPoolAssociationProviderEventInvokeConfig',
};

describe('the function', () => {
  test('is one for all associations of a stack', () => {
    const stack = newStack();
    associate(stack);
    associate(new Construct(stack, 'Team'), 'Association', { originationIdentity: RCS_AGENT });
    expect(logicalIds(stack, FUNCTION)).toHaveLength(1);
    expect(logicalIds(stack)).toHaveLength(2);
  });

  test('is one for each stack, nested ones too', () => {
    const [one, other] = twoStacks();
    const nested = new NestedStack(other, 'Nested');
    associate(one);
    associate(other, 'Association', { originationIdentity: RCS_AGENT });
    associate(nested, 'Association', { originationIdentity: ACME_GB });
    for (const stack of [one, other, nested]) expect(logicalIds(stack, FUNCTION)).toEqual([LOGICAL_IDS[FUNCTION]]);
  });

  test('has what Lambda and CloudFormation need to wait long enough for each other', () => {
    const template = provided();
    template.hasResourceProperties(FUNCTION, {
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 256,
      Timeout: 900,
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: 'SmsPoolAssociationProviderLogGroup' } },
      Runtime: Match.stringLikeRegexp('^nodejs(2[2-9]|[3-9][0-9])\\.x$'),
    });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 900,
      MaximumRetryAttempts: 2,
    });
  });

  test('writes to its own log group, which goes with the stack', () => {
    const template = provided();
    template.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 365 }, DeletionPolicy: 'Delete' });
    expectStatements(template, {
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: { 'Fn::GetAtt': ['SmsPoolAssociationProviderLogGroup', 'Arn'] },
    });
  });
});

describe('the logical ids are constants', () => {
  test.each([
    ['of the provider that a stack gets by itself', (stack: Construct) => associate(stack)],
    ["of a user's own", (stack: Construct) => new AssociationProvider(stack, 'Mine')],
    ["of a user's own elsewhere", (stack: Construct) => new AssociationProvider(new Construct(stack, 'Team'), 'Ours')],
  ])('%s', (_, build) => {
    const stack = newStack();
    build(stack);
    for (const [type, logicalId] of Object.entries(LOGICAL_IDS)) expect(logicalIds(stack, type)).toContain(logicalId);
  });

  test('of a named one, which has its name in them', () => {
    const stack = newStack();
    associate(stack);
    const provider = new AssociationProvider(stack, 'Second', { name: 'Second' });
    associate(stack, 'Other', { provider, originationIdentity: RCS_AGENT });
    for (const [type, logicalId] of Object.entries(LOGICAL_IDS)) {
      const named = logicalId.replace('Provider', 'ProviderSecond');
      expect(logicalIds(stack, type)).toEqual(expect.arrayContaining([logicalId, named]));
    }
    Template.fromStack(stack).hasResourceProperties(ASSOCIATION, {
      ServiceToken: { 'Fn::GetAtt': ['SmsPoolAssociationProviderSecondFunction', 'Arn'] },
      OriginationIdentity: RCS_AGENT_ID,
    });
  });
});

describe('the provider can be asked for', () => {
  test('of a stack, which makes it, and of an association that uses it', () => {
    const stack = newStack();
    const provider = AssociationProvider.of(new Construct(stack, 'Team'));
    expect(associate(stack).provider).toBe(provider);
    expect(AssociationProvider.of(stack)).toBe(provider);
    expect(logicalIds(stack, FUNCTION)).toHaveLength(1);
  });

  test("of an association that names one, or uses the user's own", () => {
    const stack = newStack();
    const [own, named] = [new AssociationProvider(stack, 'Own'), new AssociationProvider(stack, 'N', { name: 'N' })];
    expect(associate(stack).provider).toBe(own);
    expect(associate(stack, 'Named', { provider: named, originationIdentity: RCS_AGENT }).provider).toBe(named);
  });

  test('and is not replaced after that', () => {
    const stack = newStack();
    AssociationProvider.of(stack);
    expect(() => new AssociationProvider(stack, 'Mine')).toThrow(
      "[Stack/Mine] the stack already has the provider 'Stack/SmsPoolAssociationProvider'; expected one provider without " +
        'a name; make it before anything asks for the provider of the stack, or remove it, or give it a name of its own',
    );
  });
});

describe('a stack has one provider of a name', () => {
  const configure = (stack: Stack) => new AssociationProvider(stack, 'Provider', { memorySize: 512 });

  test.each<[string, readonly ((stack: Stack) => unknown)[]]>([
    ['which associations use without being told', [configure, (stack) => associate(stack)]],
    ['and which keeps what it is configured with, made after them', [(stack) => associate(stack), configure]],
  ])('%s', (_, declarations) => {
    const stack = newStack();
    for (const declare of declarations) declare(stack);
    Template.fromStack(stack).resourcePropertiesCountIs(FUNCTION, { MemorySize: 512 }, 1);
    Template.fromStack(stack).resourceCountIs(FUNCTION, 1);
  });

  test('which can be made after them', () => {
    const [early, late] = [newStack(), newStack()];
    for (const stack of [early, late]) {
      associate(stack);
      if (stack === late) new AssociationProvider(stack, 'Late');
      associate(stack, 'Other', { pool: cfnPool(stack), originationIdentity: RCS_AGENT });
    }
    expect(Template.fromStack(late).toJSON()).toEqual(Template.fromStack(early).toJSON());
  });

  test.each([
    ['the name', { name: 'Mine' }, "one provider with the name 'Mine'"],
    ['no name', {}, 'one provider without a name'],
  ])('so a second one of %s is refused', (_, props, expected) => {
    const stack = newStack();
    new AssociationProvider(stack, 'One', props);
    expect(() => new AssociationProvider(stack, 'Other', props)).toThrow(
      `[Stack/Other] the stack already has the provider 'Stack/One'; expected ${expected}; make it before anything asks for the provider of the stack, or remove it, or give it a ` +
        'name of its own and pass it to its associations',
    );
  });

  test('whichever construct of the app has the id of the one that the library makes', () => {
    const stack = newStack();
    new Construct(stack, 'SmsPoolAssociationProvider');
    associate(stack);
    expect(logicalIds(stack, FUNCTION)).toEqual([LOGICAL_IDS[FUNCTION]]);
  });

  test('whose name has letters and digits only', () => {
    expect(() => new AssociationProvider(newStack(), 'Provider', { name: 'my-own' })).toThrow(
      "[Stack/Provider] name: got 'my-own'; expected letters and digits, since the name becomes part of logical ids; rename it",
    );
  });

  test('which serves no other stack', () => {
    const [base, stack] = twoStacks();
    const provider = new AssociationProvider(base, 'Provider');
    expect(() => associate(stack, 'Association', { provider })).toThrow(
      "[Stack/Association] provider: got 'Base/Provider' of stack 'Base'; expected a provider of 'Stack' or of its parent stack",
    );
  });
});

test('what users build on is public', () => {
  const provider = new AssociationProvider(newStack(), 'Provider');
  const stack = provider.lambdaFunction.stack;
  expect(stack.resolve(provider.serviceToken)).toEqual({ 'Fn::GetAtt': ['SmsPoolAssociationProviderFunction', 'Arn'] });
  expect(stack.resolve(provider.role.roleName)).toEqual({ Ref: 'SmsPoolAssociationProviderRole' });
  expect(stack.resolve(provider.logGroup.logGroupRef.logGroupName)).toEqual({
    Ref: 'SmsPoolAssociationProviderLogGroup',
  });
});
