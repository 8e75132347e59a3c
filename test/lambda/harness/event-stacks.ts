import type { Clock } from '../../clock';
import { CloudFormationApi } from '../../cloudformation/api';
import { StackRecords } from '../../cloudformation/stack-records';
import { type Event, LOGICAL_ID, STACK_ID } from './event';
import type { Response } from './response';

/** The status of the stack, and the action in that of the resource, by the type of the request. */
const STATUS: Readonly<Record<string, readonly [stack: string, action: string]>> = {
  Create: ['UPDATE_IN_PROGRESS', 'CREATE'],
  Update: ['UPDATE_IN_PROGRESS', 'UPDATE'],
  Delete: ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'DELETE'],
};

export interface ShownResource {
  readonly logicalId?: string;
  readonly resourceType?: string;
  readonly status: string;
  readonly physicalId?: string;
}

/**
 * The stacks that a test's events come from, as CloudFormation's API shows them. A request shows in progress from its
 * delivery, and complete after its response. A test may show anything else.
 */
export class EventStacks {
  readonly api: CloudFormationApi;
  /** What every stack shows, instead of the status that follows from the request. */
  status: string | undefined;
  private readonly records = new StackRecords('newer id');
  /** The ids of the requests that had no response yet. */
  private readonly inProgress = new Set<unknown>();

  constructor(private readonly clock: Clock) {
    this.api = new CloudFormationApi(this.records, clock);
  }

  requested(event: Event): void {
    const [stack, action] = STATUS[text(event.RequestType)] ?? [];
    // A second delivery of the same event is no second request.
    if (stack === undefined || this.inProgress.has(event.RequestId)) return;
    this.inProgress.add(event.RequestId);
    const stackId = text(event.StackId);
    this.showStack(this.status ?? stack, stackId);
    const physicalId = text(event.PhysicalResourceId);
    const resource = { logicalId: text(event.LogicalResourceId), status: `${action}_IN_PROGRESS` };
    this.showResource(physicalId === '' ? resource : { ...resource, physicalId }, stackId);
  }

  responded(event: Event, { Status, PhysicalResourceId: physicalId }: Response): void {
    this.inProgress.delete(event.RequestId);
    const [, action] = STATUS[text(event.RequestType)] ?? [];
    const status = `${action}_${Status === 'SUCCESS' ? 'COMPLETE' : 'FAILED'}`;
    this.showResource({ logicalId: text(event.LogicalResourceId), status, physicalId }, text(event.StackId));
  }

  showStack(status: string, stackId = STACK_ID): void {
    this.add(stackId, { logicalId: 'shop', resourceType: 'AWS::CloudFormation::Stack', physicalId: stackId, status });
  }

  /** Shows an association of the stack in that status, from now on. */
  showResource(resource: ShownResource, stackId = STACK_ID): void {
    this.add(stackId, {
      logicalId: LOGICAL_ID,
      resourceType: 'Custom::SMSVoiceOriginationIdentityAssociation',
      ...resource,
    });
  }

  /** Shows a pool of the stack, with that list in its template, from now on. */
  showPool(poolId: string, list: readonly unknown[]): void {
    const resourceType = 'AWS::SMSVOICE::Pool';
    this.showResource({ logicalId: 'Pool', resourceType, physicalId: poolId, status: 'UPDATE_COMPLETE' });
    const template = { Resources: { Pool: { Type: resourceType, Properties: { OriginationIdentities: list } } } };
    this.records.setTemplate(STACK_ID, this.clock.now(), template);
  }

  private add(
    stackId: string,
    event: ShownResource & { readonly logicalId: string; readonly resourceType: string },
  ): void {
    this.records.add({ time: this.clock.now(), stackId, stackName: 'shop', ...event });
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
