import { logicalIdOf, type Declaration } from './app';
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
import { isWithoutStackApi } from './unreadable-stacks';

/** Follows the changes of a step: a stack removes only what it owns, and touches only what it declares. */
export function* followed(model: Model, facts: Facts, ownerOf: (by: string) => string): Generator<string> {
  recordLimits(model, facts);
  const { stack } = facts.step;
  const declared = new Set([...(model.everDeclared.get(stack) ?? []), ...facts.wanted.map(associationOf)]);
  model.everDeclared.set(stack, declared);
  for (const declaration of facts.wanted.filter(({ retain }) => retain)) model.retained.add(associationOf(declaration));
  for (const change of facts.changes) {
    const association = associationChanged(change);
    const owner = ownerOf(change.by);
    const violation = model.follow(association, change.kind, owner);
    if (violation !== undefined) yield violation;
    if (owner !== 'hand' && !declared.has(association))
      yield `${association} was ${change.kind} though the stack never declared it`;
  }
  const { result, wanted, requests } = facts;
  if (isSuccess(result)) {
    settleOwners(model, facts, wanted);
    forgetAdopted(model, facts);
  } else if (result.status === 'UPDATE_ROLLBACK_COMPLETE') restoreOwners(model, facts);
  // Without a rollback, each resource that succeeded stays as it is.
  else if (/^(CREATE|UPDATE)_FAILED$/.test(result.status)) {
    const made = requests.filter(({ event, outcome }) => event.RequestType !== 'Delete' && outcome === 'SUCCESS');
    const isMade = (one: Declaration): boolean =>
      made.some(({ event }) => event.LogicalResourceId === logicalIdOf(one));
    settleOwners(model, facts, wanted.filter(isMade));
  }
}

/** A successful deployment adopts what it found in place, and takes over what an earlier one adopted. */
function settleOwners(model: Model, facts: Facts, made: readonly Declaration[]): void {
  const { stackId } = facts;
  const [owned, adopted] = [model.ownedBy(stackId), model.adoptedBy(stackId)];
  for (const declaration of made) {
    const association = associationOf(declaration);
    if (!model.members.has(association)) continue;
    if (declaration.listed === true) {
      // The pool owns what its list names.
      for (const mine of [owned, adopted]) mine.delete(association);
      model.members.set(association, 'hand');
      continue;
    }
    const isAdopted =
      adopted.has(association) || (declaration.takeOwnership && wasAdopted(facts, declaration, adopted));
    if (declaration.takeOwnership && isAdopted) {
      adopted.add(association);
      model.takeOver(association, stackId);
    } else if (isAdopted || (declaration.adoptExisting && !owned.has(association))) model.adopt(association, stackId);
  }
}

function forgetAdopted(model: Model, { stackId, wanted }: Facts): void {
  const declared = new Set(wanted.map(associationOf));
  const adopted = model.adoptedBy(stackId);
  for (const association of [...adopted]) if (!declared.has(association)) adopted.delete(association);
}

/** Whether the same resource adopted an association that it has moved since: the stack owns it while the option is set. */
function wasAdopted({ old }: Facts, declaration: Declaration, adopted: ReadonlySet<Association>): boolean {
  return old.some((before) => isSame(before, declaration) && adopted.has(associationOf(before)));
}

/** After a rollback everything that is declared is owned or adopted as when the stack was last stable. */
function restoreOwners(model: Model, facts: Facts): void {
  const { stackId, old, step } = facts;
  const { owned, adopted } = model.stable.get(step.stack) ?? {};
  for (const association of old.map(associationOf)) {
    if (limits.isMadeAgain(facts, association)) {
      model.ownedBy(stackId).add(association);
      model.contested.add(association);
      model.unprovable.add(association);
    } else if (adopted?.has(association) === true) {
      model.adopt(association, stackId);
      if (owned?.has(association) === true) model.takeOver(association, stackId);
    } else if (owned?.has(association) === true) model.ownedBy(stackId).add(association);
  }
}

/** After an operation that ended well nothing that the stack owns is left but what it declares. */
export function* orphans(model: Model, facts: Facts): Generator<string> {
  const { stackId, result, wanted, old, step } = facts;
  // Cancelled functions may still be at work.
  if (result.status.endsWith('FAILED') || step.inHaste === true) return;
  const declared = isSuccess(result) ? wanted : result.status === 'UPDATE_ROLLBACK_COMPLETE' ? old : [];
  const owned = model.ownedBy(stackId);
  for (const association of [...owned]) {
    if (declared.some((declaration) => associationOf(declaration) === association)) continue;
    owned.delete(association);
    if (model.members.get(association) !== stackId) continue;
    model.members.set(association, 'hand');
    // A clean-up that failed was reported as such, for that one resource; nobody owns it now.
    if (result.leftBehind.length > 0 || model.unprovable.has(association)) continue;
    if (!isMeantToStay(model, facts, association)) {
      yield `${association} is left behind by a stack that ended in ${result.status} and does not declare it`;
    }
  }
}

function isMeantToStay(model: Model, facts: Facts, association: Association): boolean {
  const { old, wanted, result } = facts;
  if (limits.isLeftElsewhere(facts, association)) return true;
  const isIt = (declaration: Declaration): boolean => associationOf(declaration) === association;
  const declaration = [...wanted.filter(isIt), ...old.filter(isIt)];
  // RETAIN applies to what the resource has and to what it replaces.
  const isReplaced = old.some(
    (before) => isIt(before) && wanted.some((after) => after.retain && isSame(before, after)),
  );
  if (model.retained.has(association) || isReplaced) return true;
  const [, pool] = association.split(' in ');
  const numbers = [...model.members.keys()].filter(
    (other) => /^(number|many|phone-)/.test(other) && other.endsWith(` in ${pool ?? ''}`),
  );
  // The service keeps a pool's last number. A rollback that takes back a replacement must not fail for that.
  const mayKeepLast =
    result.status === 'UPDATE_ROLLBACK_COMPLETE' || declaration.some(({ keepLastPhoneNumber }) => keepLastPhoneNumber);
  return mayKeepLast && numbers.length === 1;
}

const isSame = (one: Declaration, other: Declaration): boolean => logicalIdOf(one) === logicalIdOf(other);

/** The cases of this step that no handler can know. */
function recordLimits(model: Model, facts: Facts): void {
  const { stackId, before, requests, sent, history, wanted, old } = facts;
  const made = facts.changes.filter(({ kind }) => kind === 'associated').map(associationChanged);
  const wasThere = (association: Association): boolean => before.has(association) || made.includes(association);
  for (const one of sent.filter(limits.isTakenForOwn)) {
    const request = requests.find(({ event }) => event.ResponseURL === one.event.ResponseURL);
    if (request === undefined) continue;
    for (const association of [associationAsked(request), limits.associationReplaced(request)]) {
      if (association === undefined || !wasThere(association)) continue;
      model.ownedBy(stackId).add(association);
      model.contested.add(association);
    }
  }
  for (const request of requests) {
    const association = associationAsked(request);
    if (limits.cantProveOwnership(history.settings, request, facts)) model.unprovable.add(association);
  }
  const meddled = facts.step.trouble?.hand?.identity;
  for (const { identity, pool } of [...wanted, ...old])
    if (identity === meddled) model.contested.add(associationOf({ identity, pool }));
  for (const association of limits.repairedTooLate(facts)) model.unprovable.add(association);
  const isTaken = (one: Association): boolean =>
    limits.isOwnedElsewhere(facts, one) || limits.isTakenForMoved(facts, one);
  for (const association of wanted.map(associationOf).filter(isTaken)) {
    model.ownedBy(stackId).add(association);
    model.contested.add(association);
    model.unprovable.add(association);
  }
  for (const association of model.ownedBy(stackId))
    if (limits.isDeletedByOtherProperties(facts, association)) model.unprovable.add(association);
  if (limits.isWithoutFormerId(facts)) for (const one of old) model.unprovable.add(associationOf(one));
  if (!isWithoutStackApi(facts)) return;
  for (const association of [...wanted, ...old].map(associationOf)) {
    model.contested.add(association);
    model.unprovable.add(association);
  }
}
