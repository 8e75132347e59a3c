import { describe, expect, test } from '@jest/globals';
import { type App, CfnParameter, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnPhoneNumber, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import { Construct } from 'constructs';
import {
  ACME_GB,
  arn,
  associate,
  cfnPool,
  HOME,
  logicalIds,
  newApp,
  newStack,
  OTHER_PHONE_NUMBER_ID,
  OTHER_POOL_ID,
  PHONE_NUMBER_ID,
  phoneNumber,
  poolById,
  POOL_ID,
  RCS_AGENT,
  RCS_AGENT_ID,
  resourceOf,
  twoStacks,
} from './fixtures';

/** What resources are deployed under: a change of the computation would create all of them a second time. */
const OF_PHONE_NUMBER = 'OriginationIdentityAssociation9CBC6350';
const OF_RCS_AGENT = 'OriginationIdentityAssociation9D0222E5';
const OF_SENDER_ID = 'OriginationIdentityAssociation4ED134CC';

describe('the same logical id whichever way the ends are written', () => {
  const numberArn = arn(`phone-number/${PHONE_NUMBER_ID}`);
  const numberById = (scope: Construct) => CfnPhoneNumber.fromPhoneNumberId(scope, 'N', PHONE_NUMBER_ID);
  const numberByArn = (scope: Construct) => CfnPhoneNumber.fromPhoneNumberArn(scope, 'N', numberArn);

  test.each<[string, (scope: Construct) => OriginationIdentity]>([
    ['id', () => OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'US')],
    ['ARN', () => OriginationIdentity.fromPhoneNumberArn(numberArn, 'US')],
    ['import by id', (scope) => OriginationIdentity.phoneNumber(numberById(scope), 'US')],
    ['import by ARN', (scope) => OriginationIdentity.phoneNumber(numberByArn(scope), 'US')],
    [
      'ARN made of tokens',
      (scope) => OriginationIdentity.fromPhoneNumberArn(numberById(scope).phoneNumberRef.phoneNumberArn, 'US'),
    ],
    ['token that hides an id', () => OriginationIdentity.fromPhoneNumberId(lazily(PHONE_NUMBER_ID), 'US')],
    ['token that hides an ARN', () => OriginationIdentity.fromPhoneNumberArn(lazily(numberArn), 'US')],
    ['another country', () => OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'CA')],
  ])('phone number: %s', (_, identity) => {
    for (const stack of [newStack(), newStack(HOME)])
      expect(idsWith(stack, identity(stack))).toEqual([OF_PHONE_NUMBER]);
  });

  test.each([
    ['id', RCS_AGENT],
    ['ARN', OriginationIdentity.fromRcsAgentArn(arn(`rcs-agent/${RCS_AGENT_ID}`))],
  ])('RCS agent: %s', (_, identity) => {
    expect(idsWith(newStack(), identity)).toEqual([OF_RCS_AGENT]);
  });

  const ownArn = (scope: Construct, resource: string) => Stack.of(scope).formatArn({ service: 'sms-voice', resource });
  type Ends = readonly [OriginationIdentity, aws_smsvoice.IPoolRef];

  test.each<[string, (scope: Construct) => Ends]>([
    ['name and country', (scope) => [ACME_GB, poolById(scope)]],
    ['ARN', (scope) => [OriginationIdentity.fromSenderIdArn(ownArn(scope, 'sender-id/ACME/GB')), poolById(scope)]],
    ['pool by ARN', (scope) => [ACME_GB, SmsPool.fromPoolArn(scope, 'Pool', ownArn(scope, `pool/${POOL_ID}`))]],
  ])('sender ID: %s', (_, ends) => {
    for (const stack of [newStack(), newStack(HOME)]) expect(idsWith(stack, ...ends(stack))).toEqual([OF_SENDER_ID]);
  });

  test.each<[string, (number: CfnPhoneNumber) => OriginationIdentity]>([
    ['id', (number) => OriginationIdentity.fromPhoneNumberId(number.ref, 'US')],
    ['ARN', (number) => OriginationIdentity.fromPhoneNumberArn(number.attrArn, 'US')],
  ])('phone number of the app, by the construct or its %s', (_, byAttribute) => {
    const [one, other] = [newStack(), newStack()];
    expect(idsWith(one, byAttribute(phoneNumber(one)))).toEqual(
      idsWith(other, OriginationIdentity.phoneNumber(phoneNumber(other))),
    );
  });

  test('sender ID of the app, by the construct or by what it answers', () => {
    const [one, other] = [newStack(), newStack()];
    const acme = (stack: Stack) => new CfnSenderId(stack, 'Acme', { senderId: 'ACME', isoCountryCode: 'GB' });
    expect(idsWith(one, OriginationIdentity.fromSenderId(acme(one).senderIdRef.senderId, 'GB'))).toEqual(
      idsWith(other, OriginationIdentity.senderId(acme(other))),
    );
  });
});

describe('the logical id stays', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['is renamed', (stack) => associate(stack, 'AnotherName')],
    ['moves inside of its stack', (stack) => associate(new Construct(new Construct(stack, 'Team'), 'Messages'))],
    [
      'puts its phone number into another pool, so that the move is an update',
      (stack) => associate(stack, 'Association', { pool: poolById(stack, OTHER_POOL_ID) }),
    ],
  ])('when the construct %s', (_, declare) => {
    const stack = newStack();
    declare(stack);
    expect(logicalIds(stack)).toEqual([OF_PHONE_NUMBER]);
  });

  test('when the number of another stack gets its logical id late, and when it is imported in the template', () => {
    const idsFor = (overrideFirst: boolean): string[] => {
      const [base, stack] = twoStacks();
      const number = phoneNumber(base);
      if (overrideFirst) number.overrideLogicalId('Support');
      associate(stack, 'Association', { originationIdentity: OriginationIdentity.phoneNumber(number) });
      number.overrideLogicalId('Support');
      return logicalIds(stack);
    };
    expect(idsFor(false)).toEqual(idsFor(true));
  });

  test('throughout the synthesis, in which references between stacks become imports', () => {
    const [base, stack] = twoStacks();
    const originationIdentity = OriginationIdentity.phoneNumber(phoneNumber(base));
    const association = associate(stack, 'Association', { originationIdentity });
    const before: unknown = stack.resolve(resourceOf(association).logicalId);
    expect(logicalIds(stack)).toEqual([before]);
    expect(stack.resolve(resourceOf(association).logicalId)).toBe(before);
  });
});

describe('another logical id', () => {
  const ACME_DE = OriginationIdentity.fromSenderId('ACME', 'DE');

  test.each([
    [
      'another phone number',
      OriginationIdentity.fromPhoneNumberId(OTHER_PHONE_NUMBER_ID, 'US'),
      POOL_ID,
      OF_PHONE_NUMBER,
    ],
    ['a sender ID in another country', ACME_DE, POOL_ID, OF_SENDER_ID],
    ['a sender ID in another pool', ACME_GB, OTHER_POOL_ID, OF_SENDER_ID],
    [
      'a sender ID of an account that may be another one',
      OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/GB')),
      POOL_ID,
      OF_SENDER_ID,
    ],
  ])('for %s', (_, identity, poolId, other) => {
    const stack = newStack();
    expect(idsWith(stack, identity, poolById(stack, poolId))).not.toEqual([other]);
  });

  test('for each token, which are told apart by their expressions', () => {
    const stack = newStack();
    const tokens = [
      new CfnParameter(stack, 'One').valueAsString,
      new CfnParameter(stack, 'Other').valueAsString,
      Fn.importValue('NumberId'),
      `phone-${Fn.importValue('NumberId')}`,
    ];
    tokens.forEach((token, index) => {
      const originationIdentity = OriginationIdentity.fromPhoneNumberId(token, 'US');
      associate(stack, `Association${index}`, { originationIdentity });
    });
    expect(new Set(logicalIds(stack)).size).toBe(tokens.length);
  });

  test.each<[string, (app: App, stack: Stack, id: string) => Stack]>([
    ['stacks', (app, _, id) => newStack({}, id, app)],
    ['nested stacks', (_, stack, id) => new NestedStack(stack, id)],
  ])('for resources of the same logical id in different %s', (_, makeStack) => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    for (const id of ['One', 'Other']) {
      const number = phoneNumber(makeStack(app, stack, id));
      associate(stack, `${id}Association`, { originationIdentity: OriginationIdentity.phoneNumber(number) });
    }
    expect(logicalIds(stack)).toHaveLength(2);
  });

  test('if the user overrides it', () => {
    const stack = newStack();
    resourceOf(associate(stack)).overrideLogicalId('MyOwn');
    expect(logicalIds(stack)).toEqual(['MyOwn']);
  });
});

test("a pool's policy keeps its logical id however the pool's construct is called", () => {
  const policies = ['Pool', 'AnotherName'].map((id) => {
    const stack = newStack();
    const pool = cfnPool(stack, id);
    pool.overrideLogicalId('Support');
    associate(stack, 'Association', { pool });
    return logicalIds(stack, 'AWS::IAM::Policy');
  });
  expect(policies[0]).toEqual(policies[1]);
});

/** The logical ids in a stack with one association. */
function idsWith(stack: Stack, originationIdentity: OriginationIdentity, pool = poolById(stack)): string[] {
  associate(stack, 'Association', { originationIdentity, pool });
  return logicalIds(stack);
}

function lazily(value: string): string {
  return Lazy.string({ produce: () => value });
}
