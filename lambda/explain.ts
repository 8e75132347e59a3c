import type { Association } from './association';
import type { Failure } from './service-error';

/** The reasons of FAILED answers: what was got, what was expected, and what to do next. */

export function inPlace(association: Association): string {
  return (
    `${named(association)} is already in pool ${association.pool.sent}, and this resource did not put it there: ` +
    'another stack, a person, or an attempt whose answer was lost may own that association, so it is left as it is. ' +
    'Either set adoptExisting: true (AdoptExisting) to rely on it without ever removing it; ' +
    'or remove the declaration that owns it (CloudTrail: AssociateOriginationIdentity) and deploy again; ' +
    `or, if nobody needs it, take it out (${disassociateCommand(association)}) and deploy again.`
  );
}

export function elsewhere(association: Association, otherPool: string, failure: Failure): string {
  return (
    `${named(association)} is in pool ${otherPool}; expected in no pool or in ${association.pool.sent}, as a ` +
    `${association.identity.kind} can be in one pool only. Waiting can't help: take it out there first, by changing ` +
    'the pool in the declaration that owns it, by removing that declaration in a deployment of its own, or with ' +
    `${disassociateCommand(association, otherPool)}; then deploy again. The service said: ${failure.description}`
  );
}

export function adoptedMove(association: Association, otherPool: string): string {
  return (
    `${named(association)} was adopted in pool ${otherPool}: this stack did not put it there, so it doesn't take it ` +
    `out to move it to ${association.pool.sent}. Take it out yourself (${disassociateCommand(association, otherPool)}) ` +
    'and deploy again, or leave the pool as it was declared.'
  );
}

export function refused(association: Association, failure: Failure): string {
  return (
    `${named(association)} and pool ${association.pool.sent}: the service refused with ${failure.description}. ` +
    `${remedy(failure)} Then deploy again.`
  );
}

function remedy({ kind, reason, description }: Failure): string {
  if (kind === 'mismatch')
    return `Waiting can't help: make the setting that ${reason ?? 'the reason'} names the same for both.`;
  if (kind === 'not found')
    return 'Check that both exist in this account and region; what another account shares is named by its full ARN.';
  if (description.startsWith('ServiceQuotaExceeded'))
    return 'Take another identity out, use another pool, or have the quota raised in Service Quotas.';
  return 'Correct the property that the message names.';
}

export function neverShown(association: Association, generations: number): string {
  return (
    `the service accepted ${named(association)} for pool ${association.pool.sent} ${generations} times, but no read ` +
    'shows it there; expected to see it within seconds. Look at the pool with list-pool-origination-identities, ' +
    'and deploy again.'
  );
}

export function takenOut(association: Association): string {
  return (
    `${named(association)} was in pool ${association.pool.sent} and then taken out again by somebody else while this ` +
    'resource waited for it. Find out by whom (CloudTrail: DisassociateOriginationIdentity), and deploy again.'
  );
}

export function neverOut(association: Association, generations: number): string {
  return (
    `the service accepted ${generations} times to take ${named(association)} out of pool ${association.pool.sent}, ` +
    'but every read shows it still there; expected to see it gone within seconds. ' +
    `Take it out by hand (${disassociateCommand(association)}), and try again.`
  );
}

export function lastPhoneNumber(association: Association, failure: Failure): string {
  return (
    `${named(association)} is the last phone number of pool ${association.pool.sent}, which the service keeps ` +
    `(${failure.description}), and no other came within half a minute. Either delete the pool, which takes its ` +
    'numbers out; or keep the number there with removalPolicy: RemovalPolicy.RETAIN or keepLastPhoneNumber: true, in ' +
    'a deployment before this one; or put another number into the pool first.'
  );
}

export function putBackFailed(problem: string, previous: Association, putBack: string): string {
  return (
    `${problem} Putting ${named(previous)} back into pool ${previous.pool.sent} failed as well (${putBack}): IT MAY BE ` +
    'IN NO POOL NOW. The roll-back of this deployment tries once more; if that fails too, associate it by hand.'
  );
}

export function undoFailed(problem: string, undoing: string): string {
  return (
    `${problem} Undoing the half-made association failed as well (${undoing}): look for it in the pool, and take it ` +
    'out by hand if it is there.'
  );
}

const named = ({ identity }: Association): string => `${identity.kind} ${identity.sent}`;

function disassociateCommand({ pool, identity }: Association, poolId = pool.sent): string {
  const country = identity.isoCountryCode === undefined ? '' : ` --iso-country-code ${identity.isoCountryCode}`;
  return (
    `aws pinpoint-sms-voice-v2 disassociate-origination-identity --pool-id ${poolId} ` +
    `--origination-identity ${identity.sent}${country}`
  );
}
