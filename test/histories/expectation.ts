import { identity } from './account';
import type { Declaration } from './app';
import { cantProveOwnership } from './limits';
import { associationOf, isSuccess, type Facts } from './model';

/** A deployment that nothing speaks against succeeds, whatever passing trouble it meets. */
export function* failedForNoReason(facts: Facts): Generator<string> {
  const { step, result, wanted, clean } = facts;
  if (step.do !== 'deploy' || isSuccess(result)) return;
  if (!clean || step.fails !== undefined || !wanted.every((declaration) => canBeMade(facts, declaration))) return;
  const unprovable = facts.requests.some((request) => cantProveOwnership(facts.history.settings, request, facts.runs));
  if (!unprovable)
    yield `nothing spoke against the deployment, but it ended in ${result.status}: ${result.reason ?? ''}`;
}

/** Whether the association can be made, or is there and may be, by what was where before the deployment. */
function canBeMade({ before, old, stackId, history }: Facts, declaration: Declaration): boolean {
  const previous = old.find((other) => sameResource(history.ownLogicalIds === true, other, declaration));
  if (before.has(associationOf(declaration))) {
    return (
      declaration.adoptExisting || (previous !== undefined && associationOf(previous) === associationOf(declaration))
    );
  }
  if (identity(declaration.identity).kind === 'sender') return true;
  const elsewhere = [...before].find(([association]) => association.startsWith(`${declaration.identity} in `));
  if (elsewhere === undefined) return true;
  const [association, author] = elsewhere;
  // A number that the stack itself put there, and now declares elsewhere; from a pool that keeps no last number.
  return previous !== undefined && associationOf(previous) === association && author === stackId && history.anchors;
}

/** Whether two declarations are the same resource of the stack, so that the one becomes the other by an Update. */
export function sameResource(ownLogicalIds: boolean, one: Declaration, other: Declaration): boolean {
  if (ownLogicalIds) return one.path === other.path && one.identity === other.identity;
  if (one.identity !== other.identity) return false;
  return identity(one.identity).kind !== 'sender' || one.pool === other.pool;
}
