import { describe, expect, test } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import * as library from 'cdk-sms-pool-association';
import { ACME_GB, associate, newStack, PHONE_NUMBER_ID, POOL_ID } from './fixtures';

/** Calls a factory as JavaScript can: with whatever. */
function call(owner: object, name: string, ...args: unknown[]): unknown {
  const factory: unknown = Reflect.get(owner, name);
  if (typeof factory !== 'function') throw new Error(`expected ${name} to be a function`);
  return Reflect.apply(factory, owner, args);
}

/** Declares an association as JavaScript can. */
function declare(props: unknown): unknown {
  return Reflect.construct(library.OriginationIdentityAssociation, [newStack(), 'Association', props]);
}

const { OriginationIdentity, SmsPool } = library;
const IDENTITY = OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'US');

describe('a factory that gets no value says which one, and what it expects', () => {
  test.each([
    ['fromPhoneNumberId', 'the id of a phone number, like'],
    ['fromPhoneNumberArn', 'the ARN of a phone number, like'],
    ['fromSenderId', 'a sender ID of 1 to 11 letters'],
    ['fromSenderIdArn', 'the ARN of a sender ID, like'],
    ['fromRcsAgentId', 'the id of an RCS agent, like'],
    ['fromRcsAgentArn', 'the ARN of an RCS agent, like'],
    ['phoneNumber', 'a CfnPhoneNumber or an import of one; for an id use OriginationIdentity.fromPhoneNumberId'],
    ['senderId', 'a CfnSenderId; for the text of a sender ID use OriginationIdentity.fromSenderId'],
  ])('OriginationIdentity.%s', (name, expected) => {
    expect(() => call(OriginationIdentity, name, undefined, 'US')).toThrow(
      `OriginationIdentity.${name}: got undefined; expected ${expected}`,
    );
  });

  test.each([
    ['fromPoolId', 'the id of a pool, like'],
    ['fromPoolArn', 'the ARN of a pool, like'],
  ])('SmsPool.%s', (name, expected) => {
    expect(() => call(SmsPool, name, newStack(), 'Pool', undefined)).toThrow(
      `SmsPool.${name}: got undefined; expected ${expected}`,
    );
  });

  test.each([
    ['none', undefined],
    ['44', 44],
  ])('for the country: %s', (got, country) => {
    expect(() => call(OriginationIdentity, 'fromPhoneNumberId', PHONE_NUMBER_ID, country)).toThrow(
      `OriginationIdentity.fromPhoneNumberId: got ${got} as the country; expected two capital letters`,
    );
  });
});

test('a factory that gets a string where a construct belongs names the factory for strings', () => {
  expect(() => call(OriginationIdentity, 'phoneNumber', PHONE_NUMBER_ID, 'US')).toThrow(
    `OriginationIdentity.phoneNumber: got '${PHONE_NUMBER_ID}'; expected a CfnPhoneNumber or an import of one; ` +
      'for an id use OriginationIdentity.fromPhoneNumberId',
  );
});

describe('an association says what is wrong with its props', () => {
  const pool = SmsPool.fromPoolId(newStack(), 'Pool', POOL_ID);

  test.each([
    ['none', undefined, ': got undefined as the props; expected an object with pool and originationIdentity'],
    [
      'no pool',
      { originationIdentity: IDENTITY },
      ' pool: got undefined; expected a CfnPool, or the result of SmsPool',
    ],
    [
      'a string as its pool',
      { pool: POOL_ID, originationIdentity: IDENTITY },
      ` pool: got '${POOL_ID}'; expected a CfnPool, or the result of SmsPool.fromPoolId or SmsPool.fromPoolArn; ` +
        'for a pool id use SmsPool.fromPoolId',
    ],
    [
      'something else as its provider',
      { pool, originationIdentity: IDENTITY, provider: newStack({}, 'Other') },
      " provider: got the construct 'Other'; expected an AssociationProvider; leave it out for the stack's own",
    ],
  ])('%s', (_, props, message) => {
    expect(() => declare(props)).toThrow(`[Stack/Association]${message}`);
  });

  test.each([
    ['no', undefined, 'undefined'],
    ['a string as its', PHONE_NUMBER_ID, `'${PHONE_NUMBER_ID}'`],
    ['an object as its', {}, 'an object of type Object'],
    ['a construct as its', newStack(), "the construct 'Stack'"],
  ])('%s identity', (_, originationIdentity, got) => {
    expect(() => declare({ pool, originationIdentity })).toThrow(
      `[Stack/Association] originationIdentity: got ${got}; expected an OriginationIdentity; make one by a factory, like ` +
        'OriginationIdentity.fromPhoneNumberId',
    );
  });

  test.each(['adoptExisting', 'takeOwnership', 'deferPending', 'keepLastPhoneNumber'])(
    "the string 'true' as %s",
    (flag) => {
      expect(() => declare({ pool, originationIdentity: IDENTITY, [flag]: 'true' })).toThrow(
        `[Stack/Association] ${flag}: got 'true'; expected true or false; compare a context value, which is a string: ` +
          "`tryGetContext('…') === 'true'`",
      );
    },
  );

  test('a number as revision', () => {
    expect(() => declare({ pool, originationIdentity: IDENTITY, revision: 2 })).toThrow(
      '[Stack/Association] revision: got 2; expected a string; write it in quotes',
    );
  });

  test.each([
    ['a sender ID', ACME_GB],
    ['an RCS agent', OriginationIdentity.fromRcsAgentId('rcs-0123456789abcdef')],
  ])('options of phone numbers on %s', (title, originationIdentity) => {
    for (const option of ['keepLastPhoneNumber', 'deferPending']) {
      expect(() => associate(newStack(), 'Association', { originationIdentity, [option]: true })).toThrow(
        `[Stack/Association] ${option}: got true for ${title}; expected true for phone numbers only, since the`,
      );
    }
  });

  test('adoptExisting together with takeOwnership, which are two deployments', () => {
    expect(() => associate(newStack(), 'Association', { adoptExisting: true, takeOwnership: true })).toThrow(
      '[Stack/Association] takeOwnership: got true together with adoptExisting: true; expected one of them, since an ' +
        'association is adopted in one deployment and owned from a later one on; set adoptExisting alone and deploy; ' +
        'then replace it by takeOwnership',
    );
  });

  test('a snapshot as its removal policy', () => {
    expect(() => associate(newStack(), 'Association', { removalPolicy: RemovalPolicy.SNAPSHOT })).toThrow(
      '[Stack/Association] removalPolicy: got SNAPSHOT; expected DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE, since an ' +
        'association has nothing to take a snapshot of; to keep the identity in the pool use RETAIN',
    );
  });
});

test('a wrong one of many identities is found by what it has', () => {
  expect(() => call(OriginationIdentity, 'fromPhoneNumberId', PHONE_NUMBER_ID)).toThrow(
    `the service needs it beside the identity (the country of '${PHONE_NUMBER_ID}')`,
  );
  expect(() => call(OriginationIdentity, 'fromPhoneNumberId', undefined, 'NO')).toThrow(
    "describe-phone-numbers` (the one with the country 'NO')",
  );
});

test("a pool's factory without a scope says that one is missing", () => {
  expect(() => call(SmsPool, 'fromPoolId', POOL_ID)).toThrow(
    `SmsPool.fromPoolId: got '${POOL_ID}' as the scope; expected a construct; call SmsPool.fromPoolId(this, 'Pool', value)`,
  );
});

test('no internals are among the names that completion shows', () => {
  const members = [OriginationIdentity, library.AssociationProvider].flatMap((type) => [
    ...Object.getOwnPropertyNames(type),
    ...Object.getOwnPropertyNames(type.prototype),
  ]);
  expect(members.filter((member) => member.startsWith('_'))).toEqual([]);
});
