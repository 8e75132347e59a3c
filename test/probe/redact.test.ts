import { expect, test } from '@jest/globals';
import { Redaction } from './redact';

const hex = '0123456789abcdef0123456789abcdef';

test.each([
  ['an ARN', `in arn:aws-us-gov:sms-voice:us-gov-west-1:111122223333:pool/pool-${hex}, a pool`],
  ['the ARN of a caller', 'User: arn:aws:sts::111122223333:assumed-role/Jane/jane@example.com is not authorized'],
  ['an id', `the pool pool-${hex} and the number phone-${hex}`],
  ['an account id', 'account 111122223333'],
  ['an access key id', 'key ASIAIOSFODNN7EXAMPLE'],
  ['a phone number', 'number +12065550100'],
  ['a given sender ID', 'sender ID ACME/GB'],
])('a report does not have %s', (_what, text) => {
  const redacted = new Redaction(['ACME']).apply(text);

  expect(redacted).not.toMatch(/1111|[0-9a-f]{8}|Jane|jane|ASIA|\+1|ACME/);
  expect(redacted).toMatch(/<.+ 1>/);
});

test('the same id has the same replacement, and another id another one', () => {
  const other = hex.replace('0', 'f');

  expect(new Redaction([]).apply(`pool-${hex} phone-${other} pool-${hex}`)).toBe('<id 1> <id 2> <id 1>');
});

test('what identifies nobody stays', () => {
  const text = '| lastPhoneNumber | true | ConflictException (LAST_PHONE_NUMBER) | 60000-61234 ms us-east-1';

  expect(new Redaction([]).apply(text)).toBe(text);
});
