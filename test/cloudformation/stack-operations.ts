import { Changes, type StackTemplate } from './changes';
import { replacedIn } from './clean-up';
import { deleteAll } from './delete-all';
import type { Deployment } from './deployment';
import type { Operation } from './operation';
import { reportUnattempted } from './rollback';
import type { StackResult } from './stack';
import {
  beginRollBack,
  finish,
  finishRollBack,
  finishUpdate,
  keepUpdate,
  resumeRollBack,
  update,
} from './update-phases';

/** What CloudFormation does when a create or update fails. DELETE is for new stacks; an update is rolled back then. */
export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

/** Begins to deploy that template on the stack, whether it is stable or not. */
export function begin(operation: Operation, target: StackTemplate): Changes {
  const { stack } = operation;
  const { source, template, parameters } = stack;
  stack.changes ??= new Changes({ source, template, parameters }, new Map(stack.resources));
  operation.take(target);
  return stack.changes;
}

export async function createStack(
  operation: Operation,
  deployment: Deployment,
  onFailure: OnFailure,
): Promise<StackResult> {
  operation.reportStack('CREATE_IN_PROGRESS');
  if (await deployment.forward()) return finish(operation, 'CREATE_COMPLETE');
  const reason = deployment.failures[0];
  if (onFailure === 'DO_NOTHING') {
    // There is no stable state to return to.
    operation.stack.changes = undefined;
    return finish(operation, 'CREATE_FAILED', { reason });
  }
  await operation.enter(`${onFailure}_IN_PROGRESS`, reason);
  reportUnattempted(operation, deployment);
  return deleteCreated(operation, onFailure, reason);
}

export async function updateStack(
  operation: Operation,
  deployment: Deployment,
  onFailure: OnFailure,
): Promise<StackResult> {
  const outcome = await update(operation, deployment);
  if (outcome === 'unchanged') {
    const { status, outputs } = operation.stack;
    if (status !== 'UPDATE_FAILED') operation.stack.changes = undefined;
    return { status, outputs, changed: false, leftBehind: [], events: [] };
  }
  if (outcome === 'success') return finishUpdate(operation, deployment);
  if (onFailure === 'DO_NOTHING') return keepUpdate(operation, deployment);
  const success = await beginRollBack(operation, deployment);
  return finishRollBack(operation, deployment.changes, success, deployment.failures[0]);
}

/** Rolls back a stack whose operation failed without a rollback, or goes on with a rollback that failed. */
export async function rollBackStack(
  operation: Operation,
  changes: Changes,
  skipped: readonly string[],
): Promise<StackResult> {
  if (operation.stack.status === 'CREATE_FAILED') {
    operation.reportStack('ROLLBACK_IN_PROGRESS', 'User Initiated');
    return deleteCreated(operation, 'ROLLBACK');
  }
  return finishRollBack(operation, changes, await resumeRollBack(operation, changes, skipped));
}

async function deleteCreated(
  operation: Operation,
  onFailure: 'ROLLBACK' | 'DELETE',
  reason?: string,
): Promise<StackResult> {
  const leftBehind = await deleteAll(operation, [...operation.stack.resources.values()]);
  return finish(operation, `${onFailure}_${leftBehind.length > 0 ? 'FAILED' : 'COMPLETE'}`, { reason, leftBehind });
}

export async function destroyStack(operation: Operation): Promise<StackResult> {
  operation.reportStack('DELETE_IN_PROGRESS');
  const { stack } = operation;
  const replaced = replacedIn(stack).map(({ resource }) => resource);
  const leftBehind = await deleteAll(operation, [...stack.resources.values(), ...replaced]);
  if (leftBehind.length === 0) return finish(operation, 'DELETE_COMPLETE');
  const reason = operation.events.find(({ status }) => status === 'DELETE_FAILED')?.reason;
  return finish(operation, 'DELETE_FAILED', { leftBehind, reason });
}
