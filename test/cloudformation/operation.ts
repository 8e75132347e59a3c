import { ResourceFailure, type Made, type ResourceRequest, type ResourceType } from './resource-type';
import type { StackTemplate } from './changes';
import { OperationEvents, type Reporting, type Target } from './operation-events';
import type { Stack, StackResource } from './stack';

export type { Target } from './operation-events';

/** What an operation needs beside its stack. */
export interface Engine extends Reporting {
  typeOf(resourceType: string): ResourceType;
  templateChanged(stack: Stack): void;
  /** An id that is the same for the same text. */
  uuidOf(text: string): string;
  /** What the row of a failed update shows while it is restored without a rollback of the stack. */
  readonly restoring: Restoring;
}

export type Restoring = 'UPDATE_IN_PROGRESS' | 'UPDATE_ROLLBACK_IN_PROGRESS';

/** Creates, updates and deletes single resources of a stack, with the events that `cdk deploy` shows. */
export class Operation extends OperationEvents {
  private cancelling = new AbortController();
  /** How many requests of each kind were made for each resource. */
  private readonly requests = new Map<string, number>();

  constructor(
    stack: Stack,
    private readonly engine: Engine,
    /** The RequestIds follow from it. A deployment that is retried can have the token of the one before. */
    private readonly token: string,
  ) {
    super(stack, engine);
  }

  /** Changes what the stack deploys. */
  take({ source, template, parameters }: StackTemplate): void {
    Object.assign(this.stack, { source, template, parameters });
    this.engine.templateChanged(this.stack);
  }

  isCancelled(): boolean {
    return this.cancelling.signal.aborted;
  }

  /** Cancels all requests in progress. Their functions are not told, and run on. */
  cancel(): void {
    this.cancelling.abort(new Error('the operation is cancelled'));
  }

  /** Begins the rollback, which nothing cancels. */
  turnBack(): void {
    this.cancelling = new AbortController();
  }

  /** Waits before a failure that a test asks for, or for that event if it comes earlier; rejects when cancelled. */
  async wait(milliseconds: number, event?: Promise<unknown>): Promise<void> {
    const slept = new AbortController();
    const signal = AbortSignal.any([this.cancelling.signal, slept.signal]);
    const sleep = this.engine.clock.sleep(milliseconds, signal);
    sleep.catch(() => undefined); // The event may come first.
    await (event === undefined ? sleep : Promise.race([sleep, event]));
    slept.abort(new Error('the event came first'));
  }

  async create(target: Target): Promise<StackResource> {
    this.report(target, 'CREATE_IN_PROGRESS');
    const made = await this.engine.typeOf(target.definition.Type).create(this.request(target, 'Create'));
    return this.made(target, made, 'CREATE_COMPLETE');
  }

  async update(old: StackResource, target: Target, row: Restoring = 'UPDATE_IN_PROGRESS'): Promise<StackResource> {
    this.report({ ...target, physicalId: old.physicalId }, row);
    if (old.definition.Type !== target.definition.Type) {
      throw new ResourceFailure('Update of resource type is not permitted.');
    }
    const made = await this.engine.typeOf(target.definition.Type).update({
      ...this.request(target, 'Update'),
      physicalId: old.physicalId,
      oldProperties: old.properties,
      oldAttributes: old.attributes,
    });
    return this.made(target, made, row.replace('IN_PROGRESS', 'COMPLETE'));
  }

  /** Gives a resource whose update failed its former properties, without a rollback of the stack. */
  restore(failed: StackResource, target: Target): Promise<StackResource> {
    return this.update(failed, target, this.engine.restoring);
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
      const request = { ...this.request(resource, 'Delete'), signal: uncancelled, physicalId: resource.physicalId };
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

  private request(target: Target, action: string): ResourceRequest {
    const name = `${target.logicalId} ${action}`;
    const count = (this.requests.get(name) ?? 0) + 1;
    this.requests.set(name, count);
    return {
      requestId: this.engine.uuidOf(`${this.stack.name} ${this.token} ${name} ${count}`),
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
