import { describe, expect, test } from '@jest/globals';
import { CfnParameter, Lazy } from 'aws-cdk-lib';
import { CfnPhoneNumber, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import { arn, associate, cfnPool, newStack, PHONE_NUMBER_ID, phoneNumber, POOL_ID, RCS_AGENT_ID } from './fixtures';

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
      'a number as people write it',
      () => OriginationIdentity.fromPhoneNumberId('+1 (206) 555-0100', 'US'),
      `OriginationIdentity.fromPhoneNumberId: got '+1 (206) 555-0100', a phone number itself, not its id; ${PHONE_EXPECTED}`,
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
      'an id with a digit too few',
      () => OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID.slice(0, -1), 'US'),
      `got '${PHONE_NUMBER_ID.slice(0, -1)}', which has 31 hex digits instead of 32; ${PHONE_EXPECTED}`,
    ],
    [
      'an id with a line break from a file',
      () => OriginationIdentity.fromPhoneNumberId(`${PHONE_NUMBER_ID}\n`, 'US'),
      `got '${PHONE_NUMBER_ID}\n', in which '\n' is not a lower-case hex digit; ${PHONE_EXPECTED}`,
    ],
    [
      'a sender ID with a space',
      () => OriginationIdentity.fromSenderId('ACME SHOP', 'GB'),
      "got 'ACME SHOP', in which ' ' is not allowed; expected a sender ID of 1 to 11 letters, digits, - or _, at least one",
    ],
    [
      'a sender ID without letters',
      () => OriginationIdentity.fromSenderId('12-34', 'GB'),
      "got '12-34', which has no letter; expected a sender ID of 1 to 11 letters, digits, - or _, at least one",
    ],
    [
      'a sender ID of no characters',
      () => OriginationIdentity.fromSenderId('', 'GB'),
      "got '', which has 0 characters; expected a sender ID",
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
      `', whose service is 'sns'; for SMS pools it is 'sms-voice'; expected the ARN of a phone number`,
    ],
    [
      'an ARN of the older Pinpoint API',
      () =>
        OriginationIdentity.fromPhoneNumberArn(
          `arn:aws:mobiletargeting:us-east-1:111122223333:phone-number/${PHONE_NUMBER_ID}`,
          'US',
        ),
      "whose service is 'mobiletargeting'; for SMS pools it is 'sms-voice'",
    ],
    [
      "an ARN of another partition than its region's",
      () =>
        OriginationIdentity.fromRcsAgentArn(
          `arn:aws-us-gov:sms-voice:us-east-1:111122223333:rcs-agent/${RCS_AGENT_ID}`,
        ),
      "whose partition is 'aws-us-gov'; that of us-east-1 is 'aws'",
    ],
    [
      'an ARN whose account has a digit too few',
      () => OriginationIdentity.fromRcsAgentArn(arn(`rcs-agent/${RCS_AGENT_ID}`, '11112222333')),
      "whose account is '11112222333'; an account has 12 digits",
    ],
    [
      'an ARN without a region',
      () => OriginationIdentity.fromRcsAgentArn(arn(`rcs-agent/${RCS_AGENT_ID}`, '111122223333', '')),
      "whose region is ''",
    ],
    [
      'an ARN of something else',
      () => OriginationIdentity.fromRcsAgentArn(arn('opt-out-list/Alerts')),
      "whose resource type is 'opt-out-list'",
    ],
    [
      'the ARN of a phone number whose id has a digit too few',
      () => OriginationIdentity.fromPhoneNumberArn(arn(`phone-number/${PHONE_NUMBER_ID.slice(0, -1)}`), 'US'),
      'which has 31 hex digits instead of 32',
    ],
    [
      'the ARN of a sender ID with its country in small letters',
      () => OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/gb')),
      "whose country is 'gb'",
    ],
    [
      'some text where an ARN belongs',
      () => OriginationIdentity.fromSenderIdArn('ACME'),
      "got 'ACME', which is not an ARN; expected the ARN of a sender ID",
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

test.each([
  [
    'the attribute that is the number itself',
    () => OriginationIdentity.fromPhoneNumberId(phoneNumber(newStack()).attrPhoneNumber, 'US'),
    "OriginationIdentity.fromPhoneNumberId: got the attribute PhoneNumber of 'Stack/Number', a phone number in E.164 format; ",
  ],
  [
    'the ARN of a pool',
    () => OriginationIdentity.fromPhoneNumberArn(cfnPool(newStack()).attrArn, 'US'),
    "OriginationIdentity.fromPhoneNumberArn: got the attribute Arn of 'Stack/Pool', a reference to a pool; ",
  ],
])('a wrong attribute of a resource of the app is refused: %s', (_, make, message) => {
  expect(make).toThrow(message);
  expect(make).toThrow('; pass the construct, or its attribute for the id or ARN');
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

test('the value of a parameter can be an ARN of any kind', () => {
  const stack = newStack();
  const parameter = new CfnParameter(stack, 'Parameter').valueAsString;
  const originationIdentity = OriginationIdentity.fromPhoneNumberArn(parameter, 'US');
  expect(() => associate(stack, 'Association', { originationIdentity })).not.toThrow();
});

function importedNumber(phoneNumberId: string) {
  return CfnPhoneNumber.fromPhoneNumberId(newStack(), 'Number', phoneNumberId);
}
