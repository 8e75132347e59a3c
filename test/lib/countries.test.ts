import { describe, expect, test } from '@jest/globals';
import { Aws, Resource } from 'aws-cdk-lib';
import { CfnPhoneNumber } from 'aws-cdk-lib/aws-smsvoice';
import { OriginationIdentity } from 'cdk-sms-pool-association';
import { arn, newStack, PHONE_NUMBER_ID, phoneNumber } from './fixtures';

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
      "got 'GBR' as the country; expected two capital letters (ISO 3166-1 alpha-2), like 'GB'; write the code of two letters, not that of three: 'GB'",
    ],
    [
      'of three letters that no table has',
      () => OriginationIdentity.fromSenderId('ACME', 'NOR'),
      "like 'GB'; write the code of two letters, not that of three (the country of 'ACME')",
    ],
    ['by its name', () => OriginationIdentity.fromSenderId('ACME', 'Germany'), "like 'GB'; write 'DE'"],
    [
      'by its calling code',
      () => OriginationIdentity.fromSenderId('ACME', '+44'),
      "like 'GB'; write the code of the country, not its calling code (the country of 'ACME')",
    ],
    [
      'ZZ, which only RCS agents have',
      () => OriginationIdentity.fromPhoneNumberId(PHONE_NUMBER_ID, 'ZZ'),
      `like 'GB'; no country has this code (the country of '${PHONE_NUMBER_ID}')`,
    ],
    [
      'no country in the ARN of a sender ID',
      () => OriginationIdentity.fromSenderIdArn(arn('sender-id/ACME/ZZ')),
      "got 'ZZ' as the country",
    ],
    [
      'UK, which is no ISO code',
      () => OriginationIdentity.fromSenderId('ACME', 'UK'),
      "got 'UK' as the country; expected two capital letters (ISO 3166-1 alpha-2), like 'GB'; write 'GB'",
    ],
    [
      'none for a sender ID',
      () => OriginationIdentity.fromSenderId('ACME', ''),
      "got '' as the country; expected two capital letters (ISO 3166-1 alpha-2), like 'GB'; pass it as the second argument, since the service needs it beside the identity",
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

function importedNumber(phoneNumberId: string) {
  return CfnPhoneNumber.fromPhoneNumberId(newStack(), 'Number', phoneNumberId);
}

class OddSenderId extends Resource {
  public readonly senderIdRef = { senderId: 'ACME', isoCountryCode: 'DE', senderIdArn: arn('sender-id/ACME/GB') };
}
