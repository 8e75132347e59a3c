import { isChanging, isInPool, type Place } from './place';
import type { Pool } from './pool';
import { type Failure, type FailureKind, saysAssociated } from './service-error';

/** What this request has sent so far, and what was there before it. */
export interface Ledger {
  /** Whether the identity was in the pool before the first AssociateOriginationIdentity of this request. */
  readonly wasThere: boolean;
  /** The service answered success, which a remembered token does even when it makes no effect. */
  accepted: boolean;
  /** A request got no answer, or a server error: it may have had its effect. */
  uncertain: boolean;
}

export const openLedger = (wasThere: boolean): Ledger => ({ wasThere, accepted: false, uncertain: false });

/** Whether an association that is in place now can be this request's own work. */
export function mayHaveMade({ wasThere, accepted, uncertain }: Ledger): boolean {
  return accepted || (uncertain && !wasThere);
}

export type AssociateVerdict = 'again' | 'go on reading' | 'in place' | 'elsewhere' | 'not out yet' | 'fail';

/**
 * What an error of AssociateOriginationIdentity means. The state that a read shows decides, not the reason of a
 * conflict: which reason the service gives for what is not documented.
 *
 * | failure                       | a read shows it | then                                                    |
 * |-------------------------------|-----------------|---------------------------------------------------------|
 * | throttled, denied             | (not read)      | again                                                   |
 * | mismatch, not found, refused  | (not read)      | fail: waiting doesn't heal it                           |
 * | unknown outcome               | here            | go on reading, if it can be this request's; else again  |
 * | unknown outcome               | not here        | again                                                   |
 * | conflict                      | here            | go on reading, if it can be this request's; else in place |
 * | conflict                      | in the pool that it is just leaving, or DISASSOCIATING | not out yet: again when it is out |
 * | conflict                      | elsewhere       | elsewhere                                               |
 * | conflict "already associated" | nowhere, gone   | go on reading, if an earlier request was accepted: reads lag; else again |
 * | any other conflict            | nowhere, gone   | again: not active yet, or another operation under way   |
 *
 * @param leaving the pool that this request has asked to let go of the identity
 */
export function afterAssociate(
  failure: Failure,
  place: Place | undefined,
  ledger: Ledger,
  leaving?: Pool,
): AssociateVerdict {
  switch (failure.kind) {
    case 'throttled':
    case 'denied':
      return 'again';
    case 'mismatch':
    case 'not found':
    case 'refused':
      return 'fail';
    case 'unknown outcome':
      return place?.where === 'here' && mayHaveMade(ledger) ? 'go on reading' : 'again';
    default:
      return afterConflict(failure, place, ledger, leaving);
  }
}

function afterConflict(
  failure: Failure,
  place: Place | undefined,
  ledger: Ledger,
  leaving: Pool | undefined,
): AssociateVerdict {
  if (place?.where === 'here') return mayHaveMade(ledger) ? 'go on reading' : 'in place';
  if (place !== undefined && leaving !== undefined && (isInPool(place, leaving) || isChanging(place)))
    return 'not out yet';
  if (place?.where === 'elsewhere') return 'elsewhere';
  return saysAssociated(failure) && ledger.accepted ? 'go on reading' : 'again';
}

export type DisassociateVerdict = 'again' | 'go on reading' | 'last phone number' | 'pool?' | 'fail';

/**
 * What an error of DisassociateOriginationIdentity means. For what is not in the pool the service has a reason of its
 * own for phone numbers only, so that here too the read decides.
 *
 * | failure                                       | a read shows it | then                                      |
 * |-----------------------------------------------|-----------------|-------------------------------------------|
 * | throttled, denied                             | (not read)      | again                                     |
 * | last phone number                             | (not read)      | last phone number                         |
 * | not associated, not found                     | (not read)      | go on reading until it is out             |
 * | unknown outcome, conflict, mismatch, refused  | not here        | go on reading until it is out             |
 * | unknown outcome                               | here            | again                                     |
 * | conflict, mismatch                            | here            | ask for the pool: being deleted, it is done; else again |
 * | refused                                       | here            | fail                                      |
 */
export function afterDisassociate(failure: Failure, place: Place | undefined): DisassociateVerdict {
  switch (failure.kind) {
    case 'throttled':
    case 'denied':
      return 'again';
    case 'last phone number':
      return 'last phone number';
    case 'not associated':
    case 'not found':
      return 'go on reading';
    default:
      if (place?.where !== 'here') return 'go on reading';
  }
  switch (failure.kind) {
    case 'unknown outcome':
      return 'again';
    case 'refused':
      return 'fail';
    default:
      return 'pool?';
  }
}

/** What is only understood together with a read. */
export const associateNeedsRead = ({ kind }: Failure): boolean => !DECIDED_ALONE.associate.has(kind);
export const disassociateNeedsRead = ({ kind }: Failure): boolean => !DECIDED_ALONE.disassociate.has(kind);

const DECIDED_ALONE: Readonly<Record<'associate' | 'disassociate', ReadonlySet<FailureKind>>> = {
  associate: new Set(['throttled', 'denied', 'mismatch', 'not found', 'refused']),
  disassociate: new Set(['throttled', 'denied', 'last phone number', 'not associated', 'not found']),
};
