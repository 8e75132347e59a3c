import { exists, identity, OWN_POOL } from './account';
import { logicalIdOf, type Declaration } from './app';
import type { StackStep } from './history';
import { cantProveOwnership, isShifted } from './limits';
import { associationAsked, associationChanged, associationOf, isSuccess, type Facts, type Model } from './model';
import { isRepaired } from './repairs';
import type { Simulation } from './simulation';
import { isAdoptedUnread, isWithoutStackApi } from './unreadable-stacks';

/** An operation that nothing speaks against succeeds, whatever passing trouble it meets; and so does a rollback. */
export function* failedForNoReason(model: Model, facts: Facts): Generator<string> {
  const { step, result, wanted, old, history, requests, clean } = facts;
  const isPoolGone = history.ownPool === true && model.gone.has(OWN_POOL);
  if (
    !clean ||
    isPoolGone ||
    isRefused(step) ||
    // What was where when the step began is not what its requests found.
    isRepaired(facts) ||
    requests.some((request) => cantProveOwnership(history.settings, request, facts))
  )
    return;
  if (isWithoutStackApi(facts) || ![...wanted, ...old].every((declaration) => isTheirs(model, facts, declaration)))
    return;
  const ended = `${result.status}: ${result.reason ?? ''}`;
  const isForward = step.do === 'deploy' && step.fails === undefined && !isShifted(facts);
  if (isForward && !isSuccess(result) && wanted.every((one) => canBeMade(model, facts, one))) {
    yield `nothing spoke against the deployment, but it ended in ${ended}`;
  }
  // Without an anchor a number may be its pool's last, which the service keeps.
  if (!history.anchors) return;
  if (/ROLLBACK_FAILED|DELETE_FAILED/.test(result.status))
    yield `nothing spoke against the rollback, but it ended in ${ended}`;
  if (result.leftBehind.length > 0)
    yield `nothing spoke against deleting ${result.leftBehind.join(', ')}, but it failed`;
}

/** A rollback fails only where the identity is in no pool, though it exists, and its pool. */
export function* failedRollback(model: Model, facts: Facts, simulation: Simulation): Generator<string> {
  const { requests, old, before, changes, stackId } = facts;
  // Then it is carried out like an Update that goes forward.
  if (isWithoutStackApi(facts)) return;
  for (const { event, outcome, sentAt, responses } of requests) {
    const isRollback = event.RequestType === 'Update' && simulation.isRollingBack(stackId, sentAt);
    const declaration = old.find((one) => logicalIdOf(one) === event.LogicalResourceId);
    const time = responses.find(({ ignored }) => ignored === undefined)?.time;
    if (!isRollback || outcome !== 'FAILED' || declaration === undefined || time === undefined) continue;
    const { identity: name, pool } = declaration;
    const members = new Set(before.keys());
    for (const change of changes.filter((one) => one.time <= time)) {
      if (change.kind === 'associated') members.add(associationChanged(change));
      else members.delete(associationChanged(change));
    }
    const isIn = [...members].find((association) =>
      identity(name).kind === 'sender'
        ? association === associationOf(declaration)
        : association.startsWith(`${name} in `),
    );
    if (isIn !== undefined) yield `the rollback of ${event.LogicalResourceId} failed, though ${isIn}`;
    // A service that refuses for another reason does not say what is gone.
    const gone = isRefused(facts.step) ? undefined : [name, pool].find((what) => !exists(simulation.service, what));
    if (gone !== undefined) yield `the rollback of ${event.LogicalResourceId} failed, though ${gone} is gone`;
  }
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
    if (isAdoptedUnread(facts, request)) continue;
    // What an update adopted that failed without a rollback is not in the last stable app.
    const isHeld =
      old.some((other) => associationOf(other) === association) || model.adoptedBy(stackId).has(association);
    const isMoved = old.some(
      (other) => other.identity === declaration.identity && identity(other.identity).kind !== 'sender',
    );
    if (isHeld || isMoved || (declaration.adoptExisting && !declaration.takeOwnership)) continue;
    yield `${association} was there before its ${event.RequestType}, which succeeded`;
  }
}

/** Whether the service refuses calls for as long as the step lasts, or somebody interferes by hand. */
function isRefused({ trouble: { refused, hand, noRoute, faults = [] } = {} }: StackStep): boolean {
  return (
    noRoute === true ||
    refused !== undefined ||
    hand !== undefined ||
    faults.some(({ kind }) => kind === 'access-denied' || typeof kind === 'object')
  );
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
function canBeMade(model: Model, { before, old, history, stackId }: Facts, declaration: Declaration): boolean {
  if (model.gone.has(declaration.identity) || model.gone.has(declaration.pool)) return false;
  if (history.pendingMilliseconds !== undefined || declaration.country !== undefined) return false;
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
  const isMoved = previous !== undefined && associationOf(previous) === elsewhere && history.anchors;
  // What the stack adopted it moves only if it took ownership in an earlier deployment.
  return isMoved && (!model.adoptedBy(stackId).has(elsewhere) || (previous.takeOwnership && declaration.takeOwnership));
}
