import type { Declaration } from './app';
import { cantProveOwnership, isTakenForOwn } from './limits';
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
  for (const call of facts.calls) {
    const association = associationCalled(facts, call);
    if (association !== undefined && isTakenForOwn(call) && facts.before.has(association)) {
      model.claimsOf(facts.stackId).add(association);
    }
  }
  const declared = new Set([...facts.old, ...facts.wanted].map(associationOf));
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
  if (!endedWell(facts)) return;
  const declared = isSuccess(result) ? wanted : result.status === 'UPDATE_ROLLBACK_COMPLETE' ? old : [];
  const claims = model.claimsOf(stackId);
  for (const association of [...claims]) {
    if (declared.some((declaration) => associationOf(declaration) === association)) continue;
    claims.delete(association);
    if (model.members.get(association) !== stackId) continue;
    model.members.set(association, 'hand');
    if (!isMeantToStay(model, facts, association) && !isUnprovable(facts, association)) {
      yield `${association} is left behind by a stack that ended in ${result.status} and does not declare it`;
    }
  }
}

function endedWell({ result }: Facts): boolean {
  return result.leftBehind.length === 0 && !result.status.endsWith('FAILED');
}

function isMeantToStay(model: Model, { old, wanted }: Facts, association: Association): boolean {
  const isIt = (declaration: Declaration): boolean => associationOf(declaration) === association;
  const declaration = [...wanted.filter(isIt), ...old.filter(isIt)];
  if (declaration.some(({ retain }) => retain)) return true;
  const [, pool] = association.split(' in ');
  const numbers = [...model.members.keys()].filter(
    (other) => /^(number|phone-)/.test(other) && other.endsWith(` in ${pool ?? ''}`),
  );
  return declaration.some(({ keepLastPhoneNumber }) => keepLastPhoneNumber) && numbers.length === 1;
}

function isUnprovable(facts: Facts, association: Association): boolean {
  const create = facts.requests.find(
    (request) => request.event.RequestType === 'Create' && associationAsked(request) === association,
  );
  return cantProveOwnership({ replayedToken: 'remembered', ...facts.history.settings }, create, facts.runs);
}

function associationCalled({ requests, sent }: Facts, call: Facts['calls'][number]): Association | undefined {
  const { run } =
    sent.find(({ operation, input }) => operation === call.operation && sameInput(input, call.input)) ?? {};
  const request = requests.find(({ event }) => event.RequestId === run?.event.RequestId);
  return request === undefined ? undefined : associationAsked(request);
}

function sameInput(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
