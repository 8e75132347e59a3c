import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { ownershipOf } from '../association/physical-resource-id';
import { SmsVoice } from '../sms-voice/sms-voice';
import { ownPool } from '../stack/owner';
import { isInPoolList } from '../stack/pool-list';
import { StackReader, Unreadable } from '../stack/reader';
import { EXISTS, phaseOf, type StackResource, type StackState } from '../stack/statuses';
import type { Context } from '../util/context';
import { RequestFailed, requestFailure } from '../util/errors';
import { waitUntil } from '../util/waiter';
import { associate } from '../workflow/associate';
import { type AssociateAttempts, mayHaveMade, noAttempts } from '../workflow/associate-decisions';
import { disassociate } from '../workflow/disassociate';
import type { ChangeContext } from '../workflow/request-context';
import type { CheckRequest, DeclaredAssociation } from './event';
import type { MissingAssociation } from './missing';
import { stackPhase } from './stack-phase';

export interface Repair {
  readonly context: Context;
  readonly request: CheckRequest;
  readonly smsVoice: PinpointSMSVoiceV2Client;
  readonly cloudFormation: CloudFormationClient;
  readonly awsRequestId: string;
}

/** How long to try to put one association back, and how long before the deadline the last attempt is made. */
const MAX_ATTEMPT_TIME = 60_000;
const MAX_UNDO_TIME = 120_000;

/** How long the stack may show a state from before the change. */
const MAX_STALE = 10_000;

/**
 * Puts back what is in no pool and `owned:` by a row of the stack. What was adopted, and what is in another pool, is left.
 *
 * @returns what is missing and still declared, with what was repaired marked
 */
export async function repairMissing(repair: Repair, missing: readonly MissingAssociation[]) {
  const results: MissingAssociation[] = [];
  const made: MissingAssociation[] = [];
  for (const each of missing) {
    const attempts = noAttempts(false);
    const isCandidate = each.found === 'nowhere' && each.membership.status !== 'PENDING';
    const result = { ...each, repaired: isCandidate && (await putBack(repair, each.association, attempts)) };
    results.push(result);
    if (mayHaveMade(attempts)) made.push(result);
  }
  const undone = await undoUnowned(repair, made);
  return results.filter((result) => !undone.has(result));
}

async function putBack(repair: Repair, association: DeclaredAssociation, attempts: AssociateAttempts) {
  const { clock, log, deadline } = repair.context;
  const latest = Math.min(deadline - MAX_UNDO_TIME, clock.now() + MAX_ATTEMPT_TIME);
  const context = changeContext(repair, association, () => confirmRepairable(repair, association));
  try {
    const result = await associate({ ...context, deadline: latest }, association, attempts, { scope: 'event' });
    return result.how !== 'elsewhere';
  } catch (error) {
    const reason = requestFailure(error).message;
    log({ message: 'decision', decision: 'not repaired', path: association.path, reason });
    return false;
  }
}

function changeContext(
  { context, request: { stackId }, smsVoice, awsRequestId: requestId }: Repair,
  declaration: DeclaredAssociation,
  confirmWanted: () => Promise<void>,
): ChangeContext {
  const { logicalResourceId } = declaration;
  const token = { stackId, logicalResourceId, requestId, serviceToken: '', responseUrl: '' };
  return { ...context, declaration, service: new SmsVoice(smsVoice, token), confirmWanted };
}

/**
 * The row first: the stack's status turns earlier, so an older status can't stand beside a newer row.
 *
 * @throws RequestFailed if the stack is not at rest or can't be read, or if no row of it owns the association
 */
async function confirmRepairable(repair: Repair, { key, logicalResourceId }: DeclaredAssociation): Promise<void> {
  try {
    const reader = readerOf(repair, logicalResourceId);
    const row = await reader.ownResource();
    const { status } = await reader.stack();
    if (stackPhase(status) === 'check and repair' && owns(row, key) === 'owned') return;
    throw new RequestFailed(`the stack shows ${status}, and the resource ${row.status} as ${row.physicalResourceId}`);
  } catch (error) {
    throw error instanceof Unreadable ? new RequestFailed(`the stack can't be read: ${error.message}`) : error;
  }
}

const readerOf = ({ cloudFormation, context, request: { stackId } }: Repair, logicalResourceId = ''): StackReader =>
  new StackReader(cloudFormation, context, { type: 'Delete', stackId, logicalResourceId }, false);

const owns = ({ status, physicalResourceId }: StackResource, key: string) =>
  EXISTS.has(status) ? ownershipOf(physicalResourceId, key) : undefined;

/**
 * Takes out again what was made for a resource that is being deleted, or was: its Delete may have come before the change.
 *
 * @returns what was taken out
 */
async function undoUnowned(repair: Repair, made: readonly MissingAssociation[]) {
  const undone = new Set<MissingAssociation>();
  if (made.length === 0) return undone;
  const { clock, deadline } = repair.context;
  await clock.sleep(MAX_STALE);
  let open = made;
  await waitUntil(
    async () => {
      open = await undoRound(repair, open, undone);
      return open;
    },
    {
      clock,
      deadline: deadline - MAX_STALE,
      maxWait: Infinity,
      acceptor: (undecided) => (undecided.length === 0 ? 'success' : 'retry'),
      isUnderWay: () => true,
    },
  );
  return undone;
}

/** @returns what the operation that is under way has not decided yet */
async function undoRound(repair: Repair, open: readonly MissingAssociation[], undone: Set<MissingAssociation>) {
  const resources = await readerOf(repair).resources();
  const stack = { ...(await readerOf(repair).stack()), resources };
  const undecided: MissingAssociation[] = [];
  for (const each of open) {
    const verdict = await verdictOn(repair, stack, each.association);
    if (verdict === 'wait') undecided.push(each);
    if (verdict !== 'take out') continue;
    const { path } = each.association;
    repair.context.log({ message: 'decision', decision: 'its resource is gone: take it out', path });
    await disassociate(
      changeContext(repair, each.association, () => Promise.resolve()),
      each.association,
      'keep',
    );
    undone.add(each);
  }
  return undecided;
}

/** A rollback may restore a resource that has another id, so what becomes of that is decided at rest. */
async function verdictOn(
  repair: Repair,
  stack: StackState,
  { logicalResourceId, ...association }: DeclaredAssociation,
) {
  const phase = phaseOf(stack.status);
  if (phase === 'delete') return 'take out';
  if (stack.resources.some((row) => owns(row, association.key) !== undefined)) return 'keep';
  const pool = ownPool(stack, association);
  const template = pool === undefined ? undefined : await readerOf(repair).template();
  const { environment } = repair.request;
  if (pool !== undefined && isInPoolList(template, pool.logicalResourceId, association.identity, stack, environment))
    return 'keep';
  const own = stack.resources.filter((row) => row.logicalResourceId === logicalResourceId);
  return phase === 'at-rest' || own.every(({ status }) => status.startsWith('DELETE_')) ? 'take out' : 'wait';
}
