import type { CustomResourceEvent, CustomResourceRequest } from '../cloudformation';
import type { Settings } from '../sms-voice';
import { identity, readable } from './account';
import { logicalIdOf, type Declaration } from './app';
import { associationAsked, associationChanged, associationOf, type Facts } from './model';
import type { SentCall } from './product';

// What no handler can know, each with its reason: the histories leave out these cases, and nothing else.

/**
 * The service answers success without an effect for an association that somebody else made: because it answers so for
 * whatever is in the pool already, or because it remembers a token of the stack's own earlier work, which was undone and
 * then made again by hand. From then on the stack takes the association for its own.
 */
export function isTakenForOwn({ call }: SentCall): boolean {
  return call?.operation === 'AssociateOriginationIdentity' && call.outcome === 'success' && !call.effective;
}

/**
 * The service executes a replayed token again, and answers a conflict for what is in the pool already. So three requests can't
 * tell the work of an earlier attempt from somebody else's, and leave it alone: a retry of a Create responds FAILED, or
 * `adopted:` if it adopts; so does a Create that adopts and whose first attempt was lost; the Delete of a Create that was
 * cancelled finds nothing of its own.
 */
export function cantProveOwnership(
  { replayedToken = 'remembered' }: Partial<Settings>,
  { event, outcome }: CustomResourceRequest,
  { runs, sent }: Pick<Facts, 'runs' | 'sent'>,
): boolean {
  if (replayedToken === 'remembered' || event.RequestType === 'Delete') return false;
  const isOf = (one: { readonly event: CustomResourceEvent }): boolean => one.event.ResponseURL === event.ResponseURL;
  const isLost = sent.some((one) => isOf(one) && one.call?.outcome === 'lost' && one.call.effective);
  return outcome === 'cancelled' || runs.filter(isOf).length > 1 || (isLost && adopts(event));
}

const adopts = ({ ResourceProperties }: CustomResourceEvent): boolean => ResourceProperties.AdoptExisting === 'true';

/**
 * A stack is destroyed while a check puts back what is missing. Where the check's Associate takes effect after the Delete has
 * looked, the check can't take it out again: the stack's role and policies are gone.
 */
export function repairedTooLate({ result, requests, checks, changes }: Facts): string[] {
  if (result.status !== 'DELETE_COMPLETE') return [];
  const tokens = new Set(checks.flatMap(({ sent }) => sent.map(({ input }) => input.ClientToken)));
  const deleted = new Map(
    requests
      .filter(({ event }) => event.RequestType === 'Delete')
      .map((request) => [associationAsked(request), request.sentAt]),
  );
  return changes
    .filter(({ kind, clientToken }) => kind === 'associated' && tokens.has(clientToken))
    .filter((change) => change.time > (deleted.get(associationChanged(change)) ?? Infinity))
    .map(associationChanged);
}

/**
 * The id of the former resource says that the stack owns a number, not in which pool. Somebody has changed the pool by hand, and
 * the number is declared in another pool under another logical id.
 */
export function isOwnedElsewhere({ old, wanted, before }: Facts, association: string): boolean {
  const [name] = association.split(' in ');
  const isIt = (one: Declaration): boolean => one.identity === name && identity(one.identity).kind !== 'sender';
  const former = old.filter((one) => isIt(one) && associationOf(one) !== association);
  return former.some(
    (one) =>
      !before.has(associationOf(one)) && wanted.some((other) => isIt(other) && logicalIdOf(other) !== logicalIdOf(one)),
  );
}

/**
 * An Update that failed after another resource did looks cancelled. Its rollback takes a number that somebody had put into the
 * pool that the Update heads for as moved by the Update.
 */
export function isTakenForMoved({ step, result, old, before }: Facts, association: string): boolean {
  const [name] = association.split(' in ');
  const isRolledBack = step.do === 'deploy' && step.fails !== undefined && result.status.startsWith('UPDATE_ROLLBACK');
  const isMoved = old.some((one) => one.identity === name && associationOf(one) !== association);
  return isRolledBack && isMoved && before.has(association);
}

/**
 * The clean-up of a rollback deletes what an update that failed without a rollback had put in the place of another, and names the
 * properties of a later update that failed too.
 */
export function isDeletedByOtherProperties({ requests }: Facts, association: string): boolean {
  const [name] = association.split(' in ');
  return requests.some((request) => {
    const { RequestType, PhysicalResourceId = '' } = request.event;
    const isOfIt = RequestType === 'Delete' && readable(PhysicalResourceId) === `owned:${name ?? ''}`;
    return isOfIt && !associationAsked(request).startsWith(`${name ?? ''} in `);
  });
}

/** A rollback leaves a number where the update put it, if the service refuses the reads or the way back. */
export function isLeftElsewhere({ step, old, result }: Facts, association: string): boolean {
  const isRefused =
    step.trouble?.faults?.some(({ kind, times }) => kind === 'access-denied' && times >= 1_000) === true;
  if (!isRefused || result.status !== 'UPDATE_ROLLBACK_COMPLETE') return false;
  const [name] = association.split(' in ');
  return old.some((one) => one.identity === name && identity(one.identity).kind !== 'sender');
}

/**
 * A failed update, or its rollback, associated again what was adopted. A rollback that finds it in place asks nothing, so that it
 * stays the stack's own; one that has to restore it asks, and adopts it.
 */
export function isMadeAgain({ changes, before }: Facts, association: string): boolean {
  const isMade = changes.some((change) => change.kind === 'associated' && associationChanged(change) === association);
  return isMade && !before.has(association);
}

/** No event shows the id from before a replacement, so nothing proves that the rollback restores what the stack owned. */
export function isWithoutFormerId({ history, result }: Facts): boolean {
  return history.api?.eventIds === 'none in progress' && result.status === 'UPDATE_ROLLBACK_COMPLETE';
}

/** How long a function goes without asking whether its request is still wanted. */
const MAX_UNCONFIRMED = 3_000;

/**
 * An event that is delivered again within 3 seconds, when a later event of the same resource was sent already. The function
 * asks later than that, since reading the stack costs a part of an account's quota. CloudFormation's times have seconds.
 */
export function isUnasked(
  request: CustomResourceRequest,
  requests: readonly CustomResourceRequest[],
  now: number,
): boolean {
  const { StackId, LogicalResourceId } = request.event;
  const hasSuccessor = requests
    .slice(requests.indexOf(request) + 1)
    .some(({ event }) => event.StackId === StackId && event.LogicalResourceId === LogicalResourceId);
  return hasSuccessor && now - Math.floor(request.sentAt / 1_000) * 1_000 < MAX_UNCONFIRMED;
}

/**
 * Two resources exchange their associations in one deployment: when the second one looks, the first one's row shows what
 * that has now, and nothing shows that the stack itself made what the second one finds. It fails, and the rollback leaves
 * everything as before.
 */
export function isShifted({ old, wanted }: Facts): boolean {
  return old.some((before) =>
    wanted.some((after) => {
      const isSame = logicalIdOf(before) === logicalIdOf(after);
      const isTaken = wanted.some(
        (other) => logicalIdOf(other) !== logicalIdOf(before) && other.identity === before.identity,
      );
      return isSame && before.identity !== after.identity && isTaken;
    }),
  );
}

/** The association that an Update replaces. */
export function associationReplaced(request: CustomResourceRequest): string | undefined {
  const { OldResourceProperties } = request.event;
  return OldResourceProperties === undefined ? undefined : associationAsked(request, OldResourceProperties);
}
