import type { Context } from './operation';
import type { Configuration, Identity, PhoneNumber, Pool } from './resources';
import { nameOf } from './resources';
import { conflict, invalidField, notFound, quotaExceeded, type ServiceError } from './service-error';

// The checks of the operations that associate and disassociate.

export function refuseOtherCountry(identity: Identity, country: string | undefined, { settings }: Context): void {
  if (country === undefined || identity.country === undefined || identity.country === country) return;
  const message = `${country} is not the country of ${identity.arn}`;
  switch (settings.wrongCountry) {
    case 'validation':
      throw invalidField('COUNTRY_CODE_MISMATCH', 'IsoCountryCode', message);
    case 'conflict':
      throw conflict(undefined, identity, message);
    case 'not-found':
      throw notFound(identity.kind, nameOf(identity));
    case 'ignored':
  }
}

export function refuseUnlessActive(pool: Pool | undefined, identity: Identity, context: Context): void {
  const { current } = context;
  if (pool !== undefined && current.poolStatus(pool) !== 'ACTIVE') {
    throw conflict('RESOURCE_NOT_ACTIVE', pool, `The pool ${pool.id} is ${current.poolStatus(pool)}.`);
  }
  if (identity.kind === 'phone-number') refuseUnlessNumberActive(identity, context);
}

export function refuseUnlessNumberActive(number: PhoneNumber, { current, settings }: Context): void {
  const status = current.numberStatus(number);
  if (status === 'ACTIVE') return;
  const reasons = {
    PENDING: settings.pendingReason,
    ASSOCIATING: settings.changingReason,
    DISASSOCIATING: settings.changingReason,
    DELETED: 'RESOURCE_NOT_ACTIVE',
  };
  throw conflict(reasons[status], number, `The phone number ${number.id} is ${status}.`);
}

const associatedReasons = {
  'phone-number': 'PHONE_NUMBER_ASSOCIATED_TO_POOL',
  'sender-id': 'SENDER_ID_ASSOCIATED_TO_POOL',
  'rcs-agent': 'RCS_AGENT_ASSOCIATED_TO_POOL',
} as const;

export function alreadyAssociated(identity: Identity, { settings }: Context): ServiceError {
  const reason = settings.associatedReason === 'by-kind' ? associatedReasons[identity.kind] : settings.associatedReason;
  return conflict(reason, identity, `The ${identity.kind} ${nameOf(identity)} is already associated with a pool.`);
}

/** A sender ID can be in many pools; a phone number or RCS agent in one. */
export function refuseIfElsewhere(pool: Pool | undefined, identity: Identity, context: Context): void {
  if (identity.kind === 'sender-id') return;
  const elsewhere = context.current.holding().some((other) => other.identity === identity && other.pool !== pool);
  if (elsewhere) throw alreadyAssociated(identity, context);
}

export function refuseMismatch(pool: Pool, identity: Identity): void {
  const mismatch = mismatchOf(pool, identity);
  if (mismatch === undefined) return;
  const message = `The configuration of the ${identity.kind} ${nameOf(identity)} doesn't match the pool ${pool.id}.`;
  throw conflict(mismatch, identity, message);
}

function mismatchOf(pool: Pool, identity: Identity): string | undefined {
  if (identity.kind === 'sender-id') {
    return identity.messageTypes.includes(pool.messageType) ? undefined : 'MESSAGE_TYPE_MISMATCH';
  }
  if (identity.kind === 'phone-number') {
    if (identity.messageType !== pool.messageType) return 'MESSAGE_TYPE_MISMATCH';
    if (pool.numberCapabilities.some((needed) => !identity.numberCapabilities.includes(needed))) {
      return 'NUMBER_CAPABILITIES_MISMATCH';
    }
  }
  return configurationMismatch(pool, identity);
}

function configurationMismatch(pool: Configuration, identity: Configuration): string | undefined {
  if (identity.optOutListName !== pool.optOutListName) return 'OPT_OUT_LIST_MISMATCH';
  if (
    identity.twoWayEnabled !== pool.twoWayEnabled ||
    identity.twoWayChannelArn !== pool.twoWayChannelArn ||
    identity.twoWayChannelRole !== pool.twoWayChannelRole
  ) {
    return 'TWO_WAY_CONFIG_MISMATCH';
  }
  return identity.selfManagedOptOutsEnabled === pool.selfManagedOptOutsEnabled
    ? undefined
    : 'SELF_MANAGED_OPT_OUTS_MISMATCH';
}

export function refuseBeyondQuota(pool: Pool, { current, settings }: Context): void {
  const members = current.holding().filter((membership) => membership.pool === pool).length;
  if (members < settings.identitiesPerPool) return;
  const message = `The pool ${pool.id} has ${members} origination identities, which is the quota.`;
  throw quotaExceeded('ORIGINATION_IDENTITIES_PER_POOL', message);
}

export function refuseToTakeLastNumber(pool: Pool, identity: Identity, { current, settings }: Context): void {
  if (!settings.lastPhoneNumber || identity.kind !== 'phone-number') return;
  const others = current
    .holding()
    .some((other) => other.pool === pool && other.identity.kind === 'phone-number' && other.identity !== identity);
  if (others) return;
  throw conflict(
    'LAST_PHONE_NUMBER',
    identity,
    `The phone number ${identity.id} is the last one in the pool ${pool.id}.`,
  );
}

/** Only phone numbers change slowly, because only they have a status for it. */
export function changeDelay(identity: Identity, { settings }: Context): number {
  return identity.kind === 'phone-number' ? settings.statusDelayMilliseconds : 0;
}
