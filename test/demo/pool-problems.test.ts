import { beforeEach, describe, expect, test } from '@jest/globals';
import { SmsVoice } from '../sms-voice';
import { clientOf } from '../sms-voice/client';
import { problemsWith } from './pool-problems';
import { createDemoAccount, type Declaration, type DemoAccount } from './demo-account';

let service: SmsVoice;
let account: DemoAccount;
let declared: Declaration;

beforeEach(() => {
  service = new SmsVoice({ settings: { statusDelayMilliseconds: 60_000, lastPhoneNumber: false } });
  account = createDemoAccount(service);
  declared = { name: 'PhoneNumber', pool: account.support, identity: account.desk };
});

describe('the comparison of the pools with what is declared', () => {
  test('finds nothing when each pool holds what is declared beside what was there', () => {
    service.associate(account.support, account.desk);
    expect(problemsWith(account, [declared])).toEqual([]);
  });

  test('names what is missing, and what is where nobody declares it', () => {
    service.associate(account.marketing, account.desk);
    expect(problemsWith(account, [declared])).toEqual([
      `pool Support (${account.support.id}) lacks the desk number (${account.desk.id}), which the stack declares`,
      `pool Marketing (${account.marketing.id}) holds the desk number (${account.desk.id}), which nobody declares`,
    ]);
  });

  test('does not content itself with a phone number that is on its way', async () => {
    await clientOf(service).associateOriginationIdentity({
      PoolId: account.support.id,
      OriginationIdentity: account.desk.id,
      IsoCountryCode: 'US',
    });
    expect(problemsWith(account, [declared])).toEqual([
      `the desk number (${account.desk.id}) is ASSOCIATING; expected ACTIVE`,
    ]);
  });

  test("notices that somebody else's number was missing for a moment", async () => {
    await clientOf(service, 'AKIDFUNCTION').disassociateOriginationIdentity({
      PoolId: account.support.id,
      OriginationIdentity: account.hotline.id,
      IsoCountryCode: 'US',
    });
    service.associate(account.support, account.hotline);
    expect(problemsWith(account, [])).toEqual([
      "the hotline number, which is somebody else's, was taken out by AKIDFUNCTION, if only for a moment",
    ]);
  });
});
