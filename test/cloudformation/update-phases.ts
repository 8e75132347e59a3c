import type { Changes } from './changes';
import { cleanUp, cleanUpOf, cleanUpRollBack } from './clean-up';
import type { Deployment } from './deployment';
import type { Operation } from './operation';
import { reportUnattempted, restoreDefinitions, rollBackUpdates, skip } from './rollback';
import type { StackResult, StackStatus } from './stack';

// The phases of an update. A nested stack waits between them for the stack around it.

export async function update(
  operation: Operation,
  deployment: Deployment,
): Promise<'unchanged' | 'success' | 'failure'> {
  operation.begin('UPDATE_IN_PROGRESS');
  if (!(await deployment.forward())) return 'failure';
  if (operation.events.length === 0 && cleanUpOf(operation, deployment).length === 0) return 'unchanged';
  await operation.enter('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  return 'success';
}

export async function finishUpdate(operation: Operation, deployment: Deployment): Promise<StackResult> {
  return finish(operation, 'UPDATE_COMPLETE', { leftBehind: await cleanUp(operation, deployment) });
}

/** Rolls a failed deployment back until its clean-up; true when all resources are restored. */
export async function beginRollBack(operation: Operation, deployment: Deployment): Promise<boolean> {
  await operation.enter('UPDATE_ROLLBACK_IN_PROGRESS', deployment.failures[0]);
  operation.turnBack();
  operation.take(deployment.changes.stable);
  restoreDefinitions(operation, deployment.changes);
  reportUnattempted(operation, deployment);
  return restore(operation, deployment.changes);
}

/** The same for a stack that an earlier operation left unstable, as `cdk rollback` and continue-update-rollback do. */
export async function resumeRollBack(
  operation: Operation,
  changes: Changes,
  skipped: readonly string[],
): Promise<boolean> {
  operation.reportStack('UPDATE_ROLLBACK_IN_PROGRESS', 'User Initiated');
  operation.take(changes.stable);
  restoreDefinitions(operation, changes);
  skip(operation, changes, skipped);
  return restore(operation, changes);
}

async function restore(operation: Operation, changes: Changes): Promise<boolean> {
  const success = await rollBackUpdates(operation, changes, [...changes.updated.keys()], (failed, former) =>
    operation.update(failed, former),
  );
  if (success) await operation.enter('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  return success;
}

export async function finishRollBack(
  operation: Operation,
  changes: Changes,
  success: boolean,
  reason?: string,
): Promise<StackResult> {
  if (!success) return finish(operation, 'UPDATE_ROLLBACK_FAILED', { reason });
  const leftBehind = await cleanUpRollBack(operation, changes);
  return finish(operation, 'UPDATE_ROLLBACK_COMPLETE', { reason, leftBehind });
}

/** Keeps what the failed update made, and updates back only the resources that failed. */
export async function keepUpdate(operation: Operation, deployment: Deployment): Promise<StackResult> {
  const { stack, events } = operation;
  const { changes } = deployment;
  const failed = [...changes.updated.values()]
    .filter(({ after }) => after.status === 'UPDATE_FAILED')
    .map(({ before }) => before.logicalId);
  operation.turnBack();
  await rollBackUpdates(operation, changes, failed, (after, before) => operation.restore(after, before));
  for (const logicalId of failed) {
    const restored = stack.resources.get(logicalId);
    const failure = events.find((event) => event.logicalId === logicalId && event.status === 'UPDATE_FAILED');
    if (restored !== undefined) operation.report(restored, 'UPDATE_FAILED', failure?.reason);
  }
  await operation.cleanUpNested();
  return finish(operation, 'UPDATE_FAILED', { reason: deployment.failures[0] });
}

/** Ends an operation: sets the stack's status and gives the result. */
export function finish(
  operation: Operation,
  status: StackStatus,
  details: { readonly reason?: string | undefined; readonly leftBehind?: readonly string[] } = {},
): StackResult {
  const { stack, events } = operation;
  const { reason, leftBehind = [] } = details;
  operation.reportStack(status, reason);
  if (/^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(status)) stack.changes = undefined;
  return { status, changed: true, outputs: stack.outputs, leftBehind, events, reason };
}
