import type { ServiceAttributes } from '../association/attributes';
import { type Pool, poolIdOf } from '../association/pool';

/** Which pool a read shows an origination identity in, seen from the pool that it is declared in. */
export interface PoolMembership {
  /** `gone`: the identity, or the pool that was asked for it, does not exist. */
  readonly where: 'here' | 'elsewhere' | 'nowhere' | 'gone';
  /** The id or ARN of the other pool, where it is elsewhere. */
  readonly otherPool?: string;
  /** Only phone numbers have one. A change of pool goes through ASSOCIATING or DISASSOCIATING. */
  readonly status?: string | undefined;
  /** The country of a phone number. */
  readonly isoCountryCode?: string | undefined;
  /** What the read says for the attributes of the resource. */
  readonly attributes: ServiceAttributes;
}

/** A phone number carries messages, and accepts the next change, when it is ACTIVE. */
export const isActive = ({ status }: PoolMembership): boolean => status === undefined || status === 'ACTIVE';

export const isChanging = ({ status }: PoolMembership): boolean =>
  status === 'ASSOCIATING' || status === 'DISASSOCIATING';

export const isLeaving = ({ status }: PoolMembership): boolean => status === 'DISASSOCIATING';

/** Whether it is in its pool and no change is under way. */
export const isSettledIn = (membership: PoolMembership): boolean =>
  membership.where === 'here' && !isChanging(membership);

/** Whether it is in that pool, which is not the one that the membership is seen from. */
export const isInPool = ({ where, otherPool = '' }: PoolMembership, { id }: Pool): boolean =>
  where === 'elsewhere' && poolIdOf(otherPool) === id;
