import { describe, expect, test } from '@jest/globals';
import { CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import {
  arn,
  associate,
  ASSOCIATION,
  cfnPool,
  foreignArn,
  HOME,
  newStack,
  OTHER_ACCOUNT,
  phoneNumber,
  PHONE_NUMBER_ID,
  policiesOf,
  poolById,
  POOL_ID,
  synthesis,
  twoStacks,
} from './fixtures';

const ELSEWHERE = { env: { account: OTHER_ACCOUNT, region: 'us-east-1' } };
const ON_POOL = Match.arrayWith(['sms-voice:ListPoolOriginationIdentities']);

/** The floor refuses references across accounts by itself, and says so; newer versions have Fn::GetStackOutput. */
const HAS_REFERENCES_ACROSS_ACCOUNTS = typeof Reflect.get(Fn, 'getStackOutput') === 'function';

describe('pool and identities that are resources of a stack of another account', () => {
  const build = (): [base: Stack, stack: Stack] => {
    const [base, stack] = twoStacks(ELSEWHERE, HOME);
    const pool = cfnPool(base);
    const senderId = new CfnSenderId(base, 'Acme', { senderId: 'ACME', isoCountryCode: 'GB' });
    associate(stack, 'Number', { pool, originationIdentity: OriginationIdentity.phoneNumber(phoneNumber(base)) });
    associate(stack, 'SenderId', { pool, originationIdentity: OriginationIdentity.senderId(senderId) });
    return [base, stack];
  };

  if (HAS_REFERENCES_ACROSS_ACCOUNTS) {
    test.each([
      ['US', 'Number'],
      ['GB', 'Acme'],
    ])('are named by their ARNs: %s', (IsoCountryCode, name) => {
      const output = (text: string) => ({
        'Fn::GetStackOutput': Match.objectLike({ OutputName: Match.stringLikeRegexp(text) }),
      });
      const [, stack] = build();
      Template.fromStack(stack).hasResourceProperties(ASSOCIATION, {
        IsoCountryCode,
        PoolId: output('PoolArn'),
        OriginationIdentity: output(`${name}Arn`),
      });
    });

    test.each(['phone-number', 'sender-id'])('bring the permissions on what that account shares: %s', (kind) => {
      const Resource = {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:sms-voice:us-east-1:${OTHER_ACCOUNT}:${kind}/*`]],
      };
      const [, stack] = build();
      expect(policiesOf(Template.fromStack(stack), { Resource })).not.toEqual([]);
    });

    test('are deployed first', () => {
      const [base, stack] = build();
      synthesis(stack)();
      expect(stack.dependencies).toContain(base);
    });
  } else {
    test('are refused by aws-cdk-lib', () => {
      const [, stack] = build();
      expect(synthesis(stack)).toThrow('only supported for stacks deployed to the same account');
    });
  }
});

describe('the permission on what a parameter named before is still there after the parameter has changed', () => {
  /** Expects that the association needs one policy with such a statement. */
  const expectNeeded = (stack: Stack, statement: object): void => {
    const template = Template.fromStack(stack);
    const policies = policiesOf(template, statement);
    expect(policies).toHaveLength(1);
    template.hasResource(ASSOCIATION, { DependsOn: Match.arrayWith(policies) });
  };

  test.each<[string, (parameter: string) => string, object]>([
    ['a pool of whichever account', (parameter) => parameter, foreignArn('pool/*', '*')],
    [
      'a pool of an account that the ARN names',
      (parameter) => arn(`pool/${parameter}`, OTHER_ACCOUNT),
      foreignArn('pool/*', OTHER_ACCOUNT),
    ],
  ])('%s', (_, poolArn, Resource) => {
    const stack = newStack();
    associate(stack, 'Association', { pool: SmsPool.fromPoolArn(stack, 'Pool', poolArn(parameterIn(stack))) });
    expectNeeded(stack, { Action: ON_POOL, Resource });
  });

  test('a pool of the own account by its id, on no other account', () => {
    const stack = newStack();
    associate(stack, 'Association', { pool: poolById(stack, parameterIn(stack)) });
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain(':*:');
  });

  test.each<[string, (value: string) => OriginationIdentity, string]>([
    ['a phone number', (value) => OriginationIdentity.fromPhoneNumberArn(value, 'US'), 'phone-number'],
    ['a sender ID', (value) => OriginationIdentity.fromSenderIdArn(value), 'sender-id'],
    ['an RCS agent', (value) => OriginationIdentity.fromRcsAgentArn(value), 'rcs-agent'],
  ])('%s of whichever account', (_, identity, kind) => {
    const stack = newStack();
    associate(stack, 'Association', { originationIdentity: identity(parameterIn(stack)) });
    expectNeeded(stack, { Resource: foreignArn(`${kind}/*`, '*') });
  });
});

test('an import by id belongs to the account of its stack, and is named by its ARN in another', () => {
  const [base, stack] = twoStacks(ELSEWHERE, HOME);
  associate(stack, 'Association', { pool: poolById(base) });
  Template.fromStack(stack).hasResourceProperties(ASSOCIATION, {
    PoolId: {
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:sms-voice:us-east-1:${OTHER_ACCOUNT}:pool/${POOL_ID}`]],
    },
    OriginationIdentity: PHONE_NUMBER_ID,
  });
});

function parameterIn(scope: Construct): string {
  return new CfnParameter(scope, 'Parameter').valueAsString;
}
