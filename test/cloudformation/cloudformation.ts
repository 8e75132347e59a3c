import { AccountStacks, type Account } from './account-stacks';
import { CloudFormationApi, serveApi, type ServedApi } from './api';
import { Assets } from './assets';
import { AsyncInvocations } from './async-invocations';
import { Changes } from './changes';
import { CustomResource } from './custom-resource';
import type { CustomResourceRequest } from './custom-resource-request';
import { Deployment } from './deployment';
import { IamPolicies } from './iam-policies';
import { findFunction, type LambdaFunction } from './lambda-function';
import { NestedStack } from './nested-stack';
import { Operation } from './operation';
import type { CloudFormationOptions, DeployOptions } from './options';
import { OrdinaryResource } from './ordinary-resource';
import type { ResourceType } from './resource-type';
import type { Stack, StackEvent, StackResult, StackStatus } from './stack';
import { begin, createStack, destroyStack, rollBackStack, updateStack } from './stack-operations';
import { parameterValues } from './stack-scope';
import { StackRecords } from './stack-records';
import { parseTemplate } from './template';
import { UniqueNames } from './unique-names';

const UPDATABLE: readonly StackStatus[] = [
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_COMPLETE',
];

const ROLLED_BACK_BY_HAND: readonly StackStatus[] = ['CREATE_FAILED', 'UPDATE_FAILED', 'UPDATE_ROLLBACK_FAILED'];

/** Stacks in memory, by CloudFormation's rules as far as this project's templates need them. */
export class CloudFormation {
  /** The rights of the functions' roles at this moment. */
  readonly iam = new IamPolicies(() => this.stacks.resources());
  /** What functions ask about their own stack. */
  readonly api: CloudFormationApi;
  private readonly stacks: AccountStacks;
  private readonly records: StackRecords;
  /** Until the API is served, a port that refuses connections: a function must never reach AWS. */
  private apiEndpoint = 'http://127.0.0.1:9';
  private readonly assets: Assets;
  private readonly account: Account;
  private readonly names = new UniqueNames();
  private readonly invocations: AsyncInvocations;
  private readonly customResource: CustomResource;
  private readonly nestedStack: NestedStack;
  private readonly ordinaryResource: OrdinaryResource;

  constructor(private readonly options: CloudFormationOptions) {
    const { accountId = '111122223333', region = 'us-east-1', partition = 'aws' } = options;
    this.account = { accountId, region, partition };
    this.stacks = new AccountStacks(this.account, this.names);
    this.records = new StackRecords(options.cleanUpRow ?? 'newer id', options.rowDelayMilliseconds);
    this.assets = new Assets(options.nestedTemplates ?? {});
    this.api = new CloudFormationApi(this.records, options.clock);
    this.invocations = new AsyncInvocations(options.clock, options.runner, (arn) => this.functionOf(arn));
    this.ordinaryResource = new OrdinaryResource(this.account, this.names);
    const operationOn = (stack: Stack) => this.operationOn(stack);
    this.nestedStack = new NestedStack(this.stacks, this.names, operationOn, (url) => this.assets.template(url));
    this.customResource = new CustomResource({
      clock: options.clock,
      names: this.names,
      invocations: this.invocations,
      responses: options.responses,
      signedAt: (time) =>
        options.signedUrlDates === false ? undefined : time + this.api.settings.clockAheadMilliseconds,
      delivery: (event) => options.delivery?.(event) ?? {},
      functionExists: (arn) => this.functionOf(arn) !== undefined,
    });
  }

  /** Every request of a custom resource, oldest first. */
  get requests(): readonly CustomResourceRequest[] {
    return this.customResource.requests;
  }

  /** The stack of that name, if it exists. */
  stack(name: string): Readonly<Stack> | undefined {
    return this.stacks.find(name);
  }

  /** The function with that ARN, if it exists. */
  functionOf(arn: string): LambdaFunction | undefined {
    const fn = findFunction(arn, this.stacks.resources(), (key) => this.assets.path(key), this.account.region);
    if (fn === undefined) return undefined;
    return { ...fn, environment: { AWS_ENDPOINT_URL_CLOUDFORMATION: this.apiEndpoint, ...fn.environment } };
  }

  /** Creates or updates a stack as `cdk deploy` does, and rolls back when that fails. */
  async deploy(name: string, source: unknown, options: DeployOptions = {}): Promise<StackResult> {
    // As `cdk deploy` does: a stack in ROLLBACK_COMPLETE can only be deleted.
    if (this.stacks.find(name)?.status === 'ROLLBACK_COMPLETE') await this.destroy(name);
    if (options.assembly !== undefined) this.assets.add(options.assembly);
    const existing = this.stacks.find(name);
    if (existing !== undefined) expectStatus(existing, UPDATABLE);
    const template = parseTemplate(source);
    const parameters = parameterValues(template, options.parameters ?? {}, existing?.parameters ?? {});
    const stack = existing ?? this.stacks.create(name);
    const operation = this.operationOn(stack, options.requestToken);
    const changes = begin(operation, { source, template, parameters });
    const { failAt, onFailure = 'ROLLBACK' } = options;
    const deploymentOptions = { failAt, cancelsOnFailure: onFailure !== 'DO_NOTHING' };
    const deployment = new Deployment(operation, this.stacks.scopeOf(stack), changes, deploymentOptions);
    if (existing !== undefined) return updateStack(operation, deployment, onFailure);
    const result = await createStack(operation, deployment, onFailure);
    if (result.status === 'DELETE_COMPLETE') this.stacks.remove(name);
    return result;
  }

  /**
   * Rolls back what failed without a rollback, or goes on with a rollback that failed, as `cdk rollback` does.
   *
   * @param skipped as of `ContinueUpdateRollback`: resources that count as rolled back, whatever they are
   */
  rollBack(name: string, skipped: readonly string[] = []): Promise<StackResult> {
    const stack = this.existing(name);
    expectStatus(stack, ROLLED_BACK_BY_HAND);
    const { source, template, parameters, resources } = stack;
    const changes = stack.changes ?? new Changes({ source, template, parameters }, resources);
    return rollBackStack(this.operationOn(stack), changes, skipped);
  }

  /** Deletes a stack with all its resources, except those whose DeletionPolicy is Retain. */
  async destroy(name: string): Promise<StackResult> {
    const result = await destroyStack(this.operationOn(this.existing(name)));
    if (result.status === 'DELETE_COMPLETE') this.stacks.remove(name);
    return result;
  }

  /** Serves the API over HTTP on loopback, and gives functions its endpoint as AWS_ENDPOINT_URL_CLOUDFORMATION. */
  async serveApi(): Promise<ServedApi> {
    const served = await serveApi(this.api);
    this.apiEndpoint = served.endpoint;
    return served;
  }

  /** Invokes the stack's function asynchronously, as a schedule does; nothing happens while the stack has none. */
  invoke(name: string, event: object): void {
    const resources = [...(this.stacks.find(name)?.resources.values() ?? [])];
    const fn = resources.find(({ definition }) => definition.Type === 'AWS::Lambda::Function');
    if (fn !== undefined) this.invocations.send(String(fn.attributes.Arn), event, {}, []);
  }

  /** Resolves when no function runs and none will be invoked again. */
  idle(): Promise<void> {
    return this.invocations.idle();
  }

  /** Drops pending retries of invocations, which would keep a process alive. */
  close(): void {
    this.invocations.close();
  }

  private existing(name: string): Stack {
    const stack = this.stacks.find(name);
    if (stack === undefined) throw new Error(`there is no stack ${name}; deploy it first`);
    return stack;
  }

  private operationOn(stack: Stack, token = this.names.uuid()): Operation {
    const { clock, phasePauseMilliseconds = 0, restoring = 'UPDATE_IN_PROGRESS' } = this.options;
    const engine = {
      clock,
      phasePauseMilliseconds,
      restoring,
      uuidOf: (text: string) => this.names.uuidOf(text),
      templateChanged: ({ id, source }: Stack) => {
        this.records.setTemplate(id, clock.now(), source);
      },
      typeOf: (type: string) => this.typeOf(type),
      report: (event: StackEvent) => {
        this.records.add(event);
        this.options.onEvent?.(event);
      },
    };
    return new Operation(stack, engine, token);
  }

  private typeOf(type: string): ResourceType {
    if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') return this.customResource;
    if (type === 'AWS::CloudFormation::Stack') return this.nestedStack;
    return this.options.resourceTypes?.[type] ?? this.ordinaryResource;
  }
}

function expectStatus({ name, status }: Stack, expected: readonly StackStatus[]): void {
  if (!expected.includes(status)) {
    throw new Error(`stack ${name} is in ${status}, expected one of ${expected.join(', ')}; destroy it first`);
  }
}
