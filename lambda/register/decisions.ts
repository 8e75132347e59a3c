import { adopted } from '../association/physical-resource-id';
import type { Request } from '../cloudformation/event';
import { isBeingDeleted, type Stack, type StackResource } from './stack';

/**
 * What the stack says of a request.
 *
 * `wanted`: CloudFormation waits for its response. `superseded`: it doesn't any more, because it cancelled the request or
 * gave up. `lagging`: what it shows is older than the request.
 */
export type Standing = 'wanted' | 'superseded' | 'lagging';

/**
 * | request | wanted while its own resource shows                     | and the stack                          |
 * |---------|---------------------------------------------------------|----------------------------------------|
 * | Create  | CREATE_IN_PROGRESS, not newer than the request          | is being created or updated            |
 * | Update  | UPDATE_IN_PROGRESS, not newer than the request          | is being updated or rolled back        |
 * | Delete  | DELETE_IN_PROGRESS, not newer than the request          | (any operation)                        |
 * | Delete  | another physical id: this one was replaced by it        | cleans up                              |
 * | Delete  | (not read)                                              | is being deleted as a whole            |
 */
export function standingOf(stack: Stack, request: Request): Standing {
  if (request.type === 'Delete' && isBeingDeleted(stack)) return 'wanted';
  const own = stack.resources.filter(({ logicalResourceId }) => logicalResourceId === request.logicalResourceId);
  const standings = own.map((resource) => standingOfResource(resource, stack, request));
  if (standings.includes('wanted')) return standingInPhase(stack, request);
  return standings.includes('superseded') ? 'superseded' : 'lagging';
}

const IN_PROGRESS = {
  Create: 'CREATE_IN_PROGRESS',
  Update: 'UPDATE_IN_PROGRESS',
  Delete: 'DELETE_IN_PROGRESS',
} as const;

function standingOfResource(resource: StackResource, stack: Stack, request: Request): Standing {
  const { type, sent, physicalResourceId } = request;
  if (resource.updated > sent.latest) return 'superseded';
  if (resource.status === IN_PROGRESS[type]) return 'wanted';
  if (type === 'Delete' && resource.physicalResourceId !== physicalResourceId) return standingOfReplaced(stack);
  // A change after the request ended it. An older state is what the resource was before the request.
  return resource.updated >= sent.earliest ? 'superseded' : 'lagging';
}

/** Of the Delete of a resource that was replaced: before the clean-up nothing is deleted, and after it nothing is awaited. */
function standingOfReplaced(stack: Stack): Standing {
  if (isCleaningUp(stack)) return 'wanted';
  return stack.status.endsWith('_IN_PROGRESS') ? 'lagging' : 'superseded';
}

/** Of a request whose resource is in progress: an operation that began later supersedes it. */
function standingInPhase(stack: Stack, { type }: Request): Standing {
  if (!stack.status.endsWith('_IN_PROGRESS')) return 'lagging';
  switch (type) {
    case 'Create':
      return /ROLLBACK|DELETE|CLEANUP/.test(stack.status) ? 'superseded' : 'wanted';
    case 'Update':
      return /DELETE|CLEANUP/.test(stack.status) ? 'superseded' : 'wanted';
    case 'Delete':
      return 'wanted';
  }
}

/** Whether the resource is being removed, or has been. */
export function isRemoved({ resources }: Stack, { logicalResourceId }: Request): boolean {
  const own = resources.filter((resource) => resource.logicalResourceId === logicalResourceId);
  return own.every(({ status }) => status.startsWith('DELETE_'));
}

export const isRollingBack = ({ status }: Stack): boolean => status === 'UPDATE_ROLLBACK_IN_PROGRESS';

const isCleaningUp = ({ status }: Stack): boolean => status.endsWith('_CLEANUP_IN_PROGRESS');

/** Statuses of a resource that exists in the stack and keeps what it has. */
const EXISTS: ReadonlySet<string> = new Set([
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

/** How another resource of the stack holds an association, by its physical id. */
export type Holder = 'made' | 'adopted' | 'none';

/**
 * Whether another resource of the stack holds the association: also the request's own resource under a newer physical id.
 * In a stack that is being deleted as a whole, no resource does.
 */
export function holderOf(stack: Stack, request: Request, key: string): Holder {
  if (isBeingDeleted(stack)) return 'none';
  const holders = stack.resources.filter(
    ({ resourceType, status, logicalResourceId, physicalResourceId }) =>
      resourceType === request.resourceType &&
      EXISTS.has(status) &&
      (logicalResourceId !== request.logicalResourceId || physicalResourceId !== request.physicalResourceId) &&
      (physicalResourceId === key || physicalResourceId === adopted(key)),
  );
  if (holders.length === 0) return 'none';
  return holders.some(({ physicalResourceId }) => physicalResourceId === key) ? 'made' : 'adopted';
}
