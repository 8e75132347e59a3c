import { deleteAll } from './delete-all';
import type { Deployment } from './deployment';
import type { Operation } from './operation';
import type { StackResult, StackStatus } from './stack';

/** Creates everything; when that fails, deletes it again. */
export async function createStack(operation: Operation, deployment: Deployment): Promise<StackResult> {
  operation.reportStack('CREATE_IN_PROGRESS');
  if (await deployment.forward()) return finish(operation, 'CREATE_COMPLETE');
  const reason = deployment.failures[0];
  await operation.enter('ROLLBACK_IN_PROGRESS', reason);
  const leftBehind = await deployment.rollBackCreate();
  return finish(operation, leftBehind.length > 0 ? 'ROLLBACK_FAILED' : 'ROLLBACK_COMPLETE', { reason, leftBehind });
}

/** Creates and updates, then cleans up; when something fails, updates back and deletes what was made. */
export async function updateStack(operation: Operation, deployment: Deployment): Promise<StackResult> {
  operation.begin('UPDATE_IN_PROGRESS');
  if (!(await deployment.forward())) return rollBackUpdate(operation, deployment);
  if (!deployment.changed && !deployment.hasCleanUp) {
    const { status, outputs } = operation.stack;
    return { status, outputs, changed: false, leftBehind: [], events: [] };
  }
  await operation.enter('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  return finish(operation, 'UPDATE_COMPLETE', { leftBehind: await deployment.cleanUp() });
}

export async function destroyStack(operation: Operation): Promise<StackResult> {
  operation.reportStack('DELETE_IN_PROGRESS');
  const resources = [...operation.stack.resources.values()];
  const leftBehind = await deleteAll(operation, resources, ({ definition }) => definition.DeletionPolicy);
  if (leftBehind.length === 0) return finish(operation, 'DELETE_COMPLETE');
  const reason = operation.events.find(({ status }) => status === 'DELETE_FAILED')?.reason;
  return finish(operation, 'DELETE_FAILED', { leftBehind, reason });
}

async function rollBackUpdate(operation: Operation, deployment: Deployment): Promise<StackResult> {
  const reason = deployment.failures[0];
  await operation.enter('UPDATE_ROLLBACK_IN_PROGRESS', reason);
  operation.turnBack();
  const { well, superseded } = await deployment.rollBackUpdates();
  if (!well) return finish(operation, 'UPDATE_ROLLBACK_FAILED', { reason });
  await operation.enter('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  const leftBehind = await deployment.rollBackCleanUp(superseded);
  return finish(operation, 'UPDATE_ROLLBACK_COMPLETE', { reason, leftBehind });
}

function finish(
  operation: Operation,
  status: StackStatus,
  details: { readonly reason?: string | undefined; readonly leftBehind?: readonly string[] } = {},
): StackResult {
  const { stack, events } = operation;
  const { reason, leftBehind = [] } = details;
  operation.reportStack(status, reason);
  return {
    status,
    changed: true,
    outputs: stack.outputs,
    leftBehind,
    events,
    ...(reason === undefined ? {} : { reason }),
  };
}
