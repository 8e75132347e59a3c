import { SmsVoice } from '../sms-voice';
import type { VirtualClock } from '../virtual-clock';
import type { History } from './history';

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

/** One of fifty numbers, for histories with many associations. */
export type ManyName = `many ${number}`;
export type IdentityName = (typeof IDENTITIES)[number]['name'] | ManyName;

export interface Identity {
  readonly name: IdentityName;
  readonly kind: 'number' | 'sender' | 'agent';
  readonly id: string;
  readonly country: string | undefined;
}

export const MANY: readonly Identity[] = Array.from({ length: 50 }, (_, index) => ({
  name: `many ${index}` as const,
  kind: 'number',
  id: `phone-${String(index).padStart(32, 'e')}`,
  country: 'US',
}));

export const POOLS = [
  { name: 'pool A', id: `pool-${'a'.repeat(32)}` },
  { name: 'pool B', id: `pool-${'b'.repeat(32)}` },
  { name: 'pool C', id: `pool-${'c'.repeat(32)}` },
] as const;

export type PoolName = (typeof POOLS)[number]['name'];

/** The pool that can be a resource of a stack. */
export const OWN_POOL: PoolName = 'pool A';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

const BY_NAME: ReadonlyMap<string, Identity> = new Map([...IDENTITIES, ...MANY].map((one) => [one.name, one]));

/** What a transcript shows instead of ids. The name of a sender ID is readable already. */
const READABLE = [...POOLS, ...IDENTITIES, ...MANY].filter(({ id, name }) => id !== name.split('/')[0]);

export function identity(name: IdentityName): Identity {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new Error(`${name}: expected one of ${[...BY_NAME.keys()].join(', ')}`);
  return found;
}

/** By what the service knows the identity: a sender ID is one of its name in each country. */
export function reference(name: IdentityName): string {
  const { kind, id } = identity(name);
  return kind === 'sender' ? name : id;
}

/** The id of a pool or an identity. */
export function idOf(what: IdentityName | PoolName): string {
  return BY_NAME.get(what)?.id ?? POOLS.find(({ name }) => name === what)?.id ?? what;
}

export function poolId(name: PoolName): string {
  const found = POOLS.find((pool) => pool.name === name);
  if (found === undefined) throw new Error(`${name}: expected one of ${POOLS.map((pool) => pool.name).join(', ')}`);
  return found.id;
}

/** The pools and identities of a history, as they are before it begins. */
export function openAccount(clock: VirtualClock, history: History): SmsVoice {
  const { settings, anchors, many = false, pendingMilliseconds } = history;
  const service = new SmsVoice({ clock, settings, accountId: ACCOUNT, region: REGION });
  for (const { id } of POOLS) {
    const pool = service.createPool({ id });
    // A number that nobody touches, so that no other one is ever a pool's last.
    if (anchors) service.associate(pool, service.requestPhoneNumber());
  }
  for (const { kind, id, country = '' } of many ? [...IDENTITIES, ...MANY] : IDENTITIES) {
    const pending = pendingMilliseconds === undefined ? {} : { pendingMilliseconds };
    if (kind === 'number') service.requestPhoneNumber({ id, country, ...pending });
    else if (kind === 'sender') service.requestSenderId({ id, country });
    else service.createRcsAgent({ id });
  }
  return service;
}

/** Whether the pool or identity has not been deleted or released. */
export function exists(service: SmsVoice, what: IdentityName | PoolName): boolean {
  const country = BY_NAME.get(what)?.country;
  const identities = service.identities.filter((one) => country === undefined || one.country === country);
  return [...service.pools, ...identities].some(({ id }) => id === idOf(what));
}

/** Somebody takes an identity out of all pools. */
export function takeOut(service: SmsVoice, name: IdentityName): void {
  if (!exists(service, name)) return;
  for (const pool of service.poolsOf(reference(name))) service.disassociate(pool, reference(name));
}

/** Somebody releases an identity, or deletes a pool; nothing happens where the service refuses it. */
export function lose(service: SmsVoice, what: IdentityName | PoolName): void {
  const found = BY_NAME.get(what);
  if (!exists(service, what)) return;
  if (found === undefined) service.deletePool(idOf(what));
  else if (found.kind === 'sender') service.releaseSenderId(found.id, found.country);
  else if (found.kind === 'number' && service.poolsOf(found.id).length === 0) service.releasePhoneNumber(found.id);
}

/** A text with ids replaced by the names that a person can tell apart. */
export function readable(text: string): string {
  const named = READABLE.reduce((result, { id, name }) => result.replaceAll(id, name), text);
  return named.replaceAll(`arn:aws:sms-voice:${REGION}:${ACCOUNT}:`, 'arn…');
}
