import { identity } from './account';
import type { Declaration } from './app';
import { cantProveOwnership } from './limits';
import { associationAsked, associationOf, isSuccess, type Facts, type Model } from './model';

/** An operation that nothing speaks against succeeds, whatever passing trouble it meets; and so does a roll-back. */
export function* failedForNoReason(model: Model, facts: Facts): Generator<string> {
  const { step, result, wanted, old, history, requests, runs, clean } = facts;
  if (!clean || requests.some((request) => cantProveOwnership(history.settings, request, runs))) return;
  if (![...wanted, ...old].every((declaration) => isTheirs(model, facts, declaration))) return;
  const ended = `${result.status}: ${result.reason ?? ''}`;
  const meantToFail = step.do === 'deploy' && step.fails !== undefined;
  if (step.do === 'deploy' && !meantToFail && !isSuccess(result) && wanted.every((one) => canBeMade(facts, one))) {
    yield `nothing spoke against the deployment, but it ended in ${ended}`;
  }
  // Without an anchor a number may be its pool's last, which the service keeps.
  if (!history.anchors) return;
  if (result.status.endsWith('FAILED')) yield `nothing spoke against the way back, but it ended in ${ended}`;
  if (result.leftBehind.length > 0)
    yield `nothing spoke against deleting ${result.leftBehind.join(', ')}, but it failed`;
}

/** What somebody else made is relied on only where the app says so. */
export function* reliedOnOthersWork(model: Model, { requests, wanted, before, stackId }: Facts): Generator<string> {
  for (const request of requests) {
    const association = associationAsked(request);
    const author = before.get(association);
    const declaration = wanted.find((one) => associationOf(one) === association);
    if (request.event.RequestType !== 'Create' || request.outcome !== 'SUCCESS') continue;
    if (author === undefined || author === stackId || model.contested.has(association)) continue;
    if (declaration?.adoptExisting === false) yield `${association} was there before its Create, which succeeded`;
  }
}

/** Whether nobody else interferes with the association: no other stack, no hand. */
function isTheirs({ contested }: Model, { before, stackId }: Facts, declaration: Declaration): boolean {
  if (contested.has(associationOf(declaration))) return false;
  const single = identity(declaration.identity).kind !== 'sender';
  return [...before].every(
    ([association, author]) =>
      author === stackId ||
      (association !== associationOf(declaration) &&
        !(single && association.startsWith(`${declaration.identity} in `))),
  );
}

/** Whether the association can be made, or is there and may be, by what was where before the deployment. */
function canBeMade({ before, old, history }: Facts, declaration: Declaration): boolean {
  const previous = old.find((other) => sameResource(history.ownLogicalIds === true, other, declaration));
  const inPlace = (one: Declaration): boolean => before.has(associationOf(one));
  if (inPlace(declaration)) {
    return (
      declaration.adoptExisting || (previous !== undefined && associationOf(previous) === associationOf(declaration))
    );
  }
  if (identity(declaration.identity).kind === 'sender') return true;
  const elsewhere = [...before.keys()].find((association) => association.startsWith(`${declaration.identity} in `));
  if (elsewhere === undefined) return true;
  // A number that the stack itself put there, and now declares elsewhere; from a pool that keeps no last number.
  return previous !== undefined && associationOf(previous) === elsewhere && history.anchors;
}

/** Whether two declarations are the same resource of the stack, so that the one becomes the other by an Update. */
function sameResource(ownLogicalIds: boolean, one: Declaration, other: Declaration): boolean {
  if (ownLogicalIds) return one.path === other.path && one.identity === other.identity;
  if (one.identity !== other.identity) return false;
  return identity(one.identity).kind !== 'sender' || one.pool === other.pool;
}
