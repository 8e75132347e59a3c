import type { AssociationProperties } from '../lib/association-properties';
import type { Home } from './arn';
import { InvalidProperty } from './invalid-property';
import { parseOriginationIdentity, type OriginationIdentity } from './origination-identity';
import { parsePool, type Pool } from './pool';

/** An origination identity in a pool: all that the resource is, since an association has no id of its own. */
export interface Association {
  readonly pool: Pool;
  readonly identity: OriginationIdentity;
  /**
   * Names the association whichever way the template writes it. A phone number or RCS agent can be in one pool only,
   * so the pool is not part of its name, and a move is an Update of one resource; a sender ID can be in many.
   */
  readonly key: string;
}

/** The properties, each field checked. */
export interface Declaration extends Association {
  readonly adoptExisting: boolean;
  readonly keepLastPhoneNumber: boolean;
}

type Properties = Readonly<Partial<Record<keyof AssociationProperties, unknown>>>;

/** @throws InvalidProperty naming the field, the value and the rule */
export function parseDeclaration(properties: Properties, home: Home): Declaration {
  const pool = parsePool(properties.PoolId, home);
  const identity = parseOriginationIdentity(properties.OriginationIdentity, properties.IsoCountryCode, home);
  return {
    pool,
    identity,
    key: identity.kind === 'sender ID' ? `${pool.key}/${identity.key}` : identity.key,
    adoptExisting: flag('AdoptExisting', properties.AdoptExisting),
    keepLastPhoneNumber: flag('KeepLastPhoneNumber', properties.KeepLastPhoneNumber),
  };
}

function flag(field: string, value: unknown): boolean {
  if (value === undefined || value === 'false' || value === false) return false;
  if (value === 'true' || value === true) return true;
  throw new InvalidProperty(field, value, 'expected true, or leave it out');
}
