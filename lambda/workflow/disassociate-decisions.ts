import { isActive, isLeaving, type PoolMembership } from '../sms-voice/pool-membership';
import type { ServiceError, ServiceErrorKind } from '../sms-voice/service-error';

/** What an error of DisassociateOriginationIdentity means by itself; `read`: it takes a read to tell. */
export const AFTER_DISASSOCIATE_ERROR: Readonly<Record<ServiceErrorKind, 'retry' | 'last phone number' | 'read'>> = {
  throttled: 'retry',
  denied: 'retry',
  'no-route': 'retry',
  'last-phone-number': 'last phone number',
  conflict: 'read',
  mismatch: 'read',
  'not-associated': 'read',
  'not-found': 'read',
  'unknown-outcome': 'read',
  quota: 'read',
  refused: 'read',
  'account-disabled': 'read',
  misconfigured: 'read',
};

export type DisassociateDecision =
  'retry' | 'ask again' | 'wait until out' | 'stale read' | 'look at the pool' | 'give up';

/** The same where a read shows the identity in the pool, to stay. */
const WHILE_HERE: Readonly<Record<ServiceErrorKind, DisassociateDecision>> = {
  throttled: 'retry',
  denied: 'retry',
  'no-route': 'retry',
  'unknown-outcome': 'retry',
  'not-associated': 'ask again',
  'not-found': 'ask again',
  conflict: 'look at the pool',
  mismatch: 'look at the pool',
  'last-phone-number': 'look at the pool',
  quota: 'give up',
  refused: 'give up',
  'account-disabled': 'give up',
  misconfigured: 'give up',
};

/**
 * What to do after an error of DisassociateOriginationIdentity and a read. For an identity that is not in the pool, the
 * service has a reason of its own for phone numbers only, so that here too the read decides.
 *
 * | error                     | the read shows it          | then                                                       |
 * |---------------------------|----------------------------|------------------------------------------------------------|
 * | not active                | active, and not here       | stale read: it is changing, so ask and read once more      |
 * | any                       | not here, or leaving       | wait until out                                             |
 * | unknown outcome           | here                       | retry                                                      |
 * | not associated, not found | here                       | ask again with a new token: nothing was done               |
 * | conflict, mismatch        | here                       | look at the pool: one that is being deleted lets it go too |
 * | refused                   | here                       | give up                                                    |
 */
export function afterDisassociateRead(
  { kind, reason }: Pick<ServiceError, 'kind' | 'reason'>,
  membership: PoolMembership,
): DisassociateDecision {
  if (reason === 'RESOURCE_NOT_ACTIVE' && membership.where === 'nowhere' && isActive(membership)) return 'stale read';
  return membership.where !== 'here' || isLeaving(membership) ? 'wait until out' : WHILE_HERE[kind];
}
