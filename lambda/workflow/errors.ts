import type { Association } from '../association/association';
import type { Holder } from '../register/decisions';
import { isChanging, type PoolMembership } from '../sms-voice/pool-membership';
import type { ServiceError } from '../sms-voice/service-error';
import { type Difference, readDifferences } from '../sms-voice/settings';
import type { Context } from '../util/context';
import { RequestFailed } from '../util/errors';
import type { Elsewhere } from './associate';
import type { Run } from './run';

// The reasons of FAILED responses: what was found, what was expected, and what to do next, the safest remedy first.

/** @param holder undefined if the stack could not be read, so that its own resource may hold the association */
export function alreadyInPool(association: Association, holder: Holder | undefined): RequestFailed {
  const unread =
    'The stack could not be read (the log says why), so another resource of this stack may hold it: allow the function ' +
    'cloudformation:DescribeStacks and ListStackResources on the stack, and deploy again before anything else. ';
  return new RequestFailed(
    `${named(association)} is already in pool ${association.pool.sent}, and this resource did not put it there, so it is ` +
      `left as it is. ${holder === undefined ? unread : ''}To find a stack that owns it: ${findOwnerCommand(association)}. ` +
      'To rely on it without ever removing it, set adoptExisting: true. ' +
      'To own it, set adoptExisting: true in this deployment and takeOwnership: true in a later one. ' +
      'If the other declaration is removed, keep the association with removalPolicy: RemovalPolicy.RETAIN there first: ' +
      'without RETAIN its removal takes the identity out of the pool. ' +
      `If nothing owns or uses it, take it out (${disassociateCommand(association)}) and deploy again.`,
  );
}

export function notAdoptedBefore(association: Association): RequestFailed {
  return new RequestFailed(
    `${named(association)} is already in pool ${association.pool.sent}, and takeOwnership only applies to an association ` +
      'that an earlier deployment adopted: a roll-back of this one must not remove what was there before. ' +
      'Deploy with adoptExisting: true and without takeOwnership, then with takeOwnership: true. ' +
      `To find a stack that owns it now: ${findOwnerCommand(association)}.`,
  );
}

export function elsewhere(association: Association, { membership, error }: Elsewhere): RequestFailed {
  const otherPool = membership.otherPool ?? 'another pool';
  return new RequestFailed(
    `${named(association)} is in pool ${otherPool}; expected in no pool or in ${association.pool.sent}, because a ` +
      `${association.identity.kind} can be in one pool only. To find a stack that owns it: ${findOwnerCommand(association)}. ` +
      'Change the pool in the declaration that owns it, which moves it; or remove that declaration in a deployment of its ' +
      `own; or, if nothing owns it, take it out (${disassociateCommand(association, otherPool)}; until the next deployment ` +
      `it is in no pool). Then deploy again. The service responded: ${error.description}`,
  );
}

export function adoptedMove(association: Association, previous: Association): RequestFailed {
  return new RequestFailed(
    `${named(association)} was adopted in pool ${previous.pool.sent}: this stack did not put it there, so it does not take ` +
      `it out to move it to ${association.pool.sent}. Keep the pool as it was declared; or set takeOwnership: true, if ` +
      'nothing else owns the association, and deploy again.',
  );
}

/** Undefined if the country is right, or the read does not show it. */
export function wrongCountry({ identity }: Association, { isoCountryCode }: PoolMembership): RequestFailed | undefined {
  if (isoCountryCode === undefined || isoCountryCode === identity.isoCountryCode) return undefined;
  return new RequestFailed(
    `IsoCountryCode: got ${JSON.stringify(identity.isoCountryCode)}; expected ${isoCountryCode}, the country of ` +
      `${identity.kind} ${identity.sent}. Correct the country and deploy again.`,
  );
}

/** An error that a retry can't heal. Settings that differ are read, so that the message names them. */
export async function refused(
  { service, context }: Run,
  association: Association,
  error: ServiceError,
): Promise<RequestFailed> {
  const differences =
    error.kind === 'mismatch' ? await readDifferences(service.client, context, association, error.reason ?? '') : [];
  return new RequestFailed(
    `${named(association)} and pool ${association.pool.sent}: the service refused with ${error.description}. ` +
      `${remedy(association, error, differences)} Then deploy again.`,
  );
}

function remedy(
  { identity, pool }: Association,
  { kind, reason, description }: ServiceError,
  differences: readonly Difference[],
): string {
  if (kind === 'mismatch') {
    const shown = differences.map(
      (setting) =>
        `${setting.field} is ${JSON.stringify(setting.pool)} in the pool and ${JSON.stringify(setting.identity)} in the ` +
        `${identity.kind}. `,
    );
    return (
      `${shown.join('')}Waiting can't help: make the setting that ${reason ?? 'the reason'} names the same in both. ` +
      "A phone number's settings can only be changed while it is in no pool (update-phone-number), and a pool's with update-pool."
    );
  }
  if (kind === 'not found')
    return `Check that both exist in this account and region; name a resource that another account shares by its full ARN.`;
  if (description.startsWith('ServiceQuotaExceeded'))
    return `Use another pool, have the quota raised in Service Quotas, or take another identity out of ${pool.sent}.`;
  return 'Correct the property that the message names.';
}

/** What a phone number waits for that is not ACTIVE, for the message at the time limit; empty if it is ACTIVE. */
export function notActiveHint({ identity }: Association, { reason }: ServiceError, { status }: PoolMembership): string {
  if (status === undefined || status === 'ACTIVE') return reasonHint(reason);
  if (status !== 'PENDING') return `The status of ${identity.sent} is ${status}; expected ACTIVE.`;
  return (
    `The status of ${identity.sent} is PENDING: its registration is not complete, which can take days. Look at ` +
    'describe-registrations, or at Registrations in the console, and deploy again when the number is ACTIVE.'
  );
}

function reasonHint(reason: string | undefined): string {
  if (reason === 'REGISTRATION_NOT_COMPLETE')
    return 'Its registration is not complete: look at describe-registrations, or at Registrations in the console.';
  if (reason === 'RESOURCE_MODIFICATION_NOT_ALLOWED')
    return 'The service does not allow to change it now: look at its status and its registration in the console.';
  return '';
}

export function notSettled(
  { identity }: Association,
  membership: PoolMembership,
  { clock, deadline }: Context,
): RequestFailed {
  const seconds = Math.max(0, Math.round((deadline - clock.now()) / 1000));
  const status = membership.status ?? (isChanging(membership) ? 'changing' : 'not ACTIVE');
  return new RequestFailed(
    `${identity.sent} is still ${status} shortly before the time limit (${seconds} s left); expected ACTIVE. ` +
      'Wait until describe-phone-numbers shows it ACTIVE, and deploy again.',
  );
}

export function neverShown(association: Association, tokens: number): RequestFailed {
  return new RequestFailed(
    `the service accepted ${named(association)} for pool ${association.pool.sent} ${tokens} times, but no read shows it ` +
      'there; expected to see it within seconds. Look at the pool with list-pool-origination-identities, and deploy again.',
  );
}

export function takenOut(association: Association): RequestFailed {
  return new RequestFailed(
    `${named(association)} was in pool ${association.pool.sent}, and somebody else took it out while this resource waited ` +
      'for it. Find out who did (CloudTrail: DisassociateOriginationIdentity), and deploy again.',
  );
}

export function neverOut(association: Association): RequestFailed {
  return new RequestFailed(
    `the service accepted to take ${named(association)} out of pool ${association.pool.sent}, but every read shows it ` +
      'still there a minute later; expected to see it gone within seconds. Deploy again, and if that fails too, take it ' +
      `out by hand (${disassociateCommand(association)}; until the next deployment it is in no pool).`,
  );
}

export function lastPhoneNumber(association: Association, error: ServiceError): RequestFailed {
  return new RequestFailed(
    `${isLastNumber(association, error)} Put another number into the pool first; or keep this one there with ` +
      'keepLastPhoneNumber: true or removalPolicy: RemovalPolicy.RETAIN, in a deployment before this one; or delete the ' +
      'pool, which takes its numbers out.',
  );
}

export function lastPhoneNumberInMove(association: Association, error: ServiceError): RequestFailed {
  return new RequestFailed(
    `${isLastNumber(association, error)} To move it to another pool, put another number into ${association.pool.sent} ` +
      'first, in a deployment before this one; or delete that pool, which takes its numbers out, and deploy again.',
  );
}

export function putBackFailed(problem: string, previous: Association, reason: string): RequestFailed['message'] {
  return (
    `${problem} Putting ${named(previous)} back into pool ${previous.pool.sent} failed as well (${reason}): IT MAY BE IN NO ` +
    'POOL NOW. The roll-back of this deployment tries once more; if that fails too, associate it by hand.'
  );
}

export function undoFailed(problem: string, reason: string): RequestFailed['message'] {
  return (
    `${problem} Undoing the half-made association failed as well (${reason}): look for it in the pool, and take it out by ` +
    'hand if it is there.'
  );
}

const isLastNumber = (association: Association, { description }: ServiceError): string =>
  `${named(association)} is the last phone number of pool ${association.pool.sent}, which the service keeps ` +
  `(${description}), and no other came within half a minute.`;

const named = ({ identity }: Association): string => `${identity.kind} ${identity.sent}`;

const findOwnerCommand = ({ key }: Association): string =>
  `aws cloudformation describe-stack-resources --physical-resource-id ${key}`;

function disassociateCommand({ pool, identity }: Association, poolId = pool.sent): string {
  const country = identity.isoCountryCode === undefined ? '' : ` --iso-country-code ${identity.isoCountryCode}`;
  return (
    `aws pinpoint-sms-voice-v2 disassociate-origination-identity --pool-id ${poolId} ` +
    `--origination-identity ${identity.sent}${country}`
  );
}
