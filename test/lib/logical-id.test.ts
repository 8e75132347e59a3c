import { describe, expect, test } from '@jest/globals';
import { CfnElement, CfnParameter, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnPhoneNumber, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import type { aws_smsvoice } from 'aws-cdk-lib/interfaces';
import { OriginationIdentity, type OriginationIdentityAssociation, SmsPool } from 'cdk-sms-pool-association';
import { Construct } from 'constructs';
import {
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
  RCS_AGENT_ID,
} from './fixtures';

/** What resources are deployed under: a change of the computation would create all of them a second time. */
const OF_PHONE_NUMBER = 'OriginationIdentityAssociation9CBC6350';
const OF_RCS_AGENT = 'OriginationIdentityAssociation9D0222E5';
const OF_SENDER_ID = 'OriginationIdentityAssociation4ED134CC';

describe('the same logical id whichever way the ends are written', () => {
  test.each([
    ['id', () => OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'US')],
    ['ARN', () => OriginationIdentity.fromPhoneNumberArn(arn(`phone-number/${PHONE_NUMBER_ID}`), 'US')],
    ['import by id', (scope: Construct) => imported(CfnPhoneNumber.fromPhoneNumberId(scope, 'N', PHONE_NUMBER_ID))],
    [
      'import by ARN',
      (scope: Construct) =>
        imported(CfnPhoneNumber.fromPhoneNumberArn(scope, 'N', arn(`phone-number/${PHONE_NUMBER_ID}`))),
    ],
    [
      'ARN made of tokens',
      (scope: Construct) =>
        OriginationIdentity.fromPhoneNumberArn(
          CfnPhoneNumber.fromPhoneNumberId(scope, 'N', PHONE_NUMBER_ID).phoneNumberRef.phoneNumberArn,
          'US',
        ),
    ],
    ['token that hides an id', () => OriginationIdentity.fromPhoneNumberId(lazily(PHONE_NUMBER_ID), 'US')],
    [
      'token that hides an ARN',
      () => OriginationIdentity.fromPhoneNumberArn(lazily(arn(`phone-number/${PHONE_NUMBER_ID}`)), 'US'),
    ],
    ['another country', () => OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'CA')],
  ])('phone number: %s', (_, identity) => {
    for (const stack of [newStack(), newStack(HOME)]) {
      associate(stack, 'Association', { originationIdentity: identity(stack) });
      expect(logicalIds(stack)).toEqual([OF_PHONE_NUMBER]);
    }
  });

  test.each([
    ['id', () => OriginationIdentity.fromRcsAgentId(RCS_AGENT_ID)],
    ['ARN', () => OriginationIdentity.fromRcsAgentArn(arn(`rcs-agent/${RCS_AGENT_ID}`))],
  ])('RCS agent: %s', (_, identity) => {
    const stack = newStack();
    associate(stack, 'Association', { originationIdentity: identity() });
    expect(logicalIds(stack)).toEqual([OF_RCS_AGENT]);
  });

  const ownArn = (scope: Construct, resource: string) => Stack.of(scope).formatArn({ service: 'sms-voice', resource });
  type Ends = readonly [OriginationIdentity, aws_smsvoice.IPoolRef];

  test.each<[string, (scope: Construct) => Ends]>([
    ['name and country', (scope) => [acme('GB'), poolById(scope)]],
    ['ARN', (scope) => [OriginationIdentity.fromSenderIdArn(ownArn(scope, 'sender-id/ACME/GB')), poolById(scope)]],
    ['pool by ARN', (scope) => [acme('GB'), SmsPool.fromPoolArn(scope, 'Pool', ownArn(scope, `pool/${POOL_ID}`))]],
  ])('sender ID: %s', (_, ends) => {
    for (const stack of [newStack(), newStack(HOME)]) {
      const [originationIdentity, pool] = ends(stack);
      associate(stack, 'Association', { originationIdentity, pool });
      expect(logicalIds(stack)).toEqual([OF_SENDER_ID]);
    }
  });

  test('reference to a resource of the app, whatever attribute it is made of', () => {
    const ids = [
      (number: CfnPhoneNumber) => OriginationIdentity.phoneNumber(number),
      (number: CfnPhoneNumber) => OriginationIdentity.fromPhoneNumberId(number.ref, 'US'),
      (number: CfnPhoneNumber) => OriginationIdentity.fromPhoneNumberArn(number.attrArn, 'US'),
    ].map((identity) => {
      const stack = newStack();
      associate(stack, 'Association', { originationIdentity: identity(phoneNumber(stack)) });
      return logicalIds(stack);
    });
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
  });

  test('sender ID of the app, by the construct or by what it answers', () => {
    const ids = [
      (senderId: CfnSenderId) => OriginationIdentity.senderId(senderId),
      (senderId: CfnSenderId) => OriginationIdentity.fromSenderId(senderId.senderIdRef.senderId, 'GB'),
    ].map((identity) => {
      const stack = newStack();
      const senderId = new CfnSenderId(stack, 'Acme', { senderId: 'ACME', isoCountryCode: 'GB' });
      associate(stack, 'Association', { originationIdentity: identity(senderId) });
      return logicalIds(stack);
    });
    expect(ids[1]).toEqual(ids[0]);
  });
});

describe('the logical id stays', () => {
  test('when the construct is renamed', () => {
    const stack = newStack();
    associate(stack, 'AnotherName');
    expect(logicalIds(stack)).toEqual([OF_PHONE_NUMBER]);
  });

  test('when the construct moves inside of its stack', () => {
    const stack = newStack();
    associate(new Construct(new Construct(stack, 'Team'), 'Messages'));
    expect(logicalIds(stack)).toEqual([OF_PHONE_NUMBER]);
  });

  test('when a phone number moves to another pool, so that the move is an update', () => {
    const stack = newStack();
    associate(stack, 'Association', { pool: poolById(stack, OTHER_POOL_ID) });
    expect(logicalIds(stack)).toEqual([OF_PHONE_NUMBER]);
  });

  test('when the number of another stack gets its logical id late, and when it is imported in the template', () => {
    const idsFor = (overrideFirst: boolean): string[] => {
      const app = newApp();
      const number = phoneNumber(newStack({}, 'Base', app));
      if (overrideFirst) number.overrideLogicalId('Support');
      const stack = newStack({}, 'Stack', app);
      associate(stack, 'Association', { originationIdentity: OriginationIdentity.phoneNumber(number) });
      number.overrideLogicalId('Support');
      return logicalIds(stack);
    };
    expect(idsFor(false)).toEqual(idsFor(true));
  });

  test('throughout the synthesis, in which references between stacks become imports', () => {
    const app = newApp();
    const number = phoneNumber(newStack({}, 'Base', app));
    const stack = newStack({}, 'Stack', app);
    const association = associate(stack, 'Association', {
      originationIdentity: OriginationIdentity.phoneNumber(number),
    });
    const before: unknown = stack.resolve(element(association).logicalId);
    expect(logicalIds(stack)).toEqual([before]);
    expect(stack.resolve(element(association).logicalId)).toBe(before);
  });
});

describe('another logical id', () => {
  test.each([
    [
      'another phone number',
      { originationIdentity: OriginationIdentity.fromPhoneNumberId(OTHER_PHONE_NUMBER_ID, 'US') },
      OF_PHONE_NUMBER,
    ],
    ['a sender ID in another country', { originationIdentity: acme('DE') }, OF_SENDER_ID],
    ['a sender ID in another pool', { originationIdentity: acme('GB'), poolId: OTHER_POOL_ID }, OF_SENDER_ID],
    [
      'a sender ID of an account that may be another one',
      { originationIdentity: OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/GB')) },
      OF_SENDER_ID,
    ],
  ])(
    'for %s',
    (_, { originationIdentity, poolId }: { originationIdentity: OriginationIdentity; poolId?: string }, other) => {
      const stack = newStack();
      associate(stack, 'Association', { originationIdentity, pool: poolById(stack, poolId) });
      expect(logicalIds(stack)).not.toEqual([other]);
    },
  );

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

  test('for resources of the same logical id in different stacks', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    for (const base of ['One', 'Other']) {
      const number = phoneNumber(newStack({}, base, app));
      associate(stack, base, { originationIdentity: OriginationIdentity.phoneNumber(number) });
    }
    expect(logicalIds(stack)).toHaveLength(2);
  });

  test('for resources of the same logical id in different nested stacks', () => {
    const stack = newStack();
    for (const id of ['One', 'Other']) {
      const number = phoneNumber(new NestedStack(stack, id));
      associate(stack, `${id}Association`, { originationIdentity: OriginationIdentity.phoneNumber(number) });
    }
    expect(logicalIds(stack)).toHaveLength(2);
  });

  test('if the user overrides it', () => {
    const stack = newStack();
    element(associate(stack)).overrideLogicalId('MyOwn');
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

function element(association: OriginationIdentityAssociation): CfnElement {
  const child = association.node.defaultChild;
  if (child === undefined || !CfnElement.isCfnElement(child))
    throw new Error('expected the association to have a default child');
  return child;
}

function acme(isoCountryCode: string): OriginationIdentity {
  return OriginationIdentity.fromSenderId('ACME', isoCountryCode);
}

function imported(number: Parameters<typeof OriginationIdentity.phoneNumber>[0]): OriginationIdentity {
  return OriginationIdentity.phoneNumber(number, 'US');
}

function lazily(value: string): string {
  return Lazy.string({ produce: () => value });
}
