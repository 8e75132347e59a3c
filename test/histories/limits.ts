import type { CustomResourceRequest } from '../cloudformation';
import type { Settings } from '../sms-voice';
import type { Run } from './product';

// What no handler can know, each with its reason: the histories leave out these cases, and nothing else.

/**
 * A delivery of an event that comes after a later event of the same resource. Nothing in an event says when it was sent,
 * so that a Create that is delivered again after its Delete can only be taken for a new one.
 */
export function isSuperseded(request: CustomResourceRequest, requests: readonly CustomResourceRequest[]): boolean {
  const { StackId, LogicalResourceId } = request.event;
  return requests
    .slice(requests.indexOf(request) + 1)
    .some(({ event }) => event.StackId === StackId && event.LogicalResourceId === LogicalResourceId);
}

/**
 * The service answers success without an effect, for an association that somebody else made: because it answers so for
 * whatever is in the pool already, or because it remembers a token of the stack's own past work, which was undone and
 * then made again by hand. From then on the stack takes the association for its own.
 */
export function isTakenForOwn(call: { outcome: string; effective: boolean; operation: string }): boolean {
  return call.operation === 'AssociateOriginationIdentity' && call.outcome === 'success' && !call.effective;
}

/**
 * The service executes a replayed token again, and answers a conflict for what is in the pool already. So a retry of a
 * Create, or the Delete of one that was cancelled, can't tell the first delivery's work from somebody else's, and leaves
 * it alone. No success was reported for it.
 */
export function cantProveOwnership(
  settings: Pick<Settings, 'replayedToken'>,
  create: CustomResourceRequest | undefined,
  runs: readonly Run[],
): boolean {
  if (settings.replayedToken === 'remembered' || create === undefined) return false;
  const deliveries = runs.filter(({ event }) => event.RequestId === create.event.RequestId).length;
  return create.outcome === 'cancelled' || deliveries > 1;
}
