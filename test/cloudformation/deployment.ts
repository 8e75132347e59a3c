import { isDeepStrictEqual } from 'node:util';
import type { Changes } from './changes';
import { deleteAll } from './delete-all';
import { inDependencyOrder } from './dependency-order';
import { resolve, resolveCondition, resolveObject, type Scope } from './intrinsics';
import { reasonOf, type Operation, type Target } from './operation';
import { ResourceFailure } from './resource-type';
import type { StackResource } from './stack';
import { declaredResources, dependenciesOf } from './stack-scope';
import type { OutputDefinition } from './template';

/** A failure that a test asks for, in place of a resource's create or update. */
export interface FailAt {
  readonly logicalId: string;
  readonly reason?: string;
  /** Milliseconds after the request began; CloudFormation cancels other requests that are in progress then. */
  readonly after?: number;
  /** It fails at this event, if that comes earlier. */
  readonly event?: Promise<unknown>;
}

export interface DeploymentOptions {
  readonly failAt?: FailAt | undefined;
  /** Whether the first failure cancels all other requests; otherwise they go on. */
  readonly cancelsOnFailure: boolean;
}

/** The creates and updates of one operation on a stack. */
export class Deployment {
  readonly failures: string[] = [];
  /** Resources that failed before a request was made, so that a rollback has no request for them either. */
  readonly unattempted: Target[] = [];
  /** The resources before the operation, without those whose create failed in an earlier one. */
  readonly before: ReadonlyMap<string, StackResource>;

  constructor(
    private readonly operation: Operation,
    private readonly scope: Scope,
    readonly changes: Changes,
    private readonly options: DeploymentOptions,
  ) {
    const { resources } = operation.stack;
    this.before = new Map([...resources].filter(([, { status }]) => status !== 'CREATE_FAILED'));
  }

  declares(logicalId: string): boolean {
    return declaredResources(this.scope).has(logicalId);
  }

  /** Creates and updates all resources that the template declares; true when all succeeded. */
  async forward(): Promise<boolean> {
    await this.deleteFailedCreates();
    const intents = [...declaredResources(this.scope)].map(([logicalId, definition]): Target => {
      const dependencies = dependenciesOf(definition, this.scope.template);
      return { logicalId, definition, dependencies, properties: {} };
    });
    const dependsOn = (intent: Target, other: Target): boolean => intent.dependencies.includes(other.logicalId);
    await inDependencyOrder(
      intents,
      ({ logicalId }) => logicalId,
      dependsOn,
      (intent) => this.deploy(intent),
    );
    if (this.failures.length === 0) this.setOutputs();
    return this.failures.length === 0;
  }

  /** An operation that failed without a rollback keeps resources whose create failed; the next one deletes them. */
  private async deleteFailedCreates(): Promise<void> {
    const failed = [...this.operation.stack.resources.values()].filter(({ logicalId }) => !this.before.has(logicalId));
    const left = await deleteAll(this.operation, failed);
    for (const { logicalId } of failed) if (!left.includes(logicalId)) this.changes.created.delete(logicalId);
    this.failures.push(...left.map((logicalId) => `The failed resource ${logicalId} could not be deleted`));
  }

  private setOutputs(): void {
    const { Outputs } = this.scope.template;
    const isMade = ({ Condition }: OutputDefinition): boolean =>
      Condition === undefined || resolveCondition(Condition, this.scope);
    try {
      this.operation.stack.outputs = Object.fromEntries(
        Object.entries(Outputs)
          .filter(([, output]) => isMade(output))
          .map(([name, { Value }]) => [name, resolve(Value, this.scope)]),
      );
    } catch (error) {
      this.failures.push(reasonOf(error));
    }
  }

  private async deploy(intent: Target): Promise<boolean> {
    if (this.operation.isCancelled()) return false;
    const old = this.before.get(intent.logicalId);
    try {
      await this.failOnDemand(intent);
      const target = { ...intent, properties: resolveObject(intent.definition.Properties, this.scope) };
      await (old === undefined ? this.create(target) : this.update(old, target));
      return true;
    } catch (error) {
      const action = old === undefined ? 'creation' : 'update';
      const reason = this.operation.isCancelled() ? `Resource ${action} cancelled` : reasonOf(error);
      const attempt = attemptOf(error);
      if (attempt === undefined) this.unattempted.push(intent);
      const { physicalId } = attempt ?? old ?? {};
      this.operation.report({ ...intent, physicalId }, old === undefined ? 'CREATE_FAILED' : 'UPDATE_FAILED', reason);
      this.failures.push(reason);
      if (this.options.cancelsOnFailure) this.operation.cancel();
      return false;
    }
  }

  private async create(target: Target): Promise<void> {
    try {
      this.changes.created.set(target.logicalId, await this.operation.create(target));
    } catch (error) {
      const attempt = attemptOf(error);
      if (attempt !== undefined) {
        const failed = { ...target, ...attempt, attributes: {}, status: 'CREATE_FAILED' };
        this.operation.stack.resources.set(target.logicalId, failed);
        this.changes.created.set(target.logicalId, failed);
      }
      throw error;
    }
  }

  private async update(old: StackResource, target: Target): Promise<void> {
    const isSame =
      isDeepStrictEqual(old.properties, target.properties) && old.definition.Type === target.definition.Type;
    if (isSame && old.status !== 'UPDATE_FAILED') {
      this.operation.stack.resources.set(target.logicalId, { ...old, ...target });
      return;
    }
    try {
      this.changes.update(old, await this.operation.update(old, target));
    } catch (error) {
      const attempt = attemptOf(error);
      if (attempt !== undefined) {
        const after = { ...target, ...attempt, attributes: old.attributes, status: 'UPDATE_FAILED' };
        this.operation.stack.resources.set(target.logicalId, after);
        this.changes.update(old, after);
      }
      throw error;
    }
  }

  private async failOnDemand(target: Target): Promise<void> {
    const { failAt } = this.options;
    if (failAt?.logicalId !== target.logicalId) return;
    const old = this.before.get(target.logicalId);
    if (old === undefined) this.operation.report(target, 'CREATE_IN_PROGRESS');
    else this.operation.report({ ...target, physicalId: old.physicalId }, 'UPDATE_IN_PROGRESS');
    await this.operation.wait(failAt.after ?? 0, failAt.event);
    throw new ResourceFailure(failAt.reason ?? 'Resource handler returned message: "asked to fail by the test"');
  }
}

function attemptOf(error: unknown): { readonly physicalId: string } | undefined {
  return error instanceof ResourceFailure ? error.attempt : undefined;
}
