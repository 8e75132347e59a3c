import { identity } from './account';
import { logicalIdOf, type Declaration } from './app';
import { cantProveOwnership, isShifted, isWithoutRegister } from './limits';
import { associationAsked, associationOf, isSuccess, type Facts, type Model } from './model';

/** An operation that nothing speaks against succeeds, whatever passing trouble it meets; and so does a rollback. */
export function* failedForNoReason(model: Model, facts: Facts): Generator<string> {
  const { step, result, wanted, old, history, requests, runs, clean } = facts;
  if (!clean || requests.some((request) => cantProveOwnership(history.settings, request, runs))) return;
  if (isWithoutRegister(facts) || ![...wanted, ...old].every((declaration) => isTheirs(model, facts, declaration)))
    return;
  const ended = `${result.status}: ${result.reason ?? ''}`;
  const isForward = step.do === 'deploy' && step.fails === undefined && !isShifted(facts);
  if (isForward && !isSuccess(result) && wanted.every((one) => canBeMade(facts, one))) {
    yield `nothing spoke against the deployment, but it ended in ${ended}`;
  }
  // Without an anchor a number may be its pool's last, which the service keeps.
  if (!history.anchors) return;
  if (result.status.endsWith('FAILED')) yield `nothing spoke against the rollback, but it ended in ${ended}`;
  if (result.leftBehind.length > 0)
    yield `nothing spoke against deleting ${result.leftBehind.join(', ')}, but it failed`;
}

/** What somebody else made is relied on only where the app says so. */
export function* reliedOnOthersWork(model: Model, facts: Facts): Generator<string> {
  const { requests, wanted, before, stackId, old } = facts;
  for (const request of requests) {
    const { event, outcome } = request;
    const association = associationAsked(request);
    const owner = before.get(association);
    const declaration = wanted.find((one) => associationOf(one) === association);
    if (event.RequestType === 'Delete' || outcome !== 'SUCCESS' || declaration === undefined) continue;
    if (owner === undefined || owner === stackId || model.contested.has(association)) continue;
    const isHeld = old.some((other) => associationOf(other) === association);
    const isMoved = old.some(
      (other) => other.identity === declaration.identity && identity(other.identity).kind !== 'sender',
    );
    if (isHeld || isMoved || (declaration.adoptExisting && !declaration.takeOwnership)) continue;
    yield `${association} was there before its ${event.RequestType}, which succeeded`;
  }
}

/** Whether nobody else interferes with the association: no other stack, no hand. */
function isTheirs({ contested }: Model, { before, stackId }: Facts, declaration: Declaration): boolean {
  if (contested.has(associationOf(declaration))) return false;
  const single = identity(declaration.identity).kind !== 'sender';
  return [...before].every(
    ([association, owner]) =>
      owner === stackId ||
      (association !== associationOf(declaration) &&
        !(single && association.startsWith(`${declaration.identity} in `))),
  );
}

/** Whether the association can be made, or is there and may be, by what was where before the deployment. */
function canBeMade({ before, old, history, stackId }: Facts, declaration: Declaration): boolean {
  const isUnfit = history.pools !== undefined || history.pendingMilliseconds !== undefined;
  if (isUnfit || declaration.country !== undefined) return false;
  const previous = old.find((other) => logicalIdOf(other) === logicalIdOf(declaration));
  const association = associationOf(declaration);
  const isHeld = old.some((other) => associationOf(other) === association);
  if (before.has(association)) {
    return (declaration.adoptExisting && !declaration.takeOwnership) || (isHeld && before.get(association) === stackId);
  }
  if (identity(declaration.identity).kind === 'sender') return true;
  const elsewhere = [...before.keys()].find((other) => other.startsWith(`${declaration.identity} in `));
  if (elsewhere === undefined) return true;
  // A number that the stack itself put there, and now declares elsewhere; from a pool that keeps no last number.
  return previous !== undefined && associationOf(previous) === elsewhere && history.anchors;
}
