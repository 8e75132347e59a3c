import type { Operation } from './operation';
import type { StackResult, StackStatus } from './stack';

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
  return {
    status,
    changed: true,
    outputs: stack.outputs,
    leftBehind,
    events,
    ...(reason === undefined ? {} : { reason }),
  };
}
