import { homepage } from '../../package.json';
import type { Association } from '../association/association';
import { isChanging, type PoolMembership } from '../sms-voice/pool-membership';
import { type Difference, mismatchRemedy, readDifferences } from '../sms-voice/mismatched-settings';
import type { ServiceError, ServiceErrorKind } from '../sms-voice/service-error';
import type { Owner } from '../stack/owner';
import { RequestFailed } from '../util/errors';
import { disassociateCommand, findOwnerCommand, named, nounOf, serviceCommand } from './commands';
import type { ChangeContext } from './request-context';

// The reasons of FAILED responses: what was found, what was expected, and what to do next, the safest remedy first.

const REPOSITORY = homepage.replace(/#.*$/, '');

export function alreadyInPool(association: Association, owner: Owner): RequestFailed {
  const unread =
    'The stack could not be read (the log says why), so a resource of this stack may own it: allow the function to read its ' +
    'stack, and deploy again before anything else. ';
  return new RequestFailed(
    `${named(association)} is already in pool ${association.pool.idOrArn}, and this resource did not put it there, so it is ` +
      `left as it is. ${owner === 'unknown' ? unread : ''}To rely on it without ever removing it, set adoptExisting: true. ` +
      `To find the stack that owns it: ${findOwnerCommand(association)}. ` +
      `How to take it over: "Take over what exists" in docs/operations.md of ${REPOSITORY}`,
  );
}

export function notAdoptedBefore(association: Association): RequestFailed {
  return new RequestFailed(
    `${named(association)} is already in pool ${association.pool.idOrArn}, and takeOwnership only applies to an association ` +
      'that an earlier deployment adopted: a rollback of this one must not remove what was there before. ' +
      'Deploy with adoptExisting: true and without takeOwnership, then with takeOwnership: true. ' +
      `To find the stack that owns it: ${findOwnerCommand(association)}.`,
  );
}

export function elsewhere(
  association: Association,
  { membership, error }: { readonly membership: PoolMembership; readonly error: ServiceError },
): RequestFailed {
  const otherPool = membership.otherPool ?? 'another pool';
  return new RequestFailed(
    `${named(association)} is in pool ${otherPool}; expected in no pool or in ${association.pool.idOrArn}, because a ` +
      `${nounOf(association)} can be in one pool only. To find the stack that owns it: ${findOwnerCommand(association)}. ` +
      'Change the pool in the declaration that owns it, which moves it. If nothing owns it, take it out ' +
      `(${disassociateCommand(association, otherPool)}; until the next deployment it is in no pool) and deploy again. ` +
      `The service responded: ${error.description}`,
  );
}

export function adoptedMove(association: Association, former: Association): RequestFailed {
  return new RequestFailed(
    `${named(association)} was adopted in pool ${former.pool.idOrArn}: this stack did not put it there, so it does not take ` +
      `it out to move it to ${association.pool.idOrArn}. Keep the pool as it was declared; or, if nothing else owns the ` +
      'association, use two deployments: one with takeOwnership: true and the former pool, then one with the new pool.',
  );
}

/** Undefined if the country is right, or the read does not show it. */
export function wrongCountry(association: Association, { isoCountryCode }: PoolMembership): RequestFailed | undefined {
  const { identity } = association;
  if (isoCountryCode === undefined || isoCountryCode === identity.isoCountryCode) return undefined;
  return new RequestFailed(
    `IsoCountryCode: got ${JSON.stringify(identity.isoCountryCode)}; expected ${isoCountryCode}, the country of ` +
      `${named(association)}. Correct the country and deploy again.`,
  );
}

/** An error that a retry can't solve. Settings that differ are read, so that the message names them. */
export async function refused(
  context: ChangeContext,
  association: Association,
  error: ServiceError,
): Promise<RequestFailed> {
  const differences =
    error.kind === 'mismatch'
      ? await readDifferences(context.service.client, context, association, error.reason ?? '')
      : [];
  return new Refused(association, error, differences);
}

/** The service refused a change for good. */
export class Refused extends RequestFailed {
  override readonly name = 'Refused';
  readonly kind: ServiceErrorKind;

  constructor(association: Association, error: ServiceError, differences: readonly Difference[]) {
    super(
      `${named(association)} and pool ${association.pool.idOrArn}: the service refused with ${error.description}. ` +
        `${REMEDIES[error.kind](association, error, differences)} Then deploy again.`,
    );
    this.kind = error.kind;
  }
}

type Remedy = (association: Association, error: ServiceError, differences: readonly Difference[]) => string;

const correctProperty: Remedy = () => 'Correct the property that the message names.';
const waitAndSee: Remedy = () => 'Look at the identity and the pool in the console.';

const REMEDIES: Readonly<Record<ServiceErrorKind, Remedy>> = {
  mismatch: (association, { reason = '' }, differences) =>
    `${differences.map((setting) => different(association, setting)).join('')}Waiting can't help: make the setting that ` +
    `${reason} names the same in both. ${mismatchRemedy(reason)}`,
  'not-found': () =>
    'Check that both exist in this account and region; name a resource that another account shares by its full ARN.',
  quota: ({ pool }) =>
    `Use another pool, have the quota raised in Service Quotas, or take another identity out of ${pool.idOrArn}.`,
  'account-disabled': (_association, { reason = '' }) =>
    `The account itself may not use the service (${reason}); no IAM permission changes that. Open a case with AWS Support.`,
  misconfigured: () =>
    "The request was never sent: check the function's region and its AWS_ENDPOINT_URL and AWS_USE_FIPS_ENDPOINT variables.",
  refused: correctProperty,
  conflict: waitAndSee,
  'last-phone-number': waitAndSee,
  'not-associated': waitAndSee,
  denied: waitAndSee,
  'no-route': waitAndSee,
  throttled: waitAndSee,
  'unknown-outcome': waitAndSee,
};

const different = (association: Association, { field, pool, identity }: Difference): string =>
  `${field} is ${JSON.stringify(pool)} in the pool and ${JSON.stringify(identity)} in the ${nounOf(association)}. `;

/** The pool is being deleted, or does not exist any more. */
export class PoolGoing extends RequestFailed {
  override readonly name = 'PoolGoing';

  constructor(association: Association, { description }: ServiceError) {
    super(
      `pool ${association.pool.idOrArn} is being deleted, so ${named(association)} can't join it: ${description}. Declare ` +
        'another pool and deploy again.',
    );
  }
}

/** The number is PENDING and declared with `deferPending`: the drift detection associates it when it is ACTIVE. */
export class Deferred extends RequestFailed {
  override readonly name = 'Deferred';

  constructor(association: Association) {
    super(`${named(association)} is PENDING: the drift detection of the stack associates it when it is ACTIVE.`);
  }
}

/** What a phone number waits for that is not ACTIVE, for the message at the time limit; empty if it is ACTIVE. */
export function notActiveHint({ identity }: Association, { reason }: ServiceError, { status }: PoolMembership): string {
  if (status === undefined || status === 'ACTIVE') return REASON_HINTS.get(reason) ?? '';
  if (status !== 'PENDING') return `The status of ${identity.idOrArn} is ${status}; expected ACTIVE.`;
  return (
    `The status of ${identity.idOrArn} is PENDING: its registration is not complete, which can take days. Look at ` +
    'describe-registrations, or at Registrations in the console, and deploy again when the number is ACTIVE; ' +
    'or set deferPending: true, and the drift detection of the stack associates it then.'
  );
}

const REASON_HINTS: ReadonlyMap<string | undefined, string> = new Map([
  [
    'REGISTRATION_NOT_COMPLETE',
    'Its registration is not complete: look at describe-registrations, or at Registrations in the console.',
  ],
  [
    'RESOURCE_MODIFICATION_NOT_ALLOWED',
    "The service doesn't allow changes to it now: look at its status and its registration in the console.",
  ],
]);

export function notSettled({ identity }: Association, membership: PoolMembership): RequestFailed {
  const status = membership.status ?? (isChanging(membership) ? 'changing' : 'not ACTIVE');
  return new RequestFailed(
    `${identity.idOrArn} is still ${status} shortly before the time limit; expected ACTIVE. ` +
      'Wait until describe-phone-numbers shows it ACTIVE, and deploy again.',
  );
}

export function neverShown(association: Association, tokens: number): RequestFailed {
  return new RequestFailed(
    `the service accepted ${named(association)} for pool ${association.pool.idOrArn} ${tokens} times, but no read shows it ` +
      'there; expected to see it within seconds. Look at the pool with list-pool-origination-identities, and deploy again.',
  );
}

export function neverStays(association: Association): RequestFailed {
  return new RequestFailed(
    `${named(association)} was in pool ${association.pool.idOrArn} several times, and something else took it out each time. ` +
      'Find out who did (CloudTrail: DisassociateOriginationIdentity), and deploy again.',
  );
}

export function neverOut(association: Association): RequestFailed {
  return new RequestFailed(
    `the service was asked to take ${named(association)} out of pool ${association.pool.idOrArn}, but every read shows it ` +
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
    `${isLastNumber(association, error)} To move it to another pool, put another number into ${association.pool.idOrArn} ` +
      'first, in a deployment before this one; or delete that pool, which takes its numbers out, and deploy again.',
  );
}

export function putBack(problem: RequestFailed, former: Association): RequestFailed {
  return new RequestFailed(`${problem.message} It was put back into pool ${former.pool.idOrArn}.`, { cause: problem });
}

export function putBackFailed(problem: RequestFailed, former: Association, cause: RequestFailed): RequestFailed {
  return new RequestFailed(
    `${problem.message} Putting ${named(former)} back into pool ${former.pool.idOrArn} failed as well (${cause.message}): IT ` +
      'MAY BE IN NO POOL NOW. The rollback of this deployment tries once more; if that fails too, associate it by hand.',
    { cause },
  );
}

export function undoFailed(problem: RequestFailed, cause: RequestFailed): RequestFailed {
  return new RequestFailed(
    `${problem.message} Undoing the half-made association failed as well (${cause.message}): look for it in the pool, and ` +
      'take it out by hand if it is there.',
    { cause },
  );
}

export function inNoPool(association: Association, cause: RequestFailed): RequestFailed {
  const { pool, identity } = association;
  return new RequestFailed(
    `IT IS IN NO POOL: the rollback could not put ${named(association)} back into pool ${pool.idOrArn}. Associate it by hand ` +
      `(${serviceCommand('associate', association, pool.idOrArn)}), then continue the rollback (cdk rollback). The reason: ` +
      `${cause.message} (${identity.idOrArn})`,
    { cause },
  );
}

const isLastNumber = (association: Association, { description }: ServiceError): string =>
  `${named(association)} is the last phone number of pool ${association.pool.idOrArn}, which the service keeps ` +
  `(${description}), and no other came within half a minute.`;
