import { describe, expect, test } from '@jest/globals';
import { CfnParameter, Fn, Stack, Stage } from 'aws-cdk-lib';
import { OriginationIdentity, type OriginationIdentityAssociationProps, SmsPool } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import {
  ACME_GB,
  arn,
  associate,
  cfnPool,
  HOME,
  logicalIds,
  newApp,
  newStack,
  OTHER_ACCOUNT,
  OTHER_POOL_ID,
  PHONE_NUMBER_ID,
  phoneNumber,
  poolById,
  POOL_ID,
  synthesis,
  twoStacks,
} from './fixtures';

const poolOfAnotherAccount = (scope: Construct) =>
  SmsPool.fromPoolArn(scope, 'Pool', arn(`pool/${POOL_ID}`, OTHER_ACCOUNT));

const poolOfParameter = (scope: Construct) => poolById(scope, new CfnParameter(scope, 'PoolId').valueAsString);

describe('in one stack', () => {
  test('the same association twice is refused, with both paths', () => {
    const stack = newStack();
    associate(stack, 'One');
    associate(stack, 'Other', {
      originationIdentity: OriginationIdentity.fromPhoneNumberArn(arn(`phone-number/${PHONE_NUMBER_ID}`), 'US'),
    });
    expect(synthesis(stack)).toThrow(
      `'Stack/Other' puts '${PHONE_NUMBER_ID}' into pool '${POOL_ID}', and 'Stack/One' declares the same; ` +
        'expected one declaration; remove one',
    );
  });

  test('the same association three times is one error', () => {
    const stack = newStack();
    for (const id of ['One', 'Two', 'Three']) associate(stack, id);
    expect(synthesis(stack)).toThrow("remove one (the same goes for 'Stack/Three')");
    expect(synthesis(stack)).not.toThrow(/declares the same[^]*declares the same/);
  });

  test('the same association of a sender ID twice is refused', () => {
    const stack = newStack(HOME);
    associate(stack, 'One', { originationIdentity: ACME_GB });
    associate(stack, 'Other', { originationIdentity: OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/GB')) });
    expect(synthesis(stack)).toThrow(
      `'Stack/Other' puts 'ACME/GB' into pool '${POOL_ID}', and 'Stack/One' declares the same`,
    );
  });

  test('a number in two pools is refused, with both paths and pools', () => {
    const stack = newStack();
    associate(stack, 'One');
    associate(stack, 'Other', { pool: poolById(stack, OTHER_POOL_ID) });
    expect(synthesis(stack)).toThrow(
      `'Stack/Other' puts '${PHONE_NUMBER_ID}' into pool '${OTHER_POOL_ID}', and 'Stack/One' puts it into pool ` +
        `'${POOL_ID}'; expected one pool, since a phone number or RCS agent can be in one only; remove one`,
    );
  });

  test.each([
    ['is two pools', HOME, 'expected one pool'],
    ['may be one in a stack without an account', {}, 'declares the same'],
  ])('a number in a pool by its id and by the ARN of another account, which %s, is refused', (_, props, message) => {
    const stack = newStack(props);
    associate(stack, 'One');
    associate(stack, 'Other', { pool: poolOfAnotherAccount(stack) });
    expect(synthesis(stack)).toThrow(message);
  });

  test('a number of the app in two pools is refused', () => {
    const stack = newStack();
    const originationIdentity = OriginationIdentity.phoneNumber(phoneNumber(stack));
    associate(stack, 'One', { originationIdentity });
    associate(stack, 'Other', { originationIdentity, pool: cfnPool(stack) });
    expect(synthesis(stack)).toThrow("'Stack/Other' puts 'Stack/Number' into pool 'Stack/Pool', and 'Stack/One'");
  });

  test('a number in two pools is refused even if one of them is a parameter', () => {
    const stack = newStack();
    associate(stack, 'One');
    associate(stack, 'Other', { pool: poolOfParameter(stack) });
    expect(synthesis(stack)).toThrow("'Stack/One' puts it into pool");
  });

  describe.each([
    ['in an account', HOME],
    ['in a stack without one', {}],
  ])('a name of the stack and of another account, %s, is two things', (_, props) => {
    test.each<[string, (stack: Stack) => Partial<OriginationIdentityAssociationProps>]>([
      [
        'of sender IDs',
        () => ({ originationIdentity: OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/GB', OTHER_ACCOUNT)) }),
      ],
      ['of pools', (stack) => ({ pool: poolOfAnotherAccount(stack) })],
    ])('%s', (__, shared) => {
      const stack = newStack(props);
      associate(stack, 'Own', { originationIdentity: ACME_GB });
      associate(stack, 'Shared', { originationIdentity: ACME_GB, ...shared(stack) });
      expect(synthesis(stack)).not.toThrow();
      expect(logicalIds(stack)).toHaveLength(2);
    });
  });

  test('one sender ID in two pools, and in two countries, is fine', () => {
    const stack = newStack();
    associate(stack, 'One', { originationIdentity: ACME_GB });
    associate(stack, 'Other', { originationIdentity: ACME_GB, pool: poolById(stack, OTHER_POOL_ID) });
    associate(stack, 'Country', { originationIdentity: OriginationIdentity.fromSenderId('ACME', 'DE') });
    expect(synthesis(stack)).not.toThrow();
  });

  test('an association that was removed from the tree does not count', () => {
    const stack = newStack();
    associate(stack, 'One');
    stack.node.tryRemoveChild('One');
    associate(stack, 'Other');
    expect(synthesis(stack)).not.toThrow();
  });
});

describe('in two stacks', () => {
  test('a number in two pools is refused, once', () => {
    const [one, other] = twoStacks();
    associate(one);
    associate(other, 'Association', { pool: poolById(other, OTHER_POOL_ID) });
    const message = `'Stack/Association' puts '${PHONE_NUMBER_ID}' into pool '${OTHER_POOL_ID}', and 'Base/Association'`;
    expect(synthesis(other)).toThrow(message);
    expect(synthesis(other)).not.toThrow(`'Base/Association' puts '${PHONE_NUMBER_ID}' into pool '${POOL_ID}', and`);
  });

  test.each([
    ['a phone number', OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'US'), PHONE_NUMBER_ID],
    ['a sender ID', ACME_GB, 'ACME/GB'],
  ])('the same association of %s that neither stack adopts is refused, with both paths', (_, identity, name) => {
    const [one, other] = twoStacks();
    for (const stack of [one, other]) associate(stack, 'Association', { originationIdentity: identity });
    expect(synthesis(other)).toThrow(
      `'Stack/Association' puts '${name}' into pool '${POOL_ID}', and 'Base/Association' declares the same in another ` +
        'stack; expected one owner, since the second deployment would find the association in place and fail; set ' +
        'adoptExisting on the one that must not remove it, or remove one',
    );
  });

  test.each<[string, (scope: Construct) => Partial<OriginationIdentityAssociationProps>]>([
    ['the same association, if one stack adopts it', () => ({ adoptExisting: true })],
    [
      'the same association, if one stack adopts it and names the pool by its ARN',
      (scope) => ({ pool: SmsPool.fromPoolArn(scope, 'Pool', arn(`pool/${POOL_ID}`)), adoptExisting: true }),
    ],
    ['a number in two pools, one of which is a parameter', (scope) => ({ pool: poolOfParameter(scope) })],
  ])('%s, is fine', (_, ofOther) => {
    const [one, other] = twoStacks();
    associate(one);
    associate(other, 'Association', ofOther(other));
    expect(synthesis(other)).not.toThrow();
  });

  test('an id is not the same thing in another account', () => {
    const [one, other] = twoStacks(HOME, { env: { account: OTHER_ACCOUNT, region: 'us-east-1' } });
    associate(one);
    associate(other, 'Association', { pool: poolById(other, OTHER_POOL_ID) });
    expect(synthesis(other)).not.toThrow();
  });

  test.each([
    ['an import', () => Fn.importValue('NumberId')],
    ['a parameter', (scope: Construct) => new CfnParameter(scope, 'NumberId').valueAsString],
  ])('a number behind %s can be another one in each', (_, numberId) => {
    const app = newApp();
    for (const name of ['Beta', 'Prod']) {
      const stack = new Stack(new Stage(app, name), 'Stack');
      const originationIdentity = OriginationIdentity.fromPhoneNumberId(numberId(stack), 'US');
      associate(stack, 'Association', { pool: cfnPool(stack), originationIdentity });
    }
    expect(() => app.synth()).not.toThrow();
  });
});
