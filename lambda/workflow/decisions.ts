import type { Pool } from '../association/pool';
import { MAX_ATTEMPT } from '../sms-voice/attempt';
import { isChanging, isInPool, isLeaving, type PoolMembership } from '../sms-voice/pool-membership';
import { saysAssociated, type ServiceError } from '../sms-voice/service-error';

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

/** What an error means by itself; `read`: it takes a read to tell. */
export function afterAssociateError({ kind }: ServiceError): 'retry' | 'give up' | 'read' {
  switch (kind) {
    case 'throttled':
    case 'denied':
      return 'retry';
    case 'mismatch':
    case 'not found':
    case 'refused':
      return 'give up';
    default:
      return 'read';
  }
}

/**
 * A conflict without a telling reason may be about a call that is still in flight, such as that of another delivery of the
 * same event. It says nothing about the association until such a call has ended.
 */
const MIN_CONFLICTING = MAX_ATTEMPT + 2_000;

export type AssociateDecision = 'retry' | 'wait until in' | 'wait until out' | 'found in place' | 'elsewhere';

/**
 * What to do after an error of AssociateOriginationIdentity and a read. The read decides, not the reason of a conflict:
 * which reason the service gives in which state is not documented.
 *
 * | error                 | the read shows it                       | then                                        |
 * |-----------------------|-----------------------------------------|---------------------------------------------|
 * | unknown outcome       | here, and this request may have made it | wait until in                               |
 * | unknown outcome       | otherwise                               | retry                                       |
 * | conflict              | leaving a pool                          | wait until out, then again                  |
 * | conflict              | here, and this request may have made it | wait until in                               |
 * | conflict "associated" | here                                    | found in place                              |
 * | any other conflict    | here, for 12 s and not changing         | found in place                              |
 * | any other conflict    | here                                    | retry: the token tells who made it          |
 * | conflict "associated" | in another pool                         | elsewhere                                   |
 * | any other conflict    | in another pool, for 12 s               | elsewhere                                   |
 * | any other conflict    | in another pool                         | retry: reads lag, and it may be leaving     |
 * | conflict "associated" | nowhere, but an attempt was accepted    | wait until in: reads lag                    |
 * | conflict              | nowhere                                 | retry: not active yet, or another operation |
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
  if (error.kind === 'unknown outcome') return 'retry';
  if (isLeaving(membership) || (leaving !== undefined && isInPool(membership, leaving))) return 'wait until out';
  if (isHere) return isToStay(error, membership, attempts) ? 'found in place' : 'retry';
  if (membership.where === 'elsewhere') return isToStay(error, membership, attempts) ? 'elsewhere' : 'retry';
  return saysAssociated(error) && attempts.accepted > 0 ? 'wait until in' : 'retry';
}

function isToStay(error: ServiceError, membership: PoolMembership, attempts: AssociateAttempts): boolean {
  if (isChanging(membership)) return false;
  return saysAssociated(error) || attempts.conflictingFor >= MIN_CONFLICTING;
}

/** What an error means by itself; `read`: it takes a read to tell. */
export function afterDisassociateError({
  kind,
}: ServiceError): 'retry' | 'wait until out' | 'last phone number' | 'read' {
  switch (kind) {
    case 'throttled':
    case 'denied':
      return 'retry';
    case 'last phone number':
      return 'last phone number';
    case 'not associated':
    case 'not found':
      return 'wait until out';
    default:
      return 'read';
  }
}

export type DisassociateDecision = 'retry' | 'wait until out' | 'look at the pool' | 'give up';

/**
 * What to do after an error of DisassociateOriginationIdentity and a read. For an identity that is not in the pool, the
 * service has a reason of its own for phone numbers only, so that here too the read decides.
 *
 * | error              | the read shows it          | then                                                       |
 * |--------------------|----------------------------|------------------------------------------------------------|
 * | any                | not here, or leaving       | wait until out                                             |
 * | unknown outcome    | here                       | retry                                                      |
 * | conflict, mismatch | here                       | look at the pool: one that is being deleted lets it go too |
 * | refused            | here                       | give up                                                    |
 */
export function afterDisassociateRead({ kind }: ServiceError, membership: PoolMembership): DisassociateDecision {
  if (membership.where !== 'here' || isLeaving(membership)) return 'wait until out';
  switch (kind) {
    case 'unknown outcome':
      return 'retry';
    case 'refused':
      return 'give up';
    default:
      return 'look at the pool';
  }
}
