import { isDeepStrictEqual } from 'node:util';
import { deleteAll } from './delete-all';
import { inDependencyOrder } from './dependency-order';
import { resolveObject, type Scope } from './intrinsics';
import { reasonOf, type Operation, type Target } from './operation';
import { resolveOutputs } from './outputs';
import { ResourceFailure } from './resource-type';
import type { StackResource } from './stack';
import { declaredResources, dependenciesOf } from './stack-scope';
import type { ResourceDefinition } from './template';

/** A failure of a resource that is asked for, in place of what its turn would have done. */
export interface FailAt {
  readonly logicalId: string;
  readonly reason?: string;
  /** Milliseconds after its turn has come: others are in progress then, and are cancelled. */
  readonly after?: number;
}

interface Updated {
  readonly before: StackResource;
  /** What it has become, or what a failed attempt may have made of it. */
  readonly after: StackResource;
}

/** One create or update of a stack: the way forward, the clean-up after it, and the way back. */
export class Deployment {
  readonly failures: string[] = [];
  private readonly created: StackResource[] = [];
  private readonly updated: Updated[] = [];
  private readonly before: ReadonlyMap<string, StackResource>;

  constructor(
    private readonly operation: Operation,
    private readonly scope: Scope,
    private readonly failAt: FailAt | undefined,
  ) {
    this.before = new Map(operation.stack.resources);
  }

  get changed(): boolean {
    return this.created.length > 0 || this.updated.length > 0 || this.failures.length > 0;
  }

  /** Creates and updates all that the template declares; true when everything went well. */
  async forward(): Promise<boolean> {
    const declared = declaredResources(this.scope);
    const dependencies = (id: string): readonly string[] => {
      const definition = declared.get(id);
      return definition === undefined ? [] : dependenciesOf(definition, this.scope.template);
    };
    await inDependencyOrder([...declared.keys()], dependencies, async (logicalId) => {
      const definition = declared.get(logicalId);
      return definition !== undefined && (await this.deploy(logicalId, definition, dependencies(logicalId)));
    });
    if (this.failures.length === 0) this.setOutputs();
    return this.failures.length === 0;
  }

  private setOutputs(): void {
    try {
      Object.assign(this.operation.stack, resolveOutputs(this.scope));
    } catch (error) {
      this.failures.push(reasonOf(error));
    }
  }

  /** Deletes what the new template no longer declares and what was replaced; gives what could not be deleted. */
  async cleanUp(): Promise<string[]> {
    const declared = declaredResources(this.scope);
    const removed = [...this.operation.stack.resources.values()].filter(({ logicalId }) => !declared.has(logicalId));
    const replaced = this.updated.filter(({ before, after }) => before.physicalId !== after.physicalId);
    const policies = new Map(replaced.map(({ before, after }) => [before, after.definition.UpdateReplacePolicy]));
    const leftBehind = await deleteAll(this.operation, [...removed, ...policies.keys()], (resource) =>
      policies.has(resource) ? policies.get(resource) : resource.definition.DeletionPolicy,
    );
    // CloudFormation gives up what a clean-up could not delete: it belongs to no stack any longer.
    for (const { logicalId } of removed) this.operation.stack.resources.delete(logicalId);
    return leftBehind;
  }

  get hasCleanUp(): boolean {
    const declared = declaredResources(this.scope);
    return (
      [...this.operation.stack.resources.keys()].some((logicalId) => !declared.has(logicalId)) ||
      this.updated.some(({ before, after }) => before.physicalId !== after.physicalId)
    );
  }

  /** The way back of a create: everything is deleted again. */
  async rollBackCreate(): Promise<string[]> {
    return deleteAll(this.operation, this.created, ({ definition }) => definition.DeletionPolicy);
  }

  /** The way back of an update, first part: what was updated, or failed to be, is updated with swapped properties. */
  async rollBackUpdates(): Promise<{ well: boolean; superseded: StackResource[] }> {
    const { stack } = this.operation;
    for (const [logicalId, resource] of this.before) {
      if (!this.updated.some(({ before }) => before === resource)) stack.resources.set(logicalId, resource);
    }
    const superseded: StackResource[] = [];
    let well = true;
    const updatedOf = (id: string): Updated | undefined => this.updated.find(({ before }) => before.logicalId === id);
    const dependencies = (id: string): readonly string[] => updatedOf(id)?.before.dependencies ?? [];
    const ids = this.updated.map(({ before }) => before.logicalId);
    await inDependencyOrder(ids, dependencies, async (id) => {
      const updated = updatedOf(id);
      if (updated === undefined) return true;
      try {
        const restored = await this.operation.update(updated.after, updated.before);
        if (restored.physicalId !== updated.after.physicalId) superseded.push(updated.after);
        return true;
      } catch (error) {
        this.operation.report(updated.after, 'UPDATE_FAILED', reasonOf(error));
        well = false;
        return false;
      }
    });
    return { well, superseded };
  }

  /** The way back of an update, second part: what the update had made is deleted. */
  async rollBackCleanUp(superseded: readonly StackResource[]): Promise<string[]> {
    const leftBehind = await deleteAll(this.operation, [...this.created, ...superseded], (resource) =>
      superseded.includes(resource) ? undefined : resource.definition.DeletionPolicy,
    );
    for (const { logicalId } of this.created) this.operation.stack.resources.delete(logicalId);
    return leftBehind;
  }

  private async deploy(
    logicalId: string,
    definition: ResourceDefinition,
    dependencies: readonly string[],
  ): Promise<boolean> {
    if (this.operation.isCancelled()) return false;
    const old = this.before.get(logicalId);
    const intent: Target = { logicalId, definition, dependencies, properties: {} };
    try {
      await this.failOnDemand(intent);
      const target = { ...intent, properties: resolveObject(definition.Properties, this.scope) };
      await (old === undefined ? this.create(target) : this.update(old, target));
      return true;
    } catch (error) {
      const action = old === undefined ? 'creation' : 'update';
      const reason = this.operation.isCancelled() ? `Resource ${action} cancelled` : reasonOf(error);
      const known = attemptOf(error) ?? old;
      const physicalId = known === undefined ? {} : { physicalId: known.physicalId };
      const status = old === undefined ? 'CREATE_FAILED' : 'UPDATE_FAILED';
      this.operation.report({ ...intent, ...physicalId }, status, reason);
      this.failures.push(reason);
      this.operation.cancel();
      return false;
    }
  }

  private async create(target: Target): Promise<void> {
    try {
      this.created.push(await this.operation.create(target));
    } catch (error) {
      const attempt = attemptOf(error);
      if (attempt !== undefined) {
        const failed = { ...target, ...attempt, attributes: {}, status: 'CREATE_FAILED' };
        this.operation.stack.resources.set(target.logicalId, failed);
        this.created.push(failed);
      }
      throw error;
    }
  }

  private async update(old: StackResource, target: Target): Promise<void> {
    if (isDeepStrictEqual(old.properties, target.properties) && old.definition.Type === target.definition.Type) {
      this.operation.stack.resources.set(target.logicalId, { ...old, ...target });
      return;
    }
    try {
      this.updated.push({ before: old, after: await this.operation.update(old, target) });
    } catch (error) {
      const attempt = attemptOf(error);
      if (attempt !== undefined) {
        const after = { ...target, ...attempt, attributes: old.attributes, status: 'UPDATE_FAILED' };
        this.updated.push({ before: old, after });
      }
      throw error;
    }
  }

  private async failOnDemand(target: Target): Promise<void> {
    const { failAt } = this;
    if (failAt?.logicalId !== target.logicalId) return;
    const old = this.before.get(target.logicalId);
    if (old === undefined) this.operation.report(target, 'CREATE_IN_PROGRESS');
    else this.operation.report({ ...target, physicalId: old.physicalId }, 'UPDATE_IN_PROGRESS');
    await this.operation.wait(failAt.after ?? 0);
    throw new ResourceFailure(failAt.reason ?? 'Resource handler returned message: "asked to fail by the test"');
  }
}

function attemptOf(error: unknown): { readonly physicalId: string } | undefined {
  return error instanceof ResourceFailure ? error.attempt : undefined;
}
