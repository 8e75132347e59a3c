import { describe, expect, test } from '@jest/globals';
import { CfnParameter, Lazy } from 'aws-cdk-lib';
import { CfnPhoneNumber, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity, SmsPool } from 'cdk-sms-pool-association';
import { arn, associate, cfnPool, newStack, PHONE_NUMBER_ID, phoneNumber, POOL_ID, RCS_AGENT_ID } from './fixtures';

describe('an id that is not one is refused with the remedy', () => {
  test.each([
    ['a number in E.164 format', '+12065550100', 'a phone number in E.164 format'],
    ['a number as people write it', '+1 (206) 555-0100', 'a phone number itself, not its id'],
    ['a pool', POOL_ID, 'the id of a pool'],
    ['a sender ID', 'ACME', "which does not begin with 'phone-'"],
    ['an id with a digit too few', PHONE_NUMBER_ID.slice(0, -1), 'which has 31 hex digits instead of 32'],
    ['an id with a line break from a file', `${PHONE_NUMBER_ID}\n`, "in which '\n' is not a lower-case hex digit"],
  ])('%s where a phone number belongs', (_, id, problem) => {
    expect(() => OriginationIdentity.fromPhoneNumberId(id, 'US')).toThrow(
      `OriginationIdentity.fromPhoneNumberId: got '${id}', ${problem}; ` +
        "expected the id of a phone number, like 'phone-0123456789abcdef0123456789abcdef'; " +
        'look it up with `aws pinpoint-sms-voice-v2 describe-phone-numbers`',
    );
  });

  test.each([
    ['a phone number', PHONE_NUMBER_ID, 'the id of a phone number'],
    ['a number', '12065550100', 'a phone number in E.164 format'],
    ['twelve characters', 'ACMEACMEACME', 'which has 12 characters'],
    ['a space', 'ACME SHOP', "in which ' ' is not allowed"],
    ['no letters', '12-34', 'which has no letter'],
    ['no characters', '', 'which has 0 characters'],
  ])('%s where a sender ID belongs', (_, name, problem) => {
    expect(() => OriginationIdentity.fromSenderId(name, 'GB')).toThrow(
      `OriginationIdentity.fromSenderId: got '${name}', ${problem}; expected a sender ID of 1 to 11 letters, digits, - or _, ` +
        "at least one of them a letter, like 'ACME'; look it up with `aws pinpoint-sms-voice-v2 describe-sender-ids`",
    );
  });

  test.each([
    ['a pool', POOL_ID, 'the id of a pool'],
    ['an id so short that the service could take it for a sender ID', 'rcs-1234567', 'which is too short'],
  ])('%s where an RCS agent belongs', (_, id, problem) => {
    expect(() => OriginationIdentity.fromRcsAgentId(id)).toThrow(
      `OriginationIdentity.fromRcsAgentId: got '${id}', ${problem}; ` +
        "expected the id of an RCS agent, like 'rcs-0123456789abcdef0123456789abcdef'; " +
        'look it up with `aws pinpoint-sms-voice-v2 describe-rcs-agents`',
    );
  });

  test('a number in E.164 format behind an import', () => {
    const number = CfnPhoneNumber.fromPhoneNumberId(newStack(), 'Number', '+12065550100');
    expect(() => OriginationIdentity.phoneNumber(number, 'US')).toThrow(
      "OriginationIdentity.phoneNumber(Stack/Number): got '+12065550100', a phone number in E.164 format; " +
        "expected the id of a phone number, like 'phone-0123456789abcdef0123456789abcdef'; " +
        'look it up with `aws pinpoint-sms-voice-v2 describe-phone-numbers`',
    );
  });

  test('an ARN where an id belongs', () => {
    const numberArn = arn(`phone-number/${PHONE_NUMBER_ID}`);
    expect(() => OriginationIdentity.fromPhoneNumberId(numberArn, 'US')).toThrow(
      `got '${numberArn}', the ARN of a phone number; ` +
        "expected the id of a phone number, like 'phone-0123456789abcdef0123456789abcdef'; " +
        'for an ARN use OriginationIdentity.fromPhoneNumberArn',
    );
  });

  test('the ARN of a sender ID where its name belongs', () => {
    expect(() => OriginationIdentity.fromSenderId(arn('sender-id/ACME/GB'), 'GB')).toThrow(
      'for an ARN use OriginationIdentity.fromSenderIdArn, which takes the country from it',
    );
  });
});

describe('an ARN that is not one is refused with the remedy', () => {
  const ofService = (service: string) => `arn:aws:${service}:us-east-1:111122223333:phone-number/${PHONE_NUMBER_ID}`;
  const agent = `rcs-agent/${RCS_AGENT_ID}`;

  test.each([
    ['the ARN of a pool', arn(`pool/${POOL_ID}`), 'the ARN of a pool'],
    ['an ARN of another service', ofService('sns'), "whose service is 'sns'; for SMS pools it is 'sms-voice'"],
    [
      'an ARN of the older Pinpoint API',
      ofService('mobiletargeting'),
      "whose service is 'mobiletargeting'; for SMS pools it is 'sms-voice'",
    ],
    [
      'one whose id has a digit too few',
      arn(`phone-number/${PHONE_NUMBER_ID.slice(0, -1)}`),
      'which has 31 hex digits instead of 32',
    ],
  ])('%s where that of a phone number belongs', (_, numberArn, problem) => {
    expect(() => OriginationIdentity.fromPhoneNumberArn(numberArn, 'US')).toThrow(
      `OriginationIdentity.fromPhoneNumberArn: got '${numberArn}', ${problem}; ` +
        "expected the ARN of a phone number, like 'arn:PARTITION:sms-voice:REGION:ACCOUNT:phone-number/phone-0123456789abcdef0123456789abcdef'; " +
        'look it up with `aws pinpoint-sms-voice-v2 describe-phone-numbers`',
    );
  });

  test.each([
    ['an id', RCS_AGENT_ID, 'the id of an RCS agent; expected the ARN of an RCS agent'],
    [
      "an ARN of another partition than its region's",
      `arn:aws-us-gov:sms-voice:us-east-1:111122223333:${agent}`,
      "whose partition is 'aws-us-gov'; that of us-east-1 is 'aws'",
    ],
    [
      'an ARN whose account has a digit too few',
      arn(agent, '11112222333'),
      "whose account is '11112222333'; an account has 12 digits",
    ],
    ['an ARN without a region', arn(agent, '111122223333', ''), "whose region is ''"],
    ['an ARN of something else', arn('opt-out-list/Alerts'), "whose resource type is 'opt-out-list'"],
  ])('%s where that of an RCS agent belongs', (_, agentArn, problem) => {
    expect(() => OriginationIdentity.fromRcsAgentArn(agentArn)).toThrow(
      `OriginationIdentity.fromRcsAgentArn: got '${agentArn}', ${problem}`,
    );
  });

  test.each([
    [
      'the ARN without its country',
      arn('sender-id/ACME'),
      "which has no country; expected the ARN of a sender ID, like 'arn:PARTITION:sms-voice:REGION:ACCOUNT:sender-id/ACME/GB'",
    ],
    ['the ARN with its country in small letters', arn('sender-id/ACME/gb'), "whose country is 'gb'"],
    ['some text', 'ACME', 'which is not an ARN; expected the ARN of a sender ID'],
  ])('%s where that of a sender ID belongs', (_, senderIdArn, problem) => {
    expect(() => OriginationIdentity.fromSenderIdArn(senderIdArn)).toThrow(`got '${senderIdArn}', ${problem}`);
  });

  test('an ARN of the wrong kind whose region is a token', () => {
    const poolArn = newStack().formatArn({ service: 'sms-voice', resource: 'pool', resourceName: POOL_ID });
    expect(() => OriginationIdentity.fromRcsAgentArn(poolArn)).toThrow(
      ', the ARN of a pool; expected the ARN of an RCS agent',
    );
  });

  test('the ARN of a phone number where that of a pool belongs', () => {
    const numberArn = arn(`phone-number/${PHONE_NUMBER_ID}`);
    expect(() => SmsPool.fromPoolArn(newStack(), 'Pool', numberArn)).toThrow(
      `SmsPool.fromPoolArn: got '${numberArn}', the ARN of a phone number; expected the ARN of a pool`,
    );
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
