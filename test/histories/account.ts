import { SmsVoice, type Settings } from '../sms-voice';
import type { VirtualClock } from '../virtual-clock';

/** The identities that histories are about; each sender ID is one of its name in each country. */
export const IDENTITIES = [
  { name: 'number 1', kind: 'number', id: `phone-${'1'.repeat(32)}`, country: 'US' },
  { name: 'number 2', kind: 'number', id: `phone-${'2'.repeat(32)}`, country: 'US' },
  { name: 'number 3', kind: 'number', id: `phone-${'3'.repeat(32)}`, country: 'CA' },
  { name: 'ALERTS/GB', kind: 'sender', id: 'ALERTS', country: 'GB' },
  { name: 'ALERTS/FR', kind: 'sender', id: 'ALERTS', country: 'FR' },
  { name: 'NEWS/GB', kind: 'sender', id: 'NEWS', country: 'GB' },
  { name: 'agent 1', kind: 'agent', id: `rcs-${'1'.repeat(32)}`, country: undefined },
  { name: 'agent 2', kind: 'agent', id: `rcs-${'2'.repeat(32)}`, country: undefined },
] as const;

export type IdentityName = (typeof IDENTITIES)[number]['name'];
export type Identity = (typeof IDENTITIES)[number];

export const POOLS = [
  { name: 'pool A', id: `pool-${'a'.repeat(32)}` },
  { name: 'pool B', id: `pool-${'b'.repeat(32)}` },
  { name: 'pool C', id: `pool-${'c'.repeat(32)}` },
] as const;

export type PoolName = (typeof POOLS)[number]['name'];

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

const NAMES = new Map<string, string>(
  [...POOLS, ...IDENTITIES].flatMap(({ id, name }) => (id === name.split('/')[0] ? [] : [[id, name]])),
);

export function identity(name: IdentityName): Identity {
  return found(IDENTITIES, name);
}

export function poolId(name: PoolName): string {
  return found(POOLS, name).id;
}

/** The pools and identities of a history, as they are before it begins. */
export function openAccount(clock: VirtualClock, settings: Partial<Settings>, anchors: boolean): SmsVoice {
  const service = new SmsVoice({ clock, settings, accountId: ACCOUNT, region: REGION });
  for (const { id } of POOLS) {
    const pool = service.createPool({ id });
    // A number that nobody touches, so that no other one is ever a pool's last.
    if (anchors) service.associate(pool, service.requestPhoneNumber());
  }
  for (const { kind, id, country } of IDENTITIES) {
    if (kind === 'number') service.requestPhoneNumber({ id, country });
    else if (kind === 'sender') service.requestSenderId({ id, country });
    else service.createRcsAgent({ id });
  }
  return service;
}

/** A text with ids replaced by the names that a person can tell apart. */
export function readable(text: string): string {
  const named = [...NAMES].reduce((result, [id, name]) => result.replaceAll(id, name), text);
  return named.replaceAll(`arn:aws:sms-voice:${REGION}:${ACCOUNT}:`, 'arn…');
}

function found<const Item extends { readonly name: string }>(items: readonly Item[], name: string): Item {
  const item = items.find((candidate) => candidate.name === name);
  if (item === undefined) throw new Error(`there is no ${name} among ${items.map((other) => other.name).join(', ')}`);
  return item;
}
