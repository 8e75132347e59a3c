import type { Declaration } from './app';
import * as limits from './limits';
import {
  associationAsked,
  associationChanged,
  associationOf,
  isSuccess,
  type Association,
  type Facts,
  type Model,
} from './model';

/** Follows the changes of a step: a stack removes only what it made, and touches only what it declares. */
export function* followed(model: Model, facts: Facts, authorOf: (by: string) => string): Generator<string> {
  recordLimits(model, facts);
  const { stack } = facts.step;
  const declared = new Set([...(model.everDeclared.get(stack) ?? []), ...facts.wanted.map(associationOf)]);
  model.everDeclared.set(stack, declared);
  for (const declaration of facts.wanted.filter(({ retain }) => retain)) model.retained.add(associationOf(declaration));
  for (const change of facts.changes) {
    const association = associationChanged(change);
    const violation = model.follow(association, change.kind, authorOf(change.by));
    if (violation !== undefined) yield violation;
    if (!declared.has(association)) yield `${association} was ${change.kind} though the stack never declared it`;
  }
}

/** After an operation that ended well nothing of the stack's work is left but what it declares. */
export function* orphans(model: Model, facts: Facts): Generator<string> {
  const { stackId, result, wanted, old } = facts;
  if (result.status.endsWith('FAILED')) return;
  const declared = isSuccess(result) ? wanted : result.status === 'UPDATE_ROLLBACK_COMPLETE' ? old : [];
  const claims = model.claimsOf(stackId);
  for (const association of [...claims]) {
    if (declared.some((declaration) => associationOf(declaration) === association)) continue;
    claims.delete(association);
    if (model.members.get(association) !== stackId) continue;
    model.members.set(association, 'hand');
    // A clean-up that failed was reported as such, for that one resource; nobody owns it now.
    if (result.leftBehind.length > 0 || model.unprovable.has(association)) continue;
    if (!isMeantToStay(model, facts, association)) {
      yield `${association} is left behind by a stack that ended in ${result.status} and does not declare it`;
    }
  }
}

function isMeantToStay(model: Model, { old, wanted }: Facts, association: Association): boolean {
  const isIt = (declaration: Declaration): boolean => associationOf(declaration) === association;
  const declaration = [...wanted.filter(isIt), ...old.filter(isIt)];
  if (model.retained.has(association)) return true;
  const [, pool] = association.split(' in ');
  const numbers = [...model.members.keys()].filter(
    (other) => /^(number|phone-)/.test(other) && other.endsWith(` in ${pool ?? ''}`),
  );
  return declaration.some(({ keepLastPhoneNumber }) => keepLastPhoneNumber) && numbers.length === 1;
}

/** What this step holds of the cases that no handler can know. */
function recordLimits(
  model: Model,
  { stackId, before, requests, sent, runs, history, changes, wanted, old }: Facts,
): void {
  const claim = (association: Association): void => {
    if (before.has(association)) model.claimsOf(stackId).add(association);
  };
  for (const one of sent.filter(limits.isTakenForOwn)) {
    const request = requests.find(({ event }) => event.RequestId === one.event.RequestId);
    if (request === undefined || !before.has(associationAsked(request))) continue;
    claim(associationAsked(request));
    model.contested.add(associationAsked(request));
  }
  for (const request of requests) {
    const association = associationAsked(request);
    if (limits.isFoundByUpdate(request)) claim(association);
    if (limits.cantProveOwnership(history.settings, request, runs)) model.unprovable.add(association);
  }
  for (const declaration of history.ownLogicalIds === true ? wanted : []) {
    if (limits.changesItsLogicalId(declaration, old)) model.contested.add(associationOf(declaration));
  }
  for (const change of changes) {
    if (!limits.actsTooLate(change, requests, sent)) continue;
    model.contested.add(associationChanged(change));
    model.unprovable.add(associationChanged(change));
  }
}
