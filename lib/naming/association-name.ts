import type { Construct } from 'constructs';
import { IDENTITY_KINDS, type IdentityKind } from './kinds';
import { type ElementName, type ResolvedName, resolvedName } from './resolved-name';

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
export function identityName(ends: AssociationEnds, elementName: ElementName): ResolvedName {
  const identity = resolvedName(ends.association, ends.identity, elementName);
  if (!IDENTITY_KINDS[ends.kind].namedByCountry || ends.isoCountryCode === undefined) return identity;
  const country = resolvedName(ends.association, ends.isoCountryCode, elementName);
  return {
    ...identity,
    text: `${identity.text}/${country.text}`,
    id: `${identity.id}/${country.text}`,
    known: identity.known && country.known,
    late: identity.late || country.late,
  };
}

export function poolName(ends: AssociationEnds, elementName: ElementName): ResolvedName {
  return resolvedName(ends.association, ends.pool, elementName);
}

/**
 * The association's name, which is the same for every way to write the same association.
 *
 * A phone number or RCS agent can be in one pool only, so the pool is not part of the name, and a move to another pool is
 * an Update of one resource. A sender ID can be in many pools.
 */
export function associationName(ends: AssociationEnds, elementName: ElementName): string {
  const identity = identityName(ends, elementName).text;
  return IDENTITY_KINDS[ends.kind].onePoolOnly ? identity : `${poolName(ends, elementName).text}/${identity}`;
}
