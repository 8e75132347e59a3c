import { cleanUp, cleanUpOf, cleanUpRollBack, replacedBy } from './clean-up';
import type { Deployment } from './deployment';
import { finish } from './finish';
import type { Operation } from './operation';
import { reportUnattempted, restoreDefinitions, rollBackUpdates, type RolledBack } from './roll-back';
import type { StackResult } from './stack';

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

export async function beginRollBack(operation: Operation, deployment: Deployment): Promise<RolledBack> {
  await operation.enter('UPDATE_ROLLBACK_IN_PROGRESS', deployment.failures[0]);
  operation.turnBack();
  restoreDefinitions(operation, deployment);
  reportUnattempted(operation, deployment);
  const rolledBack = await rollBackUpdates(operation, deployment.updated);
  if (rolledBack.success) await operation.enter('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  return rolledBack;
}

export async function finishRollBack(
  operation: Operation,
  deployment: Deployment,
  { success, superseded }: RolledBack,
): Promise<StackResult> {
  const reason = deployment.failures[0];
  if (!success) return finish(operation, 'UPDATE_ROLLBACK_FAILED', { reason });
  const leftBehind = await cleanUpRollBack(operation, deployment, superseded);
  return finish(operation, 'UPDATE_ROLLBACK_COMPLETE', { reason, leftBehind });
}

/** Keeps what the failed update made, and updates back only the resources that failed. */
export async function keepUpdate(operation: Operation, deployment: Deployment): Promise<StackResult> {
  const { stack, events } = operation;
  const failed = deployment.updated.filter(({ after }) => after.status === 'UPDATE_FAILED');
  const kept = deployment.updated.filter((change) => !failed.includes(change));
  const { superseded } = await rollBackUpdates(operation, failed);
  for (const { logicalId } of failed.map(({ before }) => before)) {
    const restored = stack.resources.get(logicalId);
    const failure = events.find((event) => event.logicalId === logicalId && event.status === 'UPDATE_FAILED');
    if (restored !== undefined) operation.report(restored, 'UPDATE_FAILED', failure?.reason);
  }
  await operation.cleanUpNested();
  const unwanted = superseded.map((resource) => ({ resource, policy: undefined }));
  stack.leftovers = [...stack.leftovers, ...replacedBy(kept), ...unwanted];
  return finish(operation, 'UPDATE_FAILED', { reason: deployment.failures[0] });
}
