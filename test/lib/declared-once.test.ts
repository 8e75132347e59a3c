import { describe, expect, test } from '@jest/globals';
import { CfnParameter, Fn, Stack, Stage } from 'aws-cdk-lib';
import { CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, type OriginationIdentityAssociationProps, SmsPool } from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import {
  ACCOUNT,
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

describe('a pool of the app with its own list', () => {
  test('owns no number behind an import, which can be another one in each stack', () => {
    const app = newApp();
    cfnPool(newStack({}, 'Base', app), 'Pool', [Fn.importValue('Number')]);
    const originationIdentity = OriginationIdentity.fromPhoneNumberArn(Fn.importValue('Number'), 'US');
    associate(newStack({}, 'Stack', app), 'Association', { originationIdentity });
    expect(() => app.synth()).not.toThrow();
  });

  test('owns a number that it lists, in whichever stack', () => {
    const app = newApp();
    cfnPool(newStack({}, 'Base', app), 'Pool', [arn(`phone-number/${PHONE_NUMBER_ID}`)]);
    associate(newStack({}, 'Stack', app));
    expect(() => app.synth()).toThrow(
      `'Stack/Association' puts '${PHONE_NUMBER_ID}' into a pool, and the pool 'Base/Pool' already lists it in ` +
        'originationIdentities; expected one owner of the association; remove the association or remove it from the list',
    );
  });

  test('of another stack owns its numbers, which the deletion of an association takes out', () => {
    const app = newApp();
    const pool = cfnPool(newStack({}, 'Base', app), 'Pool', [arn(`phone-number/${PHONE_NUMBER_ID}`)]);
    associate(newStack({}, 'Stack', app), 'Association', { pool });
    expect(() => app.synth()).toThrow(
      'expected one owner of the association; remove it from the list; or, to keep it there, deploy the association with ' +
        'removalPolicy RETAIN and a new revision first and remove it in the next deployment, since its deletion takes it ' +
        'out of a pool of another stack',
    );
  });

  test('owns a number of the app that it lists', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    const number = phoneNumber(stack);
    const pool = cfnPool(stack, 'Pool', [number.attrArn]);
    associate(stack, 'Association', { pool, originationIdentity: OriginationIdentity.phoneNumber(number) });
    expect(() => app.synth()).toThrow(
      "the pool 'Stack/Pool' already lists it in originationIdentities; expected one owner of the association; remove the " +
        'association, whose deletion leaves in the pool what the list names; or remove it from the list, and set ' +
        'adoptExisting on the association, since the service may leave it in the pool',
    );
  });

  test('owns a sender ID that it lists, in this pool', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    const pool = cfnPool(stack, 'Pool', [arn('sender-id/ACME/GB')]);
    associate(stack, 'Association', { pool, originationIdentity: ACME_GB });
    expect(() => app.synth()).toThrow(
      "'Stack/Association' puts 'ACME/GB' into a pool, and the pool 'Stack/Pool' already",
    );
  });

  test.each([
    ['country', arn('sender-id/ACME/DE')],
    ['account', arn('sender-id/ACME/GB', OTHER_ACCOUNT)],
  ])('owns no sender ID of another %s', (_, listed) => {
    const app = newApp();
    const stack = newStack(HOME, 'Stack', app);
    const pool = cfnPool(stack, 'Pool', [listed]);
    associate(stack, 'Association', { pool, originationIdentity: ACME_GB });
    expect(() => app.synth()).not.toThrow();
  });

  test('owns no association of a sender ID to another pool', () => {
    const app = newApp();
    const stack = newStack({}, 'Stack', app);
    const senderId = new CfnSenderId(stack, 'Acme', { senderId: 'ACME', isoCountryCode: 'GB' });
    cfnPool(stack, 'Pool', [senderId.attrArn]);
    associate(stack, 'Association', { originationIdentity: OriginationIdentity.senderId(senderId) });
    expect(() => app.synth()).not.toThrow();
  });

  test('of another account owns nothing here', () => {
    const app = newApp();
    cfnPool(newStack({ env: { account: ACCOUNT, region: 'eu-west-1' } }, 'Base', app), 'Pool', [
      arn(`phone-number/${PHONE_NUMBER_ID}`),
    ]);
    associate(newStack(HOME, 'Stack', app));
    expect(() => app.synth()).not.toThrow();
  });
});
