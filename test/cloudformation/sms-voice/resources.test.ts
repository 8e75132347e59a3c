import { describe, expect, test } from '@jest/globals';
import { SmsVoice, type PhoneNumber } from '../../sms-voice';
import { scripted, succeed, topic, type Rig } from '../scripted';
import { smsVoiceResourceTypes, type PoolUpdate } from '.';

/** Stacks whose pools and sender IDs are those of an in-memory service. */
function account(poolUpdate: PoolUpdate = 'evicts others'): { readonly rig: Rig; readonly service: SmsVoice } {
  const service = new SmsVoice();
  return { service, rig: scripted(succeed, { resourceTypes: smsVoiceResourceTypes(service, poolUpdate) }) };
}

function senderId(SenderId: string): object {
  return { Type: 'AWS::SMSVOICE::SenderId', Properties: { SenderId, IsoCountryCode: 'GB' } };
}

const arnOf = (logicalId: string): object => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

function idOf({ cloudFormation }: Rig, logicalId: string): string {
  return cloudFormation.stack('Stack')?.resources.get(logicalId)?.physicalId ?? '';
}

function pool(identities: readonly unknown[], properties: object = {}, attributes: object = {}): object {
  const Properties = { OriginationIdentities: identities, ...properties };
  return { Type: 'AWS::SMSVOICE::Pool', Properties, ...attributes };
}

/** A pool of one listed number, with a second one that somebody else has associated. */
async function poolWithGuest(poolUpdate: PoolUpdate): Promise<{
  readonly rig: Rig;
  readonly service: SmsVoice;
  readonly listed: PhoneNumber;
  readonly guest: PhoneNumber;
}> {
  const { rig, service } = account(poolUpdate);
  const [listed, guest] = [service.requestPhoneNumber(), service.requestPhoneNumber()];
  await rig.deploy({ Pool: pool([listed.arn]) });
  service.associate(idOf(rig, 'Pool'), guest);
  return { rig, service, listed, guest };
}

describe('AWS::SMSVOICE::Pool', () => {
  test('is created with the identities of its list, and gives its id and ARN', async () => {
    const { rig, service } = account();
    const number = service.requestPhoneNumber();
    const Outputs = { Id: { Value: { Ref: 'Pool' } }, Arn: { Value: arnOf('Pool') } };
    const resources = { Sender: senderId('ACME'), Pool: pool([number.arn, arnOf('Sender')]) };
    const { outputs } = await rig.deploy(resources, { sections: { Outputs } });
    const [made] = service.pools;
    expect(outputs).toEqual({ Id: made?.id, Arn: made?.arn });
    expect(service.contents(made?.id ?? '')).toEqual(['ACME/GB', number.id]);
  });

  test.each<[string, object, object]>([
    ['an opt-out list', { OptOutListName: 'List' }, { optOutListName: 'List' }],
    ['self-managed opt-outs', { SelfManagedOptOutsEnabled: true }, { selfManagedOptOutsEnabled: true }],
    [
      'two-way messages',
      { TwoWay: { Enabled: true, ChannelArn: 'arn' } },
      { twoWayEnabled: true, twoWayChannelArn: 'arn' },
    ],
  ])('is created with %s', async (_, properties, expected) => {
    const { rig, service } = account();
    await rig.deploy({ Pool: pool([service.requestPhoneNumber().arn], properties) });
    expect(service.pools[0]).toMatchObject(expected);
  });

  test.each<[string, (number: PhoneNumber) => readonly string[], string]>([
    ['without an identity', () => [], 'expected at least one ARN'],
    ['with an unknown identity', ({ arn }) => [arn.replace('phone-', 'phone-0')], 'does not exist'],
    ['with a number of another pool', ({ arn }) => [arn], 'is in pool-'],
  ])('fails %s, and leaves no pool', async (_, identities, reason) => {
    const { rig, service } = account();
    const number = service.requestPhoneNumber();
    const other = service.createPool();
    service.associate(other, number);
    const result = await rig.deploy({ Pool: pool(identities(number)) });
    expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining(reason) });
    expect(service.pools).toEqual([other]);
  });

  test('evicts what its list does not name with any update, if that is what updates do', async () => {
    const { rig, service, listed } = await poolWithGuest('evicts others');
    await rig.deploy({ Pool: pool([listed.arn], { SharedRoutesEnabled: true }) });
    expect(service.contents(idOf(rig, 'Pool'))).toEqual([listed.id]);
  });

  test('associates again what was taken out by hand, if updates compare with the pool', async () => {
    const { rig, service, listed, guest } = await poolWithGuest('evicts others');
    service.disassociate(idOf(rig, 'Pool'), listed);
    await rig.deploy({ Pool: pool([listed.arn, guest.arn]) });
    expect(service.contents(idOf(rig, 'Pool'))).toEqual([listed.id, guest.id].sort());
  });

  test('leaves what others associated, if updates compare the templates', async () => {
    const { rig, service, listed, guest } = await poolWithGuest('difference of templates');
    await rig.deploy({ Pool: pool([listed.arn], { SharedRoutesEnabled: true }) });
    expect(service.contents(idOf(rig, 'Pool'))).toEqual([listed.id, guest.id].sort());
  });

  test.each<PoolUpdate>(['evicts others', 'difference of templates'])('follows its list: %s', async (poolUpdate) => {
    const { rig, service } = account(poolUpdate);
    const request = () => service.requestPhoneNumber();
    const [one, two, three] = [request(), request(), request()];
    await rig.deploy({ Pool: pool([one.arn, two.arn]) });
    await rig.deploy({ Pool: pool([two.arn, three.arn]) });
    expect(service.contents(idOf(rig, 'Pool'))).toEqual([two.id, three.id].sort());
  });

  test('is rolled back to its former list, which evicts again', async () => {
    const { rig, service, listed, guest } = await poolWithGuest('evicts others');
    const more = service.requestPhoneNumber();
    const update = { Pool: pool([listed.arn, guest.arn, more.arn]), T: topic({ DependsOn: 'Pool' }) };
    expect((await rig.deploy(update, { failAt: { logicalId: 'T' } })).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(service.contents(idOf(rig, 'Pool'))).toEqual([listed.id]);
  });

  test('is deleted with its stack, unless it is protected', async () => {
    const { rig, service } = account();
    const number = service.requestPhoneNumber();
    await rig.deploy({
      Pool: pool([number.arn]),
      Kept: pool([service.requestPhoneNumber().arn], { DeletionProtectionEnabled: true }),
    });
    const kept = idOf(rig, 'Kept');
    expect(await rig.destroy()).toMatchObject({ status: 'DELETE_FAILED', leftBehind: ['Kept'] });
    expect(service.pools.map(({ id }) => id)).toEqual([kept]);
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
