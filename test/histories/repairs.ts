import { isDeepStrictEqual } from 'node:util';
import type { StackStatus } from '../cloudformation';
import type { SmsVoice } from '../sms-voice';
import { exists, identity } from './account';
import { logicalIdOf, type Declaration } from './app';
import { checkEvent } from './checks';
import { associationChanged, associationOf, type Facts, type Model } from './model';
import { isActive, isPresent } from './presence';
import type { CheckRun } from './product';

/** All that happened while a stack was checked, and no operation was under way on it. */
export interface CheckFacts extends Pick<Facts, 'history' | 'stackId' | 'before' | 'checks' | 'changes'> {
  /** Undefined if the stack does not exist. */
  readonly status: StackStatus | undefined;
  readonly app: readonly Declaration[];
}

/** What a check says of one association. */
interface Entry {
  readonly LogicalResourceId: string;
  readonly found: string;
  readonly repaired: boolean;
}

/**
 * Without `Repair` a check changes nothing. With it, a check puts in what the stack owns, never what it adopted, and takes out
 * nothing but what the same invocation has put in. Each invocation has tokens of its own.
 */
export function* repairs(model: Model, { checks, changes }: Pick<Facts, 'checks' | 'changes'>): Generator<string> {
  const invocations = new Map<string, CheckRun>();
  for (const check of checks) {
    for (const { operation, input } of check.sent.filter((call) => /^(Dis)?[aA]ssociate/.test(call.operation))) {
      if (check.event.DriftDetection.Repair === undefined) yield `${check.awsRequestId} sends ${operation}`;
      const token = String(input.ClientToken);
      const other = invocations.get(token) ?? check;
      if (other !== check) yield `${check.awsRequestId} and ${other.awsRequestId} send the token ${token}`;
      invocations.set(token, check);
    }
  }
  const made = new Set<string>();
  for (const change of changes) {
    const association = associationChanged(change);
    const check = invocations.get(change.clientToken ?? '');
    if (check === undefined) {
      if (change.kind === 'associated' && change.by !== 'hand') made.add(association);
      continue;
    }
    const [own, name] = [model.putBy.get(check) ?? new Set<string>(), check.awsRequestId];
    model.putBy.set(check, own);
    if (change.kind === 'associated') own.add(association);
    else if (!own.delete(association)) yield `${name} takes out ${association}, which it did not put in`;
    const isOwned =
      model.ownedBy(check.event.DriftDetection.StackId).has(association) ||
      made.has(association) ||
      change.kind === 'disassociated';
    if (!isOwned && !model.contested.has(association))
      yield `${name} changes ${association}, which its stack does not own`;
  }
}

/** Whether a check changed something in the step. */
export function isRepaired({ checks, changes }: Pick<Facts, 'checks' | 'changes'>): boolean {
  const tokens = new Set(checks.flatMap(({ sent }) => sent.map(({ input }) => input.ClientToken)));
  return changes.some(({ clientToken }) => tokens.has(clientToken));
}

/** Follows the changes of a check. */
export function* followedChecks(
  model: Model,
  { changes }: Pick<Facts, 'changes'>,
  ownerOf: (by: string) => string,
): Generator<string> {
  for (const change of changes) {
    const violation = model.follow(associationChanged(change), change.kind, ownerOf(change.by));
    if (violation !== undefined) yield violation;
  }
}

/** A check at rest finds what is missing and nothing else, and puts back what the stack owns and nobody has elsewhere. */
export function* foundAtRest(model: Model, facts: CheckFacts, service: SmsVoice): Generator<string> {
  const { history, status, app, checks, changes } = facts;
  const tokens = new Set(checks.flatMap(({ sent }) => sent.map(({ input }) => input.ClientToken)));
  // What an earlier step has left is still at work, or can't be seen yet.
  if (changes.some(({ clientToken }) => !tokens.has(clientToken)) || (history.settings.readLagMilliseconds ?? 0) > 0)
    return;
  if (status !== undefined && app.some(({ listed }) => listed !== true) && checks.length === 0)
    yield `${status}: the check never began`;
  for (const check of checks) {
    const { ended, awsRequestId: name } = check;
    // One of an earlier step may have begun late.
    const isStillRunning = ended === undefined && checks.some((other) => other.ended !== undefined);
    if (isStillRunning || !isOfApp(check, app)) continue;
    if (ended === undefined || 'error' in ended) {
      yield `nothing spoke against ${name}, but it ended with ${String(ended?.error)}`;
      continue;
    }
    const entries = entriesOf(ended.result);
    for (const declaration of app.filter(({ listed }) => listed !== true)) {
      const entry = entries.find(({ LogicalResourceId }) => LogicalResourceId === logicalIdOf(declaration));
      yield* missed(model, { ...facts, check, declaration, entry }, service);
    }
  }
}

/** Lambda repeats a check that failed, with the event of an update that may have been rolled back since. */
function isOfApp({ event }: CheckRun, app: readonly Declaration[]): boolean {
  const { StackId, Associations } = event.DriftDetection;
  return isDeepStrictEqual(Associations, checkEvent(StackId, app, false).DriftDetection.Associations);
}

interface Finding extends CheckFacts {
  readonly check: CheckRun;
  readonly declaration: Declaration;
  readonly entry: Entry | undefined;
}

function* missed(model: Model, finding: Finding, service: SmsVoice): Generator<string> {
  const { check, declaration, entry, before, status = '', checks } = finding;
  const association = associationOf(declaration);
  const name = check.awsRequestId;
  if (before.has(association)) {
    if (entry !== undefined) yield `${name} finds ${association} missing, which is there`;
    return;
  }
  // Of two at once, the second may find what the first has put back.
  if (entry === undefined && checks.length === 1) yield `${name} does not find that ${association} is missing`;
  const mayRepair = status.endsWith('_COMPLETE') && status !== 'ROLLBACK_COMPLETE';
  const isPutBack =
    check.event.DriftDetection.Repair !== undefined && mayRepair && isRepairable(model, finding, service);
  if (isPutBack === undefined) return;
  if (isPutBack !== (entry?.repaired === true)) yield `${name} says of ${association}: ${JSON.stringify(entry)}`;
  if (isPutBack && !(isPresent(service, declaration) && isActive(service, declaration)))
    yield `${association} was repaired, but is not in use`;
}

/** Undefined where the model does not know whether the resource's id says `owned`, or the service may refuse. */
function isRepairable(model: Model, facts: Finding, service: SmsVoice): boolean | undefined {
  const { stackId, declaration, before } = facts;
  const association = associationOf(declaration);
  const { identity: name, pool, country } = declaration;
  if (!exists(service, name) || !exists(service, pool)) return false;
  const isElsewhere = [...before.keys()].some((other) => other.startsWith(`${name} in `));
  if (identity(name).kind !== 'sender' && isElsewhere) return false;
  const [owned, adopted] = [model.ownedBy(stackId).has(association), model.adoptedBy(stackId).has(association)];
  const isUnknown = owned === adopted || model.contested.has(association) || model.unprovable.has(association);
  if (isUnknown || country !== undefined || facts.checks.length > 1) return undefined;
  return owned;
}

export const hasRepaired = ({ ended }: CheckRun): boolean =>
  ended !== undefined && 'result' in ended && entriesOf(ended.result).some(({ repaired }) => repaired);

function entriesOf(result: unknown): readonly Entry[] {
  const { drifted = [], pending = [] } = isResult(result) ? result : {};
  return [...drifted, ...pending];
}

interface Result {
  readonly drifted?: readonly Entry[];
  readonly pending?: readonly Entry[];
}

function isResult(result: unknown): result is Result {
  return typeof result === 'object' && result !== null && 'drifted' in result;
}
