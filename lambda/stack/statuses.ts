import type { Request } from '../cloudformation/event';

/** A resource of the stack, as CloudFormation shows it. */
export interface StackResource {
  readonly logicalResourceId: string;
  /** Empty while a Create is in progress. */
  readonly physicalResourceId: string;
  readonly resourceType: string;
  readonly status: string;
  /** When the status changed, by CloudFormation's clock, in milliseconds since the epoch. */
  readonly updated: number;
}

/** The stack with some or all of its resources. */
export interface StackState {
  readonly status: string;
  /** The values of the template's parameters. */
  readonly parameters: ReadonlyMap<string, string>;
  /** A logical id has several of them when a resource was deleted and made again: deleted ones stay in the list. */
  readonly resources: readonly StackResource[];
}

/** What CloudFormation does with a stack. */
export type Phase = 'forward' | 'rollback' | 'clean-up' | 'delete' | 'at-rest';

/** A stack whose creation rolls back is deleted, as far as its resources can tell. */
export function phaseOf(status: string): Phase {
  if (!status.endsWith('_IN_PROGRESS')) return 'at-rest';
  if (status.endsWith('_CLEANUP_IN_PROGRESS')) return 'clean-up';
  if (status === 'DELETE_IN_PROGRESS' || status === 'ROLLBACK_IN_PROGRESS') return 'delete';
  return status.includes('ROLLBACK') ? 'rollback' : 'forward';
}

/** The statuses of a resource that show it in progress for a request of that type. */
export const IN_PROGRESS: Readonly<Record<Request['type'], readonly string[]>> = {
  Create: ['CREATE_IN_PROGRESS'],
  Update: ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'],
  Delete: ['DELETE_IN_PROGRESS'],
};

/** The statuses of a resource that exists in the stack and keeps what it has. */
export const EXISTS: ReadonlySet<string> = new Set([
  'CREATE_COMPLETE',
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_FAILED',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
]);

/** The statuses of a stack that a rollback can return to. */
export const STABLE: ReadonlySet<string> = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
]);

/** The rows of the request's own resource. */
export function ownResources({ resources }: StackState, { logicalResourceId }: Request): StackResource[] {
  return resources.filter((resource) => resource.logicalResourceId === logicalResourceId);
}
