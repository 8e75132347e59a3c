import type { AccountStacks } from './account-stacks';
import { Deployment } from './deployment';
import type { Operation } from './operation';
import {
  ResourceFailure,
  type DeleteRequest,
  type Made,
  type ResourceRequest,
  type ResourceType,
  type UpdateRequest,
} from './resource-type';
import type { Stack, StackResult } from './stack';
import { begin, createStack, destroyStack } from './stack-operations';
import { parameterValues } from './stack-scope';
import { isObject, parseTemplate } from './template';
import type { UniqueNames } from './unique-names';
import { beginRollBack, finishRollBack, finishUpdate, update } from './update-phases';

/** An update of a nested stack that waits for the stack around it, to be cleaned up or rolled back. */
interface Waiting {
  readonly operation: Operation;
  readonly deployment: Deployment;
  /** Whether its rollback has restored everything; undefined without a rollback. */
  rolledBack?: boolean;
}

/** `AWS::CloudFormation::Stack`: a stack as a resource of another one. */
export class NestedStack implements ResourceType {
  private readonly waiting = new Map<string, Waiting>();

  constructor(
    private readonly stacks: AccountStacks,
    private readonly names: UniqueNames,
    private readonly operationOn: (stack: Stack) => Operation,
    /** The template that a TemplateURL stands for. */
    private readonly templateOf: (url: string) => unknown,
  ) {}

  async create(request: ResourceRequest): Promise<Made> {
    const stack = this.stacks.create(this.names.physicalId(request.stackName, request.logicalId));
    const { operation, deployment } = this.begin(stack, request);
    // The stack around it deletes it with everything else when its create fails.
    const result = await createStack(operation, deployment, 'DO_NOTHING');
    if (result.status !== 'CREATE_COMPLETE') throw failure(stack, 'created', result.reason);
    return made(stack);
  }

  async update(request: UpdateRequest): Promise<Made> {
    const stack = this.stack(request.physicalId);
    const last = this.waiting.get(stack.id);
    if (last !== undefined) return this.rollBack(stack, last);
    const { operation, deployment } = this.begin(stack, request);
    this.waiting.set(stack.id, { operation, deployment });
    const outcome = await update(operation, deployment);
    if (outcome === 'unchanged') this.waiting.delete(stack.id);
    if (outcome !== 'failure') return made(stack);
    operation.reportStack('UPDATE_FAILED', deployment.failures[0]);
    throw failure(stack, 'updated', deployment.failures[0]);
  }

  async cleanUp(physicalId: string): Promise<string[]> {
    const last = this.waiting.get(physicalId);
    if (last === undefined) return [];
    this.waiting.delete(physicalId);
    const { operation, deployment, rolledBack } = last;
    const finished: Promise<StackResult> =
      rolledBack === undefined
        ? finishUpdate(operation, deployment)
        : finishRollBack(operation, deployment.changes, rolledBack, deployment.failures[0]);
    const { leftBehind } = await finished;
    return [...leftBehind];
  }

  async delete({ physicalId }: DeleteRequest): Promise<void> {
    const stack = this.stack(physicalId);
    const result = await destroyStack(this.operationOn(stack));
    if (result.status !== 'DELETE_COMPLETE') throw failure(stack, 'deleted', result.reason);
    this.stacks.remove(stack.name);
  }

  private begin(
    stack: Stack,
    { properties, signal }: ResourceRequest,
  ): { readonly operation: Operation; readonly deployment: Deployment } {
    const source = this.templateOf(String(properties.TemplateURL));
    const template = parseTemplate(source);
    const given = isObject(properties.Parameters) ? Object.entries(properties.Parameters) : [];
    const texts = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
    const operation = this.operationOn(stack);
    const changes = begin(operation, { source, template, parameters: parameterValues(template, texts, {}) });
    signal.addEventListener('abort', () => {
      operation.cancel();
    });
    const scope = this.stacks.scopeOf(stack);
    return { operation, deployment: new Deployment(operation, scope, changes, { cancelsOnFailure: true }) };
  }

  private async rollBack(stack: Stack, last: Waiting): Promise<Made> {
    last.rolledBack = await beginRollBack(last.operation, last.deployment);
    if (last.rolledBack) return made(stack);
    this.waiting.delete(stack.id);
    await finishRollBack(last.operation, last.deployment.changes, false);
    throw failure(stack, 'rolled back', last.deployment.failures[0]);
  }

  private stack(id: string): Stack {
    const stack = this.stacks.findById(id);
    if (stack === undefined) throw new ResourceFailure(`Stack with id ${id} does not exist`);
    return stack;
  }
}

function made({ id, outputs }: Stack): Made {
  const attributes = Object.entries(outputs).map(([name, value]): [string, unknown] => [`Outputs.${name}`, value]);
  return { physicalId: id, attributes: Object.fromEntries(attributes) };
}

function failure({ id }: Stack, done: string, reason = ''): ResourceFailure {
  return new ResourceFailure(`Embedded stack ${id} was not successfully ${done}: ${reason}`, { physicalId: id });
}
