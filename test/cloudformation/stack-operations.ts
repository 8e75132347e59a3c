import { deleteAll } from './delete-all';
import type { Deployment } from './deployment';
import { finish } from './finish';
import type { Operation } from './operation';
import { reportUnattempted } from './roll-back';
import type { StackResult } from './stack';
import { beginRollBack, finishRollBack, finishUpdate, keepUpdate, update } from './update-phases';

/** What CloudFormation does when a create or update fails. DELETE is for new stacks; an update is rolled back then. */
export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

export async function createStack(
  operation: Operation,
  deployment: Deployment,
  onFailure: OnFailure,
): Promise<StackResult> {
  operation.reportStack('CREATE_IN_PROGRESS');
  if (await deployment.forward()) return finish(operation, 'CREATE_COMPLETE');
  const reason = deployment.failures[0];
  if (onFailure === 'DO_NOTHING') return finish(operation, 'CREATE_FAILED', { reason });
  await operation.enter(`${onFailure}_IN_PROGRESS`, reason);
  reportUnattempted(operation, deployment);
  const leftBehind = await deleteAll(operation, deployment.created);
  return finish(operation, `${onFailure}_${leftBehind.length > 0 ? 'FAILED' : 'COMPLETE'}`, { reason, leftBehind });
}

export async function updateStack(
  operation: Operation,
  deployment: Deployment,
  onFailure: OnFailure,
): Promise<StackResult> {
  const outcome = await update(operation, deployment);
  if (outcome === 'unchanged') {
    const { status, outputs } = operation.stack;
    return { status, outputs, changed: false, leftBehind: [], events: [] };
  }
  if (outcome === 'success') return finishUpdate(operation, deployment);
  if (onFailure === 'DO_NOTHING') return keepUpdate(operation, deployment);
  const rolledBack = await beginRollBack(operation, deployment);
  return finishRollBack(operation, deployment, rolledBack);
}

export async function destroyStack(operation: Operation): Promise<StackResult> {
  operation.reportStack('DELETE_IN_PROGRESS');
  const { resources, leftovers } = operation.stack;
  const leftBehind = await deleteAll(operation, [...resources.values(), ...leftovers.map(({ resource }) => resource)]);
  if (leftBehind.length === 0) return finish(operation, 'DELETE_COMPLETE');
  const reason = operation.events.find(({ status }) => status === 'DELETE_FAILED')?.reason;
  return finish(operation, 'DELETE_FAILED', { leftBehind, reason });
}
