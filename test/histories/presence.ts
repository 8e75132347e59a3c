import type { SmsVoice } from '../sms-voice';
import { exists, identity, IDENTITIES, poolId, readable, reference } from './account';
import type { Declaration } from './app';
import {
  associationAsked,
  associationChanged,
  associationOf,
  isSuccess,
  type Association,
  type Facts,
  type Model,
} from './model';

/** A deployment that reports success left every declared association in place and active. */
export function* declaredButAbsent(model: Model, facts: Facts, service: SmsVoice): Generator<string> {
  const { requests, result, wanted, step, before } = facts;
  for (const request of requests) {
    if (request.outcome === 'SUCCESS' && request.event.RequestType !== 'Delete') {
      model.assured.set(`${step.stack}: ${associationAsked(request)}`, request.sentAt);
    }
  }
  if (!isSuccess(result)) return;
  for (const declaration of wanted) {
    const association = associationOf(declaration);
    const isGone = model.gone.has(declaration.identity) || model.gone.has(declaration.pool);
    // CloudFormation sends no event for what is declared as before, so a take-out by hand goes unnoticed.
    const isUnseen = !result.changed && !before.has(association);
    const excused =
      isGone || isUnseen || model.contested.has(association) || wasUndoneByOthers(model, facts, association);
    if (!facts.inUse.has(association) && !excused) {
      yield `${association} is declared by a deployment that reported success, but was not in use then`;
    }
    if (step.inHaste === true) continue;
    if (!isPresent(service, declaration)) {
      if (!excused) yield `${association} is declared by a successful deployment, but not there`;
    } else if (!isActive(service, declaration)) {
      yield `${association} is declared by a successful deployment, but not active`;
    }
  }
}

/** In its pool, and ready to send. */
export function isInUse(service: SmsVoice, declaration: Declaration): boolean {
  return isPresent(service, declaration) && isActive(service, declaration);
}

/** What was declared and in place before an update that was rolled back is in place again. */
export function* lostInRollBack(model: Model, facts: Facts, service: SmsVoice): Generator<string> {
  const { old, result, step } = facts;
  if (isSuccess(result) || result.status !== 'UPDATE_ROLLBACK_COMPLETE') return;
  const { members } = model.stable.get(step.stack) ?? {};
  for (const declaration of old) {
    const association = associationOf(declaration);
    // Somebody may have taken it out after an earlier update failed without a rollback.
    const excused =
      model.contested.has(association) ||
      wasUndoneByOthers(model, facts, association) ||
      isLeft(model, facts, declaration, service);
    if (members?.has(association) === true && !excused && !isPresent(service, declaration)) {
      yield `${association} was there before an update that was rolled back, and is not any more`;
    }
  }
}

/** Whether the rollback leaves things as they are: there is nothing to restore, or no way back. */
function isLeft(model: Model, facts: Facts, declaration: Declaration, service: SmsVoice): boolean {
  const { step, history, wanted } = facts;
  const { identity: name, pool } = declaration;
  if (!exists(service, name) || !exists(service, pool) || wanted.some((one) => isMovedIntoList(one, declaration)))
    return true;
  const here = identity(name).kind === 'sender' ? undefined : service.poolsOf(reference(name))[0];
  if (here === undefined) return false;
  const isRefused = step.trouble?.refused !== undefined || !history.anchors;
  return isRefused || model.members.get(`${name} in ${readable(here)}`) === 'hand';
}

/** A limit: the rollback of the pool itself takes out what the update put into its list. */
function isMovedIntoList(after: Declaration, before: Declaration): boolean {
  return after.listed === true && before.listed !== true && associationOf(after) === associationOf(before);
}

/** A number whose Delete succeeded can be released at once, since CloudFormation may delete it next. */
export function* notReleasable({ step, result, old, wanted, changing, requests }: Facts): Generator<string> {
  if (step.trouble !== undefined || !/^(UPDATE|DELETE)_COMPLETE$/.test(result.status)) return;
  for (const { identity: name } of old.filter(
    (before) => !wanted.some((after) => after.identity === before.identity),
  )) {
    const isDeleted = requests.some(({ event, outcome }) => event.RequestType === 'Delete' && outcome === 'SUCCESS');
    if (isDeleted && changing.has(name)) yield `${name} was deleted, but is still changing and can't be released`;
  }
}

/** A sender ID that stays declared is never without a pool. */
export function* withoutPool({ contested }: Model, { old, wanted, before, changes }: Facts): Generator<string> {
  for (const { name, kind } of IDENTITIES) {
    // A limit: a pool's own rollback takes out what was moved into its list.
    const isListed = [...old, ...wanted].some((one) => one.identity === name && one.listed === true);
    if (kind !== 'sender' || isListed || [...contested].some((association) => association.startsWith(`${name} in `)))
      continue;
    const pools = new Set([...before.keys()].filter((association) => association.startsWith(`${name} in `)));
    const [was, shallBe] = [old, wanted].map((app) =>
      app.filter(({ identity }) => identity === name).map(associationOf),
    );
    const inPlace = was?.some((association) => pools.has(association));
    // What is declared as before gets no event, so that nobody would notice that it was taken out by hand.
    const stays = shallBe?.some((association) => pools.has(association) || was?.includes(association) === false);
    if (inPlace !== true || stays !== true) continue;
    for (const change of changes) {
      const association = associationChanged(change);
      if (change.kind === 'associated' && association.startsWith(`${name} in `)) pools.add(association);
      else pools.delete(association);
      if (pools.size === 0) yield `${name} was without a pool at ${change.time / 1000} s while it was being moved`;
    }
  }
}

/** How long a number that is moved without any trouble may be in no pool: a disassociate and the reads until it is out. */
const LONGEST_GAP = 15_000;

/** A number that is moved is out of its old pool, then in its new one, with nothing in between. */
export function* longGap({ history, step, old, wanted, before, changes, result }: Facts): Generator<string> {
  if (!isSuccess(result) || step.trouble !== undefined) return;
  for (const declaration of wanted) {
    const from = old.find((other) => other.identity === declaration.identity && other.pool !== declaration.pool);
    const movable = from !== undefined && identity(from.identity).kind !== 'sender' && before.has(associationOf(from));
    if (!movable) continue;
    const own = changes.filter((change) => associationChanged(change).startsWith(`${declaration.identity} in `));
    const [out, into] = own;
    const kinds = own.map(({ kind }) => kind).join(', ');
    if (kinds !== 'disassociated, associated') yield `${declaration.identity} was not just moved: it was ${kinds}`;
    const gap = (into?.time ?? Infinity) - (out?.time ?? 0);
    const { statusDelayMilliseconds = 0, readLagMilliseconds = 0, requestsPerSecond } = history.settings;
    // How long a call waits for a quota depends on who else waits for it.
    const isTimed = requestsPerSecond === undefined;
    if (isTimed && gap > LONGEST_GAP + statusDelayMilliseconds + readLagMilliseconds) {
      yield `${declaration.identity} was in no pool for ${gap / 1000} s during a move`;
    }
  }
}

export function isPresent(
  service: SmsVoice,
  { identity: name, pool }: Pick<Declaration, 'identity' | 'pool'>,
): boolean {
  return exists(service, name) && service.poolsOf(reference(name)).includes(poolId(pool));
}

export function isActive(service: SmsVoice, { identity: name }: Declaration): boolean {
  return identity(name).kind !== 'number' || !exists(service, name) || service.status(reference(name)) === 'ACTIVE';
}

/** Others may remove what a stack declares; it can't know before its next look. */
function wasUndoneByOthers(model: Model, { step }: Facts, association: Association): boolean {
  const assured = model.assured.get(`${step.stack}: ${association}`) ?? 0;
  return (model.undone.get(association) ?? -1) > assured;
}
