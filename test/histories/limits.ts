import type { CustomResourceRequest } from '../cloudformation';
import type { Change, Settings } from '../sms-voice';
import type { Declaration } from './app';
import type { Run, SentCall } from './product';

// What no handler can know, each with its reason: the histories leave out these cases, and nothing else.

/**
 * A delivery of an event that comes after a later event of the same resource. Nothing in an event says when it was sent,
 * so that a Create that is delivered again after its Delete can only be taken for a new one.
 */
export function isSuperseded(request: CustomResourceRequest, requests: readonly CustomResourceRequest[]): boolean {
  return successorOf(request, requests) !== undefined;
}

/**
 * The service answers success without an effect, for an association that somebody else made: because it answers so for
 * whatever is in the pool already, or because it remembers a token of the stack's own past work, which was undone and
 * then made again by hand. From then on the stack takes the association for its own.
 */
export function isTakenForOwn({ call }: SentCall): boolean {
  return call?.operation === 'AssociateOriginationIdentity' && call.outcome === 'success' && !call.effective;
}

/**
 * An Update finds its association in place, and answers success or is cancelled before. Whether the stack made it, and
 * this is a roll-back or a repair, or somebody moved the stack's number by hand to the very pool that the stack declares
 * next, no event tells.
 */
export function isFoundByUpdate({ event, outcome, responses }: CustomResourceRequest): boolean {
  return event.RequestType === 'Update' && (outcome === 'SUCCESS' || outcome === 'cancelled') && !isAdopted(responses);
}

function isAdopted(responses: CustomResourceRequest['responses']): boolean {
  return responses.some(({ body, ignored }) => ignored === undefined && body.includes('"adopted:'));
}

/**
 * The service executes a replayed token again, and answers a conflict for what is in the pool already. So a retry of a
 * Create, or the Delete of one that was cancelled, can't tell the first delivery's work from somebody else's, and leaves
 * it alone: the one answers FAILED, or `adopted:` if that is fine; the other reports that there is nothing of its own.
 * The roll-back of a replacement, too, answers `adopted:` for what the stack made before.
 */
export function cantProveOwnership(
  { replayedToken = 'remembered' }: Partial<Settings>,
  { event, outcome, responses }: CustomResourceRequest,
  runs: readonly Run[],
): boolean {
  if (replayedToken === 'remembered' || event.RequestType === 'Delete') return false;
  const deliveries = runs.filter((run) => run.event.RequestId === event.RequestId).length;
  return outcome === 'cancelled' || deliveries > 1 || (event.RequestType === 'Update' && isAdopted(responses));
}

/**
 * A user gives the resources logical ids of their own, and declares an association under a new one before the old one is
 * deleted. Usually the second Create fails; but when somebody had taken the identity out by hand, it makes what the
 * Delete of the first one then takes for its own.
 */
export function changesItsLogicalId(declaration: Declaration, old: readonly Declaration[]): boolean {
  return old.some(
    ({ identity, pool, path }) =>
      identity === declaration.identity && pool === declaration.pool && path !== declaration.path,
  );
}

/** How long the successor of a request that was cancelled has to watch for what the cancelled function still does. */
const WATCH = 10_000;

/**
 * A function that was cancelled goes on for up to 15 minutes, and acts when its successor has long looked, found nothing
 * amiss and answered. Nobody could wait that long: a roll-back would take a quarter of an hour every time.
 */
export function actsTooLate(
  change: Change,
  requests: readonly CustomResourceRequest[],
  sent: readonly SentCall[],
): boolean {
  const author = sent.find(
    ({ call, input }) =>
      call?.effective === true && call.time <= change.time && input.ClientToken === change.clientToken,
  );
  const request = requests.find(({ event }) => event.RequestId === author?.event.RequestId);
  const successor = request === undefined ? undefined : successorOf(request, requests);
  const looked = sent.find(
    ({ call, event }) =>
      event.RequestId === successor?.event.RequestId &&
      call?.outcome === 'success' &&
      /^(List|Describe)/.test(call.operation),
  );
  return looked?.call !== undefined && change.time > looked.call.time + WATCH;
}

function successorOf(
  request: CustomResourceRequest,
  requests: readonly CustomResourceRequest[],
): CustomResourceRequest | undefined {
  const { StackId, LogicalResourceId } = request.event;
  return requests
    .slice(requests.indexOf(request) + 1)
    .find(({ event }) => event.StackId === StackId && event.LogicalResourceId === LogicalResourceId);
}
