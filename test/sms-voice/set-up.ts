import { VirtualClock } from '../virtual-clock';
import { clientOf } from './client';
import type { Settings } from './settings';
import { SmsVoice } from './sms-voice';

export const minute = 60_000;

/** A service in virtual time with a pool and a phone number, which is in no pool. */
export function setUp(settings: Partial<Settings> = {}) {
  const clock = new VirtualClock();
  const service = new SmsVoice({ clock, settings });
  const client = clientOf(service);
  const [pool, number] = [service.createPool(), service.requestPhoneNumber()];
  const request = { PoolId: pool.id, OriginationIdentity: number.id };
  const later = (milliseconds: number) => clock.run(() => clock.sleep(milliseconds));
  const describeNumber = async () =>
    (await client.describePhoneNumbers({ PhoneNumberIds: [number.id] })).PhoneNumbers?.[0];
  const list = async () =>
    (await client.listPoolOriginationIdentities({ PoolId: pool.id })).OriginationIdentities ?? [];
  return { clock, service, client, pool, number, request, later, describeNumber, list };
}
