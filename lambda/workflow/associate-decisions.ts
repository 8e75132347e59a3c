import type { Pool } from '../association/pool';
import { isChanging, isInPool, isLeaving, type PoolMembership } from '../sms-voice/pool-membership';
import { saysAssociated, type ServiceError, type ServiceErrorKind } from '../sms-voice/service-error';
import { MAX_ATTEMPT } from '../util/timeout';

/** The attempts of one request to make one association, so far. */
export interface AssociateAttempts {
  /** Whether the identity was in the pool before the first attempt. */
  readonly wasThere: boolean;
  /** How often the service responded with success. A remembered token does that without an effect. */
  accepted: number;
  /** Whether an attempt had no response, or a server error, and so may have had its effect. */
  uncertain: boolean;
  /** How long conflicts have come while the identity was in this pool or another one, in milliseconds. */
  conflictingFor: number;
}

export const noAttempts = (wasThere: boolean): AssociateAttempts => ({
  wasThere,
  accepted: 0,
  uncertain: false,
  conflictingFor: 0,
});

/** Whether an association that is in place now can be this request's own work. */
export function mayHaveMade({ wasThere, accepted, uncertain }: AssociateAttempts): boolean {
  return accepted > 0 || (uncertain && !wasThere);
}

/** What an error of AssociateOriginationIdentity means by itself; `read`: it takes a read to tell. */
export const AFTER_ASSOCIATE_ERROR: Readonly<Record<ServiceErrorKind, 'retry' | 'give up' | 'read'>> = {
  throttled: 'retry',
  denied: 'retry',
  'no-route': 'retry',
  conflict: 'read',
  'not-associated': 'read',
  'last-phone-number': 'read',
  'unknown-outcome': 'read',
  mismatch: 'give up',
  'not-found': 'give up',
  quota: 'give up',
  refused: 'give up',
  'account-disabled': 'give up',
  misconfigured: 'give up',
};

/**
 * A conflict without a telling reason may be about a call that is still in flight, such as that of another delivery of the
 * same event. It says nothing about the association until such a call has ended.
 */
export const MIN_CONFLICTING = MAX_ATTEMPT + 2_000;

export type AssociateDecision =
  'retry' | 'wait until in' | 'wait until out' | 'found in place' | 'elsewhere' | 'look at the pool';

/**
 * What to do after an error of AssociateOriginationIdentity and a read. The read decides, not the reason of a conflict:
 * which reason the service gives in which state is not documented.
 *
 * | error                        | the read shows it                       | then                                        |
 * |------------------------------|-----------------------------------------|---------------------------------------------|
 * | unknown outcome              | here, and this request may have made it | wait until in                               |
 * | unknown outcome              | otherwise                               | retry                                       |
 * | conflict                     | leaving a pool                          | wait until out, then again                  |
 * | conflict                     | here, and this request may have made it | wait until in                               |
 * | conflict "associated"        | here                                    | found in place                              |
 * | any other conflict           | here, for 12 s and not changing         | found in place                              |
 * | any other conflict           | here                                    | retry: the token tells who made it          |
 * | conflict "associated"        | in another pool                         | elsewhere                                   |
 * | any other conflict           | in another pool, for 12 s               | elsewhere                                   |
 * | any other conflict           | in another pool                         | retry: reads lag, and it may be leaving     |
 * | conflict "associated"        | nowhere, but an attempt was accepted    | wait until in: reads lag                    |
 * | conflict RESOURCE_NOT_ACTIVE | nowhere, and it is ACTIVE itself        | look at the pool, which may be on its way out |
 * | conflict                     | nowhere                                 | retry: not active yet, or another operation |
 *
 * @param leaving the pool that this request has asked to let go of the identity
 */
export function afterAssociateRead(
  error: ServiceError,
  membership: PoolMembership,
  attempts: AssociateAttempts,
  leaving: Pool | undefined,
): AssociateDecision {
  const isHere = membership.where === 'here';
  if (isHere && !isLeaving(membership) && mayHaveMade(attempts)) return 'wait until in';
  if (error.kind === 'unknown-outcome') return 'retry';
  if (isLeaving(membership) || (leaving !== undefined && isInPool(membership, leaving))) return 'wait until out';
  if (isHere) return isToStay(error, membership, attempts) ? 'found in place' : 'retry';
  if (membership.where === 'elsewhere') return isToStay(error, membership, attempts) ? 'elsewhere' : 'retry';
  if (saysAssociated(error) && attempts.accepted > 0) return 'wait until in';
  const isReady = membership.status === undefined || membership.status === 'ACTIVE';
  return error.reason === 'RESOURCE_NOT_ACTIVE' && isReady ? 'look at the pool' : 'retry';
}

function isToStay(error: ServiceError, membership: PoolMembership, attempts: AssociateAttempts): boolean {
  if (isChanging(membership)) return false;
  return saysAssociated(error) || attempts.conflictingFor >= MIN_CONFLICTING;
}
