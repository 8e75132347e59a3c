import type { Clock } from '../clock';
import { ResourceFailure, type Made, type ResourceRequest, type ResourceType } from './resource-type';
import type { Stack, StackEvent, StackResource, StackStatus } from './stack';
import type { JsonObject, ResourceDefinition } from './template';

/** What an operation needs beside its stack. */
export interface Engine {
  readonly clock: Clock;
  readonly phasePauseMilliseconds: number;
  typeOf(resourceType: string): ResourceType;
  report(event: StackEvent): void;
}

/** The desired state of a resource. */
export interface Target {
  readonly logicalId: string;
  readonly definition: ResourceDefinition;
  readonly properties: JsonObject;
  readonly dependencies: readonly string[];
}

/** Creates, updates and deletes single resources of a stack, with the events that `cdk deploy` shows. */
export class Operation {
  readonly events: StackEvent[] = [];
  /** A status that the stack gets with the first change of a resource. */
  private pendingStatus: StackStatus | undefined;
  private cancelling = new AbortController();

  constructor(
    readonly stack: Stack,
    private readonly engine: Engine,
  ) {}

  isCancelled(): boolean {
    return this.cancelling.signal.aborted;
  }

  /** Cancels all requests in progress. Their functions are not told, and run on. */
  cancel(): void {
    this.cancelling.abort(new Error('the operation is cancelled'));
  }

  /** Begins the roll-back, which nothing cancels. */
  turnBack(): void {
    this.cancelling = new AbortController();
  }

  /** Waits before a failure that a test asks for; rejects when the operation is cancelled. */
  async wait(milliseconds: number): Promise<void> {
    await this.engine.clock.sleep(milliseconds, this.cancelling.signal);
  }

  async create(target: Target): Promise<StackResource> {
    this.report(target, 'CREATE_IN_PROGRESS');
    const made = await this.engine.typeOf(target.definition.Type).create(this.request(target));
    return this.made(target, made, 'CREATE_COMPLETE');
  }

  async update(old: StackResource, target: Target): Promise<StackResource> {
    this.report({ ...target, physicalId: old.physicalId }, 'UPDATE_IN_PROGRESS');
    if (old.definition.Type !== target.definition.Type) {
      throw new ResourceFailure('Update of resource type is not permitted.');
    }
    const made = await this.engine.typeOf(target.definition.Type).update({
      ...this.request(target),
      physicalId: old.physicalId,
      oldProperties: old.properties,
      oldAttributes: old.attributes,
    });
    return this.made(target, made, 'UPDATE_COMPLETE');
  }

  /** Deletes a resource; false when that failed. */
  async delete(resource: StackResource, policy: string | undefined): Promise<boolean> {
    if (policy === 'Retain') {
      this.report(resource, 'DELETE_SKIPPED');
      this.forget(resource);
      return true;
    }
    this.report(resource, 'DELETE_IN_PROGRESS');
    try {
      const uncancelled = new AbortController().signal; // Nothing cancels a deletion.
      const request = { ...this.request(resource), signal: uncancelled, physicalId: resource.physicalId };
      await this.engine.typeOf(resource.definition.Type).delete(request);
      this.report(resource, 'DELETE_COMPLETE');
      this.forget(resource);
      return true;
    } catch (error) {
      this.report(resource, 'DELETE_FAILED', reasonOf(error));
      return false;
    }
  }

  /** Lets nested stacks end their updates; gives what they could not delete. */
  async cleanUpNested(): Promise<string[]> {
    const resources = [...this.stack.resources.values()];
    const left = await Promise.all(
      resources.map(
        async ({ definition, physicalId }) => (await this.engine.typeOf(definition.Type).cleanUp?.(physicalId)) ?? [],
      ),
    );
    return left.flat();
  }

  report(resource: Target & { physicalId?: string }, status: string, reason?: string): void {
    this.reportPending();
    this.emit({
      logicalId: resource.logicalId,
      resourceType: resource.definition.Type,
      physicalId: resource.physicalId,
      status,
      reason,
    });
  }

  /** Sets the stack's status with the first change of a resource: an update without changes leaves the stack as it is. */
  begin(status: StackStatus): void {
    this.pendingStatus = status;
  }

  /** Begins the next phase of the operation, with a pause before and after the change of the stack's status. */
  async enter(status: StackStatus, reason?: string): Promise<void> {
    const { clock, phasePauseMilliseconds } = this.engine;
    if (phasePauseMilliseconds > 0) await clock.sleep(phasePauseMilliseconds);
    this.reportStack(status, reason);
    if (phasePauseMilliseconds > 0) await clock.sleep(phasePauseMilliseconds);
  }

  reportStack(status: StackStatus, reason?: string): void {
    this.reportPending();
    this.stack.status = status;
    const { name, id } = this.stack;
    this.emit({ logicalId: name, resourceType: 'AWS::CloudFormation::Stack', physicalId: id, status, reason });
  }

  private reportPending(): void {
    const status = this.pendingStatus;
    this.pendingStatus = undefined;
    if (status !== undefined) this.reportStack(status);
  }

  private emit(details: {
    logicalId: string;
    resourceType: string;
    physicalId: string | undefined;
    status: string;
    reason: string | undefined;
  }): void {
    const { physicalId, reason, ...always } = details;
    const event: StackEvent = {
      time: this.engine.clock.now(),
      stackName: this.stack.name,
      stackId: this.stack.id,
      ...always,
      ...(physicalId === undefined ? {} : { physicalId }),
      ...(reason === undefined ? {} : { reason }),
    };
    this.events.push(event);
    this.engine.report(event);
  }

  private made(target: Target, made: Made, status: string): StackResource {
    const resource = { ...target, ...made, status };
    this.stack.resources.set(target.logicalId, resource);
    this.report(resource, status);
    return resource;
  }

  private forget(resource: StackResource): void {
    // The logical id of a replaced resource belongs to the new one.
    const current = this.stack.resources.get(resource.logicalId);
    if (current?.physicalId === resource.physicalId) this.stack.resources.delete(resource.logicalId);
  }

  private request(target: Target): ResourceRequest {
    return {
      stackId: this.stack.id,
      stackName: this.stack.name,
      logicalId: target.logicalId,
      type: target.definition.Type,
      properties: target.properties,
      signal: this.cancelling.signal,
    };
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
