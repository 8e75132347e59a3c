import { describe, expect, test } from '@jest/globals';
import { Fn } from 'aws-cdk-lib';
import { CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity } from 'cdk-sms-pool-association';
import {
  ACCOUNT,
  arn,
  associate,
  cfnPool,
  HOME,
  newApp,
  newStack,
  OTHER_ACCOUNT,
  PHONE_NUMBER_ID,
  phoneNumber,
} from './fixtures';

const ACME_GB = OriginationIdentity.fromSenderId('ACME', 'GB');

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
