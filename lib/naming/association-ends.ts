import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import { byLogicalId, type CanonicalName, canonicalName, type Naming } from './canonical-name';

export type IdentityKind = 'phone-number' | 'sender-id' | 'rcs-agent';

/** The two ends of an association, which identify it. */
export interface AssociationEnds {
  readonly association: Construct;
  readonly kind: IdentityKind;
  /** Id or ARN. */
  readonly identity: string;
  readonly isoCountryCode?: string;
  /** Id or ARN. */
  readonly pool: string;
}

/** The identity's name. A sender ID is identified by its name and country together. */
export function identityName(ends: AssociationEnds, naming: Naming): CanonicalName {
  const identity = canonicalName(ends.association, ends.identity, naming);
  if (ends.kind !== 'sender-id' || ends.isoCountryCode === undefined) return identity;
  const country = canonicalName(ends.association, ends.isoCountryCode, naming);
  return { text: `${identity.text}/${country.text}`, known: identity.known && country.known };
}

export function poolName(ends: AssociationEnds, naming: Naming): CanonicalName {
  return canonicalName(ends.association, ends.pool, naming);
}

/**
 * The association's name. A phone number or RCS agent can be in one pool only, so the pool is no part of the name, and a
 * move to another pool is an Update of one resource. A sender ID can be in many pools.
 */
export function associationName(ends: AssociationEnds, naming: Naming): string {
  const identity = identityName(ends, naming).text;
  return ends.kind === 'sender-id' ? `${poolName(ends, naming).text}/${identity}` : identity;
}

/**
 * The logical id follows from the ends, not from the construct's path: a construct that is renamed or moved in its stack
 * stays the same resource. Under a new logical id CloudFormation would create it before it deletes the old one, and the
 * service refuses that.
 *
 * Deployed resources have these ids: the result for given ends must never change.
 */
export function associationLogicalId(ends: AssociationEnds): string {
  return `OriginationIdentityAssociation${shortHash(associationName(ends, byLogicalId))}`;
}

/** Eight upper-case hex digits. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
}
