import { describe, expect, test } from '@jest/globals';
import { account, idOf, phoneNumber, senderId } from './set-up';

describe('AWS::SMSVOICE::PhoneNumber', () => {
  test('gives its id, ARN and number', async () => {
    const { rig, service } = account();
    const attribute = (name: string): object => ({ Value: { 'Fn::GetAtt': ['Number', name] } });
    const Outputs = {
      Ref: { Value: { Ref: 'Number' } },
      Id: attribute('PhoneNumberId'),
      Arn: attribute('Arn'),
      E164: attribute('PhoneNumber'),
    };
    const { outputs } = await rig.deploy({ Number: phoneNumber() }, { sections: { Outputs } });
    const [number] = service.identities;
    expect(number).toMatchObject({ kind: 'phone-number', numberType: 'TOLL_FREE', numberCapabilities: ['SMS'] });
    expect(outputs).toEqual({
      Ref: number?.id,
      Id: number?.id,
      Arn: number?.arn,
      E164: expect.stringMatching(/^\+1\d{10}$/),
    });
  });

  test('stays the same number when its tags change', async () => {
    const { rig, service } = account();
    await rig.deploy({ Number: phoneNumber() });
    const before = service.identities;
    await rig.deploy({ Number: phoneNumber({ Tags: [{ Key: 'a', Value: 'b' }] }) });
    expect(service.identities).toEqual(before);
  });

  test('is replaced when its country changes', async () => {
    const { rig, service } = account();
    await rig.deploy({ Number: phoneNumber() });
    const before = idOf(rig, 'Number');
    await rig.deploy({ Number: phoneNumber({ IsoCountryCode: 'CA' }) });
    expect(service.identities).toMatchObject([{ id: idOf(rig, 'Number'), country: 'CA' }]);
    expect(idOf(rig, 'Number')).not.toBe(before);
  });

  test('can not be released while it is in a pool', async () => {
    const { rig, service } = account();
    await rig.deploy({ Number: phoneNumber() });
    service.associate(service.createPool(), idOf(rig, 'Number'));
    expect(await rig.destroy()).toMatchObject({ status: 'DELETE_FAILED', reason: expect.stringContaining('pool-') });
  });
});

describe('AWS::SMSVOICE::SenderId', () => {
  test('is known by its name and country', async () => {
    const { rig, service } = account();
    await rig.deploy({ Sender: senderId('ACME') });
    expect(idOf(rig, 'Sender')).toBe('ACME|GB');
    expect(service.identities).toMatchObject([{ kind: 'sender-id', id: 'ACME', country: 'GB' }]);
  });

  test('is replaced when its name changes, and released in the end', async () => {
    const { rig, service } = account();
    await rig.deploy({ Sender: senderId('ACME') });
    await rig.deploy({ Sender: senderId('SHOP') });
    expect(service.identities.map(({ id }) => id)).toEqual(['SHOP']);
    await rig.destroy();
    expect(service.identities).toEqual([]);
  });
});
