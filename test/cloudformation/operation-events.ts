import type { Clock } from '../clock';
import type { Stack, StackEvent, StackStatus } from './stack';
import type { JsonObject, ResourceDefinition } from './template';

/** What an operation needs to report events. */
export interface Reporting {
  readonly clock: Clock;
  readonly phasePauseMilliseconds: number;
  report(event: StackEvent): void;
}

/** The desired state of a resource. */
export interface Target {
  readonly logicalId: string;
  readonly definition: ResourceDefinition;
  readonly properties: JsonObject;
  readonly dependencies: readonly string[];
}

/** The events of one operation on a stack, and the stack's status as they change it. */
export class OperationEvents {
  readonly events: StackEvent[] = [];
  /** A status that the stack gets with the first change of a resource. */
  private pendingStatus: StackStatus | undefined;

  constructor(
    readonly stack: Stack,
    private readonly reporting: Reporting,
  ) {}

  report(
    { logicalId, definition, physicalId }: Target & { physicalId?: string | undefined },
    status: string,
    reason?: string,
  ): void {
    this.reportPending();
    this.emit({ logicalId, resourceType: definition.Type, physicalId, status, reason });
  }

  /** Sets the stack's status with the first change of a resource: an update without changes leaves the stack as it is. */
  begin(status: StackStatus): void {
    this.pendingStatus = status;
  }

  /** Begins the next phase of the operation, with a pause before and after the change of the stack's status. */
  async enter(status: StackStatus, reason?: string): Promise<void> {
    const { clock, phasePauseMilliseconds } = this.reporting;
    if (phasePauseMilliseconds > 0) await clock.sleep(phasePauseMilliseconds);
    this.reportStack(status, reason);
    if (phasePauseMilliseconds > 0) await clock.sleep(phasePauseMilliseconds);
  }

  reportStack(status: StackStatus, reason?: string): void {
    this.reportPending();
    this.stack.status = status;
    const { name: logicalId, id: physicalId } = this.stack;
    this.emit({ logicalId, resourceType: 'AWS::CloudFormation::Stack', physicalId, status, reason });
  }

  private reportPending(): void {
    const status = this.pendingStatus;
    this.pendingStatus = undefined;
    if (status !== undefined) this.reportStack(status);
  }

  private emit(details: Omit<StackEvent, 'time' | 'stackName' | 'stackId'>): void {
    const { name: stackName, id: stackId } = this.stack;
    const event = { time: this.reporting.clock.now(), stackName, stackId, ...details };
    this.events.push(event);
    this.reporting.report(event);
  }
}
