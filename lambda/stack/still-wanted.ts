import type { Request } from '../cloudformation/event';
import { RequestFailed } from '../util/errors';
import { IN_PROGRESS, ownResources, type Phase, phaseOf, type StackResource, type StackState } from './statuses';

/**
 * What the stack says of a request.
 *
 * `wanted`: CloudFormation waits for its response. `unwanted`: it doesn't any more, because it cancelled the request or gave
 * up. `stale`: the stack may show a state from before the request, so it has to be read again. `unclear` and `over`: the same,
 * and if it stays so, the request is wanted or unwanted.
 */
export type Verdict = 'wanted' | 'unwanted' | 'stale' | 'unclear' | 'over';

/** CloudFormation does not wait for this request any more. */
export class Unwanted extends RequestFailed {
  override readonly name = 'Unwanted';

  constructor(
    { type, logicalResourceId }: Request,
    /** Whether a later request removes the resource, or has removed it. */
    readonly isRemoved: boolean,
  ) {
    super(
      `stopped: CloudFormation no longer waits for this ${type} of ${logicalResourceId}, because it was cancelled, timed ` +
        'out, or a later request took its place. Nothing more was changed; see the later stack events.',
    );
  }
}

/**
 * | request | wanted while its own resource shows                       | and the stack                       |
 * |---------|-----------------------------------------------------------|-------------------------------------|
 * | Create  | CREATE_IN_PROGRESS                                        | goes forward                        |
 * | Update  | UPDATE_IN_PROGRESS, about since the request was sent      | goes forward or rolls back          |
 * | Delete  | DELETE_IN_PROGRESS                                        | (any operation)                     |
 * | Delete  | another physical id: it was replaced                      | cleans up                           |
 * | Delete  | (not read)                                                | is being deleted as a whole         |
 */
export function verdictOn(stack: StackState, request: Request): Verdict {
  if (request.type === 'Delete' && phaseOf(stack.status) === 'delete') return 'wanted';
  const verdicts = ownResources(stack, request).map((resource) => verdictByResource(resource, stack, request));
  const order = ['wanted', 'unwanted', 'unclear', 'over'] as const;
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'stale';
}

function verdictByResource(resource: StackResource, stack: StackState, request: Request): Verdict {
  const phase = phaseOf(stack.status);
  if (IN_PROGRESS[request.type].includes(resource.status))
    return VERDICTS_IN_PROGRESS[request.type](resource, phase, request);
  if (request.type === 'Delete' && resource.physicalResourceId !== request.physicalResourceId) return REPLACED[phase];
  // Only a change after the request can have ended it. Any other state may be what the resource was before.
  return request.sent !== undefined && resource.updated > request.sent.latest ? 'unwanted' : 'stale';
}

/** Of the Delete of a resource that was replaced: before the clean-up nothing is deleted, and after it nothing is awaited. */
const REPLACED: Readonly<Record<Phase, Verdict>> = {
  'clean-up': 'wanted',
  delete: 'wanted',
  forward: 'stale',
  rollback: 'stale',
  'at-rest': 'over',
};

type ByPhase = (resource: StackResource, phase: Phase, request: Request) => Verdict;

/** Of a request whose resource is in progress: an operation that began later takes its place. */
const VERDICTS_IN_PROGRESS: Readonly<Record<Request['type'], ByPhase>> = {
  Create: (_resource, phase) => (phase === 'forward' ? 'wanted' : phase === 'at-rest' ? 'stale' : 'unwanted'),
  Update: (resource, phase, request) => {
    if (phase === 'at-rest') return 'stale';
    return phase === 'clean-up' || phase === 'delete' ? 'unwanted' : verdictOnUpdate(resource, phase, request);
  },
  Delete: (_resource, phase) => (phase === 'at-rest' ? 'stale' : 'wanted'),
};

/** The row may change shortly before the event is sent. */
const MAX_ROW_LEAD = 1_000;

/** Within one phase, the next Update of a resource belongs to the next deployment. */
const MAX_ROW_DELAY: Readonly<Record<'forward' | 'rollback', number>> = { forward: 10_000, rollback: 0 };

/** By how much the clocks of Lambda and CloudFormation usually differ at most. */
const MAX_CLOCK_SKEW = 100;

/**
 * One Update of the resource against another one, by the time of the row. The date of an event has whole seconds. Within that
 * second, a row that changed after the delivery belongs to the Update that rolls this one back, unless the clocks differ.
 */
function verdictOnUpdate({ updated }: StackResource, phase: 'forward' | 'rollback', { sent, age }: Request): Verdict {
  if (sent === undefined) return 'wanted';
  if (updated < sent.earliest - MAX_ROW_LEAD) return 'stale';
  if (updated > sent.latest + MAX_ROW_DELAY[phase]) return 'unwanted';
  const isAfterDelivery = age !== undefined && age >= 0 && updated > sent.earliest + age + MAX_CLOCK_SKEW;
  return phase === 'rollback' && isAfterDelivery ? 'unclear' : 'wanted';
}

/** Whether the resource is being removed, or has been. */
export function isRemoved(stack: StackState, request: Request): boolean {
  return ownResources(stack, request).every(({ status }) => status.startsWith('DELETE_'));
}
