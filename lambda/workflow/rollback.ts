import type { Declaration } from '../association/association';
import { attributesOf } from '../association/attributes';
import { ownershipOf, physicalIdOf } from '../association/physical-resource-id';
import type { Pool } from '../association/pool';
import type { Outcome } from '../cloudformation/response';
import { isChanging, isInPool, type PoolMembership } from '../sms-voice/pool-membership';
import { Unwanted } from '../stack/still-wanted';
import { mayHaveMoved } from '../stack/update-outcome';
import { type RequestFailed, requestFailure } from '../util/errors';
import { associate } from './associate';
import { noAttempts } from './associate-decisions';
import { requestDisassociate } from './disassociate';
import { named } from './commands';
import * as failures from './failures';
import type { RequestContext } from './request-context';
import { undoCreate } from './undo-create';
import { staysIn, waitUntilSettled } from './waiters';

/** How often the cancelled function of the update may undo what the rollback has restored. */
const MAX_ROUNDS = 4;

/**
 * The Update of a rollback: the declaration is the former one, and the update that is rolled back attempted another one.
 *
 * A rollback that fails leaves the stack in UPDATE_ROLLBACK_FAILED, and nothing is gained by it. So it fails only if the
 * identity is in no pool.
 *
 * @param attempted undefined if the properties of the update were not valid, so that it made nothing
 * @throws RequestFailed if the identity is in no pool
 */
export async function rollBack(context: RequestContext, attempted: Declaration | undefined): Promise<Outcome> {
  const { declaration } = context;
  const membership = await restore(context, attempted);
  await undoAttempted(context, attempted);
  return {
    status: 'SUCCESS',
    physicalResourceId: await formerId(context),
    attributes: attributesOf(declaration, membership?.where === 'here' ? membership.attributes : {}),
  };
}

export type RestoreDecision = 'done' | 'wait' | 'associate' | 'move back' | 'leave elsewhere' | 'nothing to restore';

/**
 * | the identity is                                     | then                                                           |
 * |-----------------------------------------------------|----------------------------------------------------------------|
 * | changing                                            | wait, then look again                                          |
 * | in its former pool                                  | done, if the cancelled function of a move doesn't undo it      |
 * | in no pool                                          | associate                                                      |
 * | where the update that is rolled back put it         | move back, unless it only found it there (`update-outcome.ts`) |
 * | in a third pool                                     | left there, with a warning                                     |
 * | gone, or its pool is                                | nothing to restore, with a warning                             |
 */
export function restoreDecision(membership: PoolMembership, attemptedPool: Pool | undefined): RestoreDecision {
  if (isChanging(membership)) return 'wait';
  switch (membership.where) {
    case 'here':
      return 'done';
    case 'nowhere':
      return 'associate';
    case 'elsewhere':
      return attemptedPool !== undefined && isInPool(membership, attemptedPool) ? 'move back' : 'leave elsewhere';
    case 'gone':
      return 'nothing to restore';
  }
}

/** @returns the last read, if there was one */
async function restore(
  context: RequestContext,
  attempted: Declaration | undefined,
): Promise<PoolMembership | undefined> {
  const progress: Progress = { last: undefined };
  try {
    await restoreUntilItStays(context, attempted, progress);
  } catch (error) {
    if (error instanceof failures.Deferred) return progress.last;
    const problem = requestFailure(error);
    if (problem instanceof Unwanted) throw problem;
    const membership = await lastKnown(context, progress);
    if (afterFailedRestore(membership, problem) === 'fail') throw failures.inNoPool(context.declaration, problem);
    warn(context, problem.message);
  }
  return progress.last;
}

interface Progress {
  last: PoolMembership | undefined;
}

async function restoreUntilItStays(
  context: RequestContext,
  attempted: Declaration | undefined,
  progress: Progress,
): Promise<void> {
  const { declaration, service } = context;
  const former =
    attempted?.key === declaration.key && attempted.pool.key !== declaration.pool.key ? attempted : undefined;
  const attempts = { associate: noAttempts(false), disassociate: { generation: 0 } };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const membership = await service.membership(context, declaration);
    progress.last = membership;
    const decision = restoreDecision(membership, former?.pool);
    context.log({ message: 'decision', decision: `restore: ${decision}`, where: membership.where });
    switch (decision) {
      case 'done':
        if (former === undefined || (await staysIn(context, declaration))) return;
        break;
      case 'wait':
        await waitUntilSettled(context, declaration);
        break;
      case 'associate':
        await associate(context, declaration, attempts.associate, { scope: 'event' });
        break;
      case 'move back':
        if (former === undefined || (await isSomebodyElses(context, former, membership))) return;
        await requestDisassociate(context, former, failures.lastPhoneNumberInMove, attempts.disassociate);
        attempts.disassociate.generation += 1;
        await associate(context, declaration, attempts.associate, { scope: 'event', leaving: former });
        break;
      case 'leave elsewhere':
        warnOfOtherPool(context, membership);
        return;
      case 'nothing to restore':
        warn(context, `${named(declaration)} or its pool does not exist any more: there is nothing to restore`);
        return;
    }
  }
  throw failures.neverStays(declaration);
}

/** Whether the update that is rolled back can't have put it there. */
async function isSomebodyElses(
  context: RequestContext,
  attempted: Declaration,
  membership: PoolMembership,
): Promise<boolean> {
  const { request, declaration, stack } = context;
  const isAdopted = ownershipOf(request.physicalResourceId, declaration.key) === 'adopted';
  const ownerships = { isAdopted, formerTakes: declaration.takeOwnership, attemptedTakes: attempted.takeOwnership };
  if (mayHaveMoved(await stack.updateOutcome(), ownerships)) return false;
  warnOfOtherPool(context, membership);
  return true;
}

function warnOfOtherPool(context: RequestContext, { otherPool = '' }: PoolMembership): void {
  warn(context, `${named(context.declaration)} is in pool ${otherPool} and is left there`);
}

/** With no time left for a read, what the last one showed. */
async function lastKnown(context: RequestContext, progress: Progress): Promise<PoolMembership | undefined> {
  try {
    progress.last = await context.service.membership(context, context.declaration);
  } catch (error) {
    requestFailure(error);
  }
  return progress.last;
}

/**
 * | the identity is                     | the problem                | then                                                |
 * |-------------------------------------|----------------------------|-----------------------------------------------------|
 * | in no pool                          | the pool is gone, or going | a warning: there is nothing to restore              |
 * | in no pool                          | any other                  | fail                                                |
 * | in some pool, gone, or can't be read | (any)                     | a warning: it stays where it is                     |
 */
export function afterFailedRestore(membership: PoolMembership | undefined, problem: RequestFailed): 'warn' | 'fail' {
  const isPoolGone =
    problem instanceof failures.PoolGoing || (problem instanceof failures.Refused && problem.kind === 'not-found');
  return membership?.where === 'nowhere' && !isPoolGone ? 'fail' : 'warn';
}

/** CloudFormation sends no Delete for what a replacement made that never responded, so it is undone here, if that works. */
async function undoAttempted(context: RequestContext, attempted: Declaration | undefined): Promise<void> {
  const { request, declaration } = context;
  const neverResponded = ownershipOf(request.physicalResourceId, declaration.key) !== undefined;
  if (attempted === undefined || attempted.key === declaration.key || !neverResponded) return;
  try {
    await undoCreate(context, attempted, 'keep');
  } catch (error) {
    const problem = requestFailure(error);
    if (problem instanceof Unwanted) throw problem;
    warn(context, `what the update may have made is not undone: ${problem.message}`);
  }
}

/**
 * The id that the resource had in the stack's last stable state, as the stack's events tell: what was adopted is owned after an
 * update that associated it again. What no event proves to be owned is adopted, so that nobody removes it.
 */
async function formerId({ request, declaration: { key }, stack }: RequestContext): Promise<string> {
  const current = ownershipOf(request.physicalResourceId, key);
  return physicalIdOf((await stack.formerOwnership(key)) ?? current ?? 'adopted', key);
}

function warn({ log }: RequestContext, problem: string): void {
  log({ message: 'warning', warning: `the rollback goes on in spite of this: ${problem}` });
}
