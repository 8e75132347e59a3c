import type { AssociationProperties } from '../../lib/association-properties';
import type { Environment } from '../util/arn';
import { InvalidProperty, requestFailure } from '../util/errors';
import { IDENTITY_KINDS } from './identity-kind';
import { type OriginationIdentity, parseOriginationIdentity } from './origination-identity';
import { type Pool, parsePool } from './pool';

/** An origination identity in a pool. */
export interface Association {
  readonly pool: Pool;
  readonly identity: OriginationIdentity;
  /**
   * Names the association, whichever way the template writes it. A phone number or RCS agent can be in one pool only, so
   * the pool is not part of its key, and a move is an Update of one resource. A sender ID can be in many pools.
   */
  readonly key: string;
}

/** The properties of the resource, each of them checked. */
export interface Declaration extends Association {
  readonly adoptExisting: boolean;
  readonly takeOwnership: boolean;
  readonly deferPending: boolean;
  readonly keepLastPhoneNumber: boolean;
}

type Properties = Readonly<Partial<Record<keyof AssociationProperties, unknown>>>;

/** @throws InvalidProperty naming the property, the value and the rule */
export function parseDeclaration(properties: Properties, environment: Environment): Declaration {
  const pool = parsePool(properties.PoolId, environment);
  const identity = parseOriginationIdentity(properties.OriginationIdentity, properties.IsoCountryCode, environment);
  return {
    pool,
    identity,
    key: IDENTITY_KINDS[identity.kind].isInOnePool ? identity.key : `${pool.key}/${identity.key}`,
    adoptExisting: parseFlag('AdoptExisting', properties.AdoptExisting),
    takeOwnership: parseFlag('TakeOwnership', properties.TakeOwnership),
    deferPending: parseFlag('DeferPending', properties.DeferPending),
    keepLastPhoneNumber: parseFlag('KeepLastPhoneNumber', properties.KeepLastPhoneNumber),
  };
}

/** Undefined where the properties were never valid, so that nothing was made from them. */
export function parseFormerDeclaration(properties: Properties, environment: Environment): Declaration | undefined {
  try {
    return parseDeclaration(properties, environment);
  } catch (error) {
    requestFailure(error);
    return undefined;
  }
}

export function parseFlag(property: string, value: unknown): boolean {
  if (value === undefined || value === 'false' || value === false) return false;
  if (value === 'true' || value === true) return true;
  throw new InvalidProperty(property, value, 'expected true, or leave it out');
}
