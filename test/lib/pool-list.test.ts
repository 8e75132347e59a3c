import { describe, expect, test } from '@jest/globals';
import { Fn } from 'aws-cdk-lib';
import { CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity } from 'cdk-sms-pool-association';
import {
  ACCOUNT,
  ACME_GB,
  arn,
  associate,
  cfnPool,
  HOME,
  newStack,
  OTHER_ACCOUNT,
  PHONE_NUMBER_ID,
  phoneNumber,
  synthesis,
  twoStacks,
} from './fixtures';

describe('a pool of the app with its own list', () => {
  test('owns no number behind an import, which can be another one in each stack', () => {
    const [base, stack] = twoStacks();
    cfnPool(base, 'Pool', [Fn.importValue('Number')]);
    const originationIdentity = OriginationIdentity.fromPhoneNumberArn(Fn.importValue('Number'), 'US');
    associate(stack, 'Association', { originationIdentity });
    expect(synthesis(stack)).not.toThrow();
  });

  test('owns a number that it lists, in whichever stack', () => {
    const [base, stack] = twoStacks();
    cfnPool(base, 'Pool', [arn(`phone-number/${PHONE_NUMBER_ID}`)]);
    associate(stack);
    expect(synthesis(stack)).toThrow(
      `'Stack/Association' puts '${PHONE_NUMBER_ID}' into a pool, and the pool 'Base/Pool' already lists it in ` +
        'originationIdentities; expected one owner of the association; remove the association or remove it from the list',
    );
  });

  test('of another stack owns its numbers, which the deletion of an association takes out', () => {
    const [base, stack] = twoStacks();
    const pool = cfnPool(base, 'Pool', [arn(`phone-number/${PHONE_NUMBER_ID}`)]);
    associate(stack, 'Association', { pool });
    expect(synthesis(stack)).toThrow(
      'expected one owner of the association; remove it from the list; or, to keep it there, deploy the association with ' +
        'removalPolicy RETAIN and a new revision first and remove it in the next deployment, since its deletion takes it ' +
        'out of a pool of another stack',
    );
  });

  test('owns a number of the app that it lists', () => {
    const stack = newStack();
    const number = phoneNumber(stack);
    const pool = cfnPool(stack, 'Pool', [number.attrArn]);
    associate(stack, 'Association', { pool, originationIdentity: OriginationIdentity.phoneNumber(number) });
    expect(synthesis(stack)).toThrow(
      "the pool 'Stack/Pool' already lists it in originationIdentities; expected one owner of the association; remove the " +
        'association, whose deletion leaves in the pool what the list names; or remove it from the list, and set ' +
        'adoptExisting on the association, since the service may leave it in the pool',
    );
  });

  test('owns a sender ID that it lists, in this pool', () => {
    const stack = newStack();
    const pool = cfnPool(stack, 'Pool', [arn('sender-id/ACME/GB')]);
    associate(stack, 'Association', { pool, originationIdentity: ACME_GB });
    expect(synthesis(stack)).toThrow(
      "'Stack/Association' puts 'ACME/GB' into a pool, and the pool 'Stack/Pool' already",
    );
  });

  test.each([
    ['country', arn('sender-id/ACME/DE')],
    ['account', arn('sender-id/ACME/GB', OTHER_ACCOUNT)],
  ])('owns no sender ID of another %s', (_, listed) => {
    const stack = newStack(HOME);
    const pool = cfnPool(stack, 'Pool', [listed]);
    associate(stack, 'Association', { pool, originationIdentity: ACME_GB });
    expect(synthesis(stack)).not.toThrow();
  });

  test('owns no association of a sender ID to another pool', () => {
    const stack = newStack();
    const senderId = new CfnSenderId(stack, 'Acme', { senderId: 'ACME', isoCountryCode: 'GB' });
    cfnPool(stack, 'Pool', [senderId.attrArn]);
    associate(stack, 'Association', { originationIdentity: OriginationIdentity.senderId(senderId) });
    expect(synthesis(stack)).not.toThrow();
  });

  test('of another account owns nothing here', () => {
    const [base, stack] = twoStacks({ env: { account: ACCOUNT, region: 'eu-west-1' } }, HOME);
    cfnPool(base, 'Pool', [arn(`phone-number/${PHONE_NUMBER_ID}`)]);
    associate(stack);
    expect(synthesis(stack)).not.toThrow();
  });
});
