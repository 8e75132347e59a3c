import { describe, expect, test } from '@jest/globals';
import { Aws, CfnParameter, Lazy, Resource } from 'aws-cdk-lib';
import { CfnPhoneNumber, CfnPool, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import {
  arn,
  associate,
  HOME,
  newStack,
  PHONE_NUMBER_ID,
  phoneNumber,
  poolById,
  POOL_ID,
  RCS_AGENT_ID,
} from './fixtures';

const PHONE_EXPECTED =
  "expected the id of a phone number, like 'phone-0123456789abcdef0123456789abcdef'; " +
  'look it up with `aws pinpoint-sms-voice-v2 describe-phone-numbers`';

describe('an id that is not one is refused with the remedy', () => {
  test.each([
    [
      'a number in E.164 format',
      () => OriginationIdentity.fromPhoneNumberId('+12065550100', 'US'),
      `OriginationIdentity.fromPhoneNumberId: got '+12065550100', a phone number in E.164 format; ${PHONE_EXPECTED}`,
    ],
    [
      'a number in E.164 format behind an import',
      () => OriginationIdentity.phoneNumber(importedNumber('+12065550100'), 'US'),
      `OriginationIdentity.phoneNumber(Stack/Number): got '+12065550100', a phone number in E.164 format; ${PHONE_EXPECTED}`,
    ],
    [
      'a pool where a phone number belongs',
      () => OriginationIdentity.fromPhoneNumberId(POOL_ID, 'US'),
      `OriginationIdentity.fromPhoneNumberId: got '${POOL_ID}', the id of a pool; ${PHONE_EXPECTED}`,
    ],
    [
      'a sender ID where a phone number belongs',
      () => OriginationIdentity.fromPhoneNumberId('ACME', 'GB'),
      `OriginationIdentity.fromPhoneNumberId: got 'ACME', which does not begin with 'phone-'; ${PHONE_EXPECTED}`,
    ],
    [
      'an ARN where an id belongs',
      () => OriginationIdentity.fromPhoneNumberId(arn(`phone-number/${PHONE_NUMBER_ID}`), 'US'),
      `got '${arn(`phone-number/${PHONE_NUMBER_ID}`)}', the ARN of a phone number; ` +
        "expected the id of a phone number, like 'phone-0123456789abcdef0123456789abcdef'; " +
        'for an ARN use OriginationIdentity.fromPhoneNumberArn',
    ],
    [
      'a phone number where a sender ID belongs',
      () => OriginationIdentity.fromSenderId(PHONE_NUMBER_ID, 'GB'),
      `OriginationIdentity.fromSenderId: got '${PHONE_NUMBER_ID}', the id of a phone number; ` +
        "expected a sender ID of 1 to 11 letters, digits, - or _, at least one of them a letter, like 'ACME'; look it up with `aws pinpoint-sms-voice-v2 describe-sender-ids`",
    ],
    [
      'a number where a sender ID belongs',
      () => OriginationIdentity.fromSenderId('12065550100', 'US'),
      "got '12065550100', a phone number in E.164 format; expected a sender ID of 1 to 11 letters",
    ],
    [
      'a sender ID of twelve characters',
      () => OriginationIdentity.fromSenderId('ACMEACMEACME', 'GB'),
      "got 'ACMEACMEACME', which has 12 characters; expected a sender ID of 1 to 11 letters",
    ],
    [
      'the ARN of a sender ID where its name belongs',
      () => OriginationIdentity.fromSenderId(arn('sender-id/ACME/GB'), 'GB'),
      'for an ARN use OriginationIdentity.fromSenderIdArn, which takes the country from it',
    ],
    [
      'a pool where an RCS agent belongs',
      () => OriginationIdentity.fromRcsAgentId(POOL_ID),
      `OriginationIdentity.fromRcsAgentId: got '${POOL_ID}', the id of a pool; ` +
        "expected the id of an RCS agent, like 'rcs-0123456789abcdef0123456789abcdef'; " +
        'look it up with `aws pinpoint-sms-voice-v2 describe-rcs-agents`',
    ],
    [
      'an id so short that the service could take it for a sender ID',
      () => OriginationIdentity.fromRcsAgentId('rcs-1234567'),
      "got 'rcs-1234567', which is too short; expected the id of an RCS agent",
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('an ARN that is not one is refused with the remedy', () => {
  test.each([
    [
      'the ARN of a pool where that of a phone number belongs',
      () => OriginationIdentity.fromPhoneNumberArn(arn(`pool/${POOL_ID}`), 'US'),
      `OriginationIdentity.fromPhoneNumberArn: got '${arn(`pool/${POOL_ID}`)}', the ARN of a pool; ` +
        "expected the ARN of a phone number, like 'arn:PARTITION:sms-voice:REGION:ACCOUNT:phone-number/phone-0123456789abcdef0123456789abcdef'; " +
        'look it up with `aws pinpoint-sms-voice-v2 describe-phone-numbers`',
    ],
    [
      'an id where an ARN belongs',
      () => OriginationIdentity.fromRcsAgentArn(RCS_AGENT_ID),
      `OriginationIdentity.fromRcsAgentArn: got '${RCS_AGENT_ID}', the id of an RCS agent; expected the ARN of an RCS agent`,
    ],
    [
      'the ARN of a sender ID without its country',
      () => OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME')),
      "', which has no country; expected the ARN of a sender ID, like 'arn:PARTITION:sms-voice:REGION:ACCOUNT:sender-id/ACME/GB'",
    ],
    [
      'an ARN of another service',
      () =>
        OriginationIdentity.fromPhoneNumberArn(
          `arn:aws:sns:us-east-1:111122223333:phone-number/${PHONE_NUMBER_ID}`,
          'US',
        ),
      'expected the ARN of a phone number',
    ],
    [
      'an ARN of the wrong kind whose region is a token',
      () =>
        OriginationIdentity.fromRcsAgentArn(
          newStack().formatArn({ service: 'sms-voice', resource: 'pool', resourceName: POOL_ID }),
        ),
      ', the ARN of a pool; expected the ARN of an RCS agent',
    ],
    [
      'the ARN of a phone number where that of a pool belongs',
      () => SmsPool.fromPoolArn(newStack(), 'Pool', arn(`phone-number/${PHONE_NUMBER_ID}`)),
      `SmsPool.fromPoolArn: got '${arn(`phone-number/${PHONE_NUMBER_ID}`)}', the ARN of a phone number; expected the ARN of a pool`,
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('a country that is not one is refused with the remedy', () => {
  test.each([
    [
      'in lower case',
      () => OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'us'),
      "got 'us' as the country; expected two capital letters (ISO 3166-1 alpha-2), like 'GB'; write 'US'",
    ],
    [
      'of three letters',
      () => OriginationIdentity.fromSenderId('ACME', 'GBR'),
      "OriginationIdentity.fromSenderId: got 'GBR' as the country; expected two capital letters",
    ],
    [
      'none for a sender ID',
      () => OriginationIdentity.fromSenderId('ACME', ''),
      "got '' as the country; expected two capital letters (ISO 3166-1 alpha-2), like 'GB'; the service needs it beside the identity",
    ],
    [
      'none for an imported phone number',
      () => OriginationIdentity.phoneNumber(importedNumber(PHONE_NUMBER_ID)),
      'OriginationIdentity.phoneNumber(Stack/Number): got none as the country; expected two capital letters',
    ],
    [
      'other than that of the CfnPhoneNumber',
      () => OriginationIdentity.phoneNumber(phoneNumber(newStack(), 'US'), 'GB'),
      "got 'GB' as the country, but the CfnPhoneNumber says 'US'; expected one country; correct the wrong one",
    ],
    [
      "other than that of the sender ID's ARN, given instead of its name",
      () => OriginationIdentity.fromSenderId(arn('sender-id/ACME/GB', Aws.ACCOUNT_ID), 'DE'),
      "got 'DE' as the country, but the ARN says 'GB'",
    ],
    [
      "other than that of the sender ID's ARN, in a reference",
      () => OriginationIdentity.senderId(new OddSenderId(newStack(), 'SenderId')),
      "OriginationIdentity.senderId(Stack/SenderId): got 'DE' as the country, but its ARN says 'GB'",
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

test('tokens pass, since what they resolve to is not known', () => {
  const token = Lazy.string({ produce: () => 'whatever' });
  expect(() => [
    OriginationIdentity.fromPhoneNumberId(token, token),
    OriginationIdentity.fromPhoneNumberArn(token, token),
    OriginationIdentity.fromSenderId(token, token),
    OriginationIdentity.fromSenderIdArn(token),
    OriginationIdentity.fromRcsAgentId(token),
    OriginationIdentity.fromRcsAgentArn(token),
    OriginationIdentity.phoneNumber(phoneNumber(newStack(), token)),
    SmsPool.fromPoolArn(newStack(), 'Pool', token),
  ]).not.toThrow();
});

test('resources of the app pass, whose names are references', () => {
  const stack = newStack();
  expect(() => [
    OriginationIdentity.phoneNumber(phoneNumber(newStack(), 'US')),
    OriginationIdentity.phoneNumber(phoneNumber(newStack(), 'US'), 'US'),
    OriginationIdentity.senderId(new CfnSenderId(stack, 'SenderId', { senderId: 'ACME', isoCountryCode: 'GB' })),
  ]).not.toThrow();
});

describe('a pool that can not be the pool of the association is refused', () => {
  test.each([
    [
      'an identity where a pool belongs',
      PHONE_NUMBER_ID,
      `[Stack/Association] pool: got '${PHONE_NUMBER_ID}', the id of a phone number; expected the id of a pool, ` +
        "like 'pool-0123456789abcdef0123456789abcdef'; look it up with `aws pinpoint-sms-voice-v2 describe-pools`",
    ],
    ['an ARN where an id belongs', arn(`pool/${POOL_ID}`), 'for an ARN use SmsPool.fromPoolArn'],
  ])('%s', (_, poolId, message) => {
    const stack = newStack();
    expect(() => associate(stack, 'Association', { pool: CfnPool.fromPoolId(stack, 'Pool', poolId) })).toThrow(message);
  });

  test('one whose reference holds the ARN of something else', () => {
    const stack = newStack();
    const pool = new OddPool(stack, 'Pool');
    expect(() => associate(stack, 'Association', { pool })).toThrow('[Stack/Association] pool: got ');
  });
});

describe('another region than the stack', () => {
  test('of the identity is refused, by its ARN', () => {
    const originationIdentity = OriginationIdentity.fromRcsAgentArn(
      arn(`rcs-agent/${RCS_AGENT_ID}`, '111122223333', 'eu-west-1'),
    );
    expect(() => associate(newStack(HOME), 'Association', { originationIdentity })).toThrow(
      "[Stack/Association] the origination identity is of region 'eu-west-1', the stack of 'us-east-1'; " +
        "expected one region; declare the association in a stack of 'eu-west-1'",
    );
  });

  test('of the pool is refused, by its ARN', () => {
    const stack = newStack(HOME);
    const pool = SmsPool.fromPoolArn(stack, 'Pool', arn(`pool/${POOL_ID}`, '111122223333', 'eu-west-1'));
    expect(() => associate(stack, 'Association', { pool })).toThrow(
      "the pool is of region 'eu-west-1', the stack of 'us-east-1'",
    );
  });

  test('of the pool is refused, by the stack that it was imported in', () => {
    const stack = newStack(HOME);
    const elsewhere = newStack({ env: { region: 'eu-west-1' } }, 'Elsewhere');
    expect(() => associate(stack, 'Association', { pool: poolById(elsewhere) })).toThrow(
      "the pool is of region 'eu-west-1'",
    );
  });

  test('can not be told where the stack names no region', () => {
    const originationIdentity = OriginationIdentity.fromRcsAgentArn(
      arn(`rcs-agent/${RCS_AGENT_ID}`, '111122223333', 'eu-west-1'),
    );
    expect(() => associate(newStack(), 'Association', { originationIdentity })).not.toThrow();
  });
});

test('the value of a parameter can be an ARN of any kind', () => {
  const stack = newStack();
  const parameter = new CfnParameter(stack, 'Parameter').valueAsString;
  const originationIdentity = OriginationIdentity.fromPhoneNumberArn(parameter, 'US');
  expect(() => associate(stack, 'Association', { originationIdentity })).not.toThrow();
});

function importedNumber(phoneNumberId: string) {
  return CfnPhoneNumber.fromPhoneNumberId(newStack(), 'Number', phoneNumberId);
}

class OddSenderId extends Resource {
  public readonly senderIdRef = { senderId: 'ACME', isoCountryCode: 'DE', senderIdArn: arn('sender-id/ACME/GB') };
}

class OddPool extends Resource {
  public readonly poolRef = { poolId: POOL_ID, poolArn: arn(`rcs-agent/${RCS_AGENT_ID}`) };
}
