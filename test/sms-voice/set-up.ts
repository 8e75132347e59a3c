import { VirtualClock } from '../virtual-clock';
import { clientOf } from './client';
import type { Identity } from './resources';
import type { Settings } from './settings';
import { SmsVoice } from './sms-voice';

export const minute = 60_000;

/** An empty service in virtual time, and its client. */
export function emptyService(settings: Partial<Settings> = {}) {
  const clock = new VirtualClock();
  const service = new SmsVoice({ clock, settings });
  const later = (milliseconds: number) => clock.run(() => clock.sleep(milliseconds));
  return { clock, service, client: clientOf(service), later };
}

/** A service with a pool, and with a phone number that is in no pool. */
export function setUp(settings: Partial<Settings> = {}) {
  const empty = emptyService(settings);
  const { service, client } = empty;
  const [pool, number] = [service.createPool(), service.requestPhoneNumber()];
  const request = { PoolId: pool.id, OriginationIdentity: number.id };
  const associate = (identity: Identity, country?: string) =>
    client.associateOriginationIdentity({
      PoolId: pool.id,
      OriginationIdentity: identity.arn,
      ...(country === undefined ? {} : { IsoCountryCode: country }),
    });
  const describeNumber = async () =>
    (await client.describePhoneNumbers({ PhoneNumberIds: [number.id] })).PhoneNumbers?.[0];
  const list = async () =>
    (await client.listPoolOriginationIdentities({ PoolId: pool.id })).OriginationIdentities ?? [];
  return { ...empty, pool, number, request, associate, describeNumber, list };
}
