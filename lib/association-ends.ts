import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import { byLogicalId, type CanonicalName, canonicalName, type Naming } from './canonical-name';
import type { IdentityKind } from './name-checks';

/** The two ends of an association, which are all that it is. */
export interface AssociationEnds {
  readonly association: Construct;
  readonly kind: IdentityKind;
  /** Id or ARN. */
  readonly identity: string;
  readonly isoCountryCode?: string;
  /** Id or ARN. */
  readonly pool: string;
}

/** The identity: for a sender ID its name and country, which only together tell it from others. */
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
 * What the association is known by. A phone number or RCS agent can be in one pool only, so that its pool is no part of
 * it, and a move to another pool is an update of one resource. A sender ID can be in many.
 */
export function associationName(ends: AssociationEnds, naming: Naming): string {
  const identity = identityName(ends, naming).text;
  return ends.kind === 'sender-id' ? `${poolName(ends, naming).text}/${identity}` : identity;
}

/**
 * The logical id follows from the ends, not from the construct's path: a construct that is renamed or moved in its stack
 * is the same resource. Under a new logical id CloudFormation would create it before it deletes the old one, and the
 * service refuses that.
 *
 * Ids of deployed resources hang on this function: its result for given ends may never change.
 */
export function associationLogicalId(ends: AssociationEnds): string {
  return `OriginationIdentityAssociation${shortHash(associationName(ends, byLogicalId))}`;
}

/** Eight upper-case hex digits. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
}
