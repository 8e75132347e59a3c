import { describe, expect, test } from '@jest/globals';
import { Aws, Resource } from 'aws-cdk-lib';
import { CfnPhoneNumber } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity } from 'cdk-sms-pool-association';
import { arn, newStack, PHONE_NUMBER_ID, phoneNumber } from './fixtures';

describe('a country that is not one is refused with the remedy', () => {
  const EXPECTED = "expected two capital letters (ISO 3166-1 alpha-2), like 'GB'; ";

  test.each([
    ['of three letters', 'GBR', "write the code of two letters, not that of three: 'GB'"],
    [
      'of three letters that no table has',
      'NOR',
      "write the code of two letters, not that of three (the country of 'ACME')",
    ],
    ['by its name', 'Germany', "write 'DE'"],
    ['by its calling code', '+44', "write the code of the country, not its calling code (the country of 'ACME')"],
    ['UK, which is no ISO code', 'UK', "write 'GB'"],
    ['none', '', 'pass it as the second argument, since the service needs it beside the identity'],
  ])('of a sender ID: %s', (_, country, remedy) => {
    expect(() => OriginationIdentity.fromSenderId('ACME', country)).toThrow(
      `got '${country}' as the country; ${EXPECTED}${remedy}`,
    );
  });

  test.each([
    ['in lower case', 'us', "write 'US'"],
    ['ZZ, which only RCS agents have', 'ZZ', `no country has this code (the country of '${PHONE_NUMBER_ID}')`],
  ])('of a phone number: %s', (_, country, remedy) => {
    expect(() => OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, country)).toThrow(
      `got '${country}' as the country; ${EXPECTED}${remedy}`,
    );
  });

  test.each([
    [
      'no country in the ARN of a sender ID',
      () => OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/ZZ')),
      "got 'ZZ' as the country",
    ],
    [
      'none for an imported phone number',
      () => OriginationIdentity.phoneNumber(CfnPhoneNumber.fromPhoneNumberId(newStack(), 'Number', PHONE_NUMBER_ID)),
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

class OddSenderId extends Resource {
  public readonly senderIdRef = { senderId: 'ACME', isoCountryCode: 'DE', senderIdArn: arn('sender-id/ACME/GB') };
}
