import { describe, expect, test } from '@jest/globals';
import { CfnParameter, Fn, Stack, Stage } from 'aws-cdk-lib';
import { OriginationIdentity, type OriginationIdentityAssociationProps, SmsPool } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import {
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
} from './fixtures';

const ACME_GB = OriginationIdentity.fromSenderId('ACME', 'GB');

describe('in one stack', () => {
  test('the same association twice is refused, with both paths', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    associate(stack, 'One');
    associate(stack, 'Other', {
      originationIdentity: OriginationIdentity.fromPhoneNumberArn(arn(`phone-number/${PHONE_NUMBER_ID}`), 'US'),
    });
    expect(() => app.synth()).toThrow(
      `'Stack/Other' puts '${PHONE_NUMBER_ID}' into pool '${POOL_ID}', and 'Stack/One' declares the same; ` +
        'expected one declaration; remove one',
    );
  });

  test('the same association three times is one error', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    for (const id of ['One', 'Two', 'Three']) associate(stack, id);
    expect(() => app.synth()).toThrow("remove one (the same goes for 'Stack/Three')");
    expect(() => app.synth()).not.toThrow(/declares the same[^]*declares the same/);
  });

  test('the same association of a sender ID twice is refused', () => {
    const app = newApp();
    const stack = newStack(HOME, 'Stack', app);
    associate(stack, 'One', { originationIdentity: ACME_GB });
    associate(stack, 'Other', { originationIdentity: OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/GB')) });
    expect(() => app.synth()).toThrow(
      `'Stack/Other' puts 'ACME/GB' into pool '${POOL_ID}', and 'Stack/One' declares the same`,
    );
  });

  test('a number in two pools is refused, with both paths and pools', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    associate(stack, 'One');
    associate(stack, 'Other', { pool: poolById(stack, OTHER_POOL_ID) });
    expect(() => app.synth()).toThrow(
      `'Stack/Other' puts '${PHONE_NUMBER_ID}' into pool '${OTHER_POOL_ID}', and 'Stack/One' puts it into pool ` +
        `'${POOL_ID}'; expected one pool, since a phone number or RCS agent can be in one only; remove one`,
    );
  });

  test.each([
    ['is two pools', HOME, 'expected one pool'],
    ['may be one in a stack without an account', {}, 'declares the same'],
  ])('a number in a pool by its id and by the ARN of another account, which %s, is refused', (_, props, message) => {
    const app = newApp();
    const stack = newStack(props, 'Stack', app);
    associate(stack, 'One');
    associate(stack, 'Other', { pool: SmsPool.fromPoolArn(stack, 'Pool', arn(`pool/${POOL_ID}`, OTHER_ACCOUNT)) });
    expect(() => app.synth()).toThrow(message);
  });

  test('a number of the app in two pools is refused', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    const originationIdentity = OriginationIdentity.phoneNumber(phoneNumber(stack));
    associate(stack, 'One', { originationIdentity });
    associate(stack, 'Other', { originationIdentity, pool: cfnPool(stack) });
    expect(() => app.synth()).toThrow("'Stack/Other' puts 'Stack/Number' into pool 'Stack/Pool', and 'Stack/One'");
  });

  test('a number in two pools is refused even if one of them is a parameter', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    associate(stack, 'One');
    associate(stack, 'Other', { pool: poolById(stack, new CfnParameter(stack, 'PoolId').valueAsString) });
    expect(() => app.synth()).toThrow("'Stack/One' puts it into pool");
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
      ['of pools', (stack) => ({ pool: SmsPool.fromPoolArn(stack, 'Pool', arn(`pool/${POOL_ID}`, OTHER_ACCOUNT)) })],
    ])('%s', (__, shared) => {
      const app = newApp();
      const stack = newStack(props, 'Stack', app);
      associate(stack, 'Own', { originationIdentity: ACME_GB });
      associate(stack, 'Shared', { originationIdentity: ACME_GB, ...shared(stack) });
      expect(() => app.synth()).not.toThrow();
      expect(logicalIds(stack)).toHaveLength(2);
    });
  });

  test('one sender ID in two pools, and in two countries, is fine', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    associate(stack, 'One', { originationIdentity: ACME_GB });
    associate(stack, 'Other', { originationIdentity: ACME_GB, pool: poolById(stack, OTHER_POOL_ID) });
    associate(stack, 'Country', { originationIdentity: OriginationIdentity.fromSenderId('ACME', 'DE') });
    expect(() => app.synth()).not.toThrow();
  });

  test('an association that was removed from the tree does not count', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    associate(stack, 'One');
    stack.node.tryRemoveChild('One');
    associate(stack, 'Other');
    expect(() => app.synth()).not.toThrow();
  });
});

describe('in two stacks', () => {
  test('a number in two pools is refused, once', () => {
    const app = newApp();
    const [one, other] = [newStack({}, 'One', app), newStack({}, 'Other', app)];
    associate(one);
    associate(other, 'Association', { pool: poolById(other, OTHER_POOL_ID) });
    const message = `'Other/Association' puts '${PHONE_NUMBER_ID}' into pool '${OTHER_POOL_ID}', and 'One/Association'`;
    expect(() => app.synth()).toThrow(message);
    expect(() => app.synth()).not.toThrow(`'One/Association' puts '${PHONE_NUMBER_ID}' into pool '${POOL_ID}', and`);
  });

  test('the same association is fine, if one stack adopts it', () => {
    const app = newApp();
    associate(newStack({}, 'One', app));
    associate(newStack({}, 'Other', app), 'Association', { adoptExisting: true });
    expect(() => app.synth()).not.toThrow();
  });

  test('the same association is fine if one stack adopts it, and names the pool by its ARN', () => {
    const app = newApp();
    const other = newStack({}, 'Other', app);
    associate(newStack({}, 'One', app));
    const pool = SmsPool.fromPoolArn(other, 'Pool', arn(`pool/${POOL_ID}`));
    associate(other, 'Association', { pool, adoptExisting: true });
    expect(() => app.synth()).not.toThrow();
  });

  test.each([
    ['a phone number', OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'US'), PHONE_NUMBER_ID],
    ['a sender ID', ACME_GB, 'ACME/GB'],
  ])('the same association of %s that neither stack adopts is refused, with both paths', (_, identity, name) => {
    const app = newApp();
    associate(newStack({}, 'One', app), 'Association', { originationIdentity: identity });
    associate(newStack({}, 'Other', app), 'Association', { originationIdentity: identity });
    expect(() => app.synth()).toThrow(
      `'Other/Association' puts '${name}' into pool '${POOL_ID}', and 'One/Association' declares the same in another ` +
        'stack; expected one owner, since the second deployment would find the association in place and fail; set ' +
        'adoptExisting on the one that must not remove it, or remove one',
    );
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

  test('a number in two pools can not be told if one of them is a parameter', () => {
    const app = newApp();
    const other = newStack({}, 'Other', app);
    associate(newStack({}, 'One', app));
    associate(other, 'Association', { pool: poolById(other, new CfnParameter(other, 'PoolId').valueAsString) });
    expect(() => app.synth()).not.toThrow();
  });

  test('an id is not the same thing in another account', () => {
    const app = newApp();
    const other = newStack({ env: { account: OTHER_ACCOUNT, region: 'us-east-1' } }, 'Other', app);
    associate(newStack(HOME, 'One', app));
    associate(other, 'Association', { pool: poolById(other, OTHER_POOL_ID) });
    expect(() => app.synth()).not.toThrow();
  });
});
