import type { Clock } from '../clock';
import type { Account } from './account';
import { CloudFormationApi, serveApi, type ServedApi } from './api';
import { assetDirectories } from './assets';
import { AsyncInvocations, type Delivery } from './async-invocations';
import {
  CustomResource,
  type CustomResourceEvent,
  type CustomResourceRequest,
  type ResponseEndpoint,
} from './custom-resource';
import { Deployment, type FailAt } from './deployment';
import { IamPolicies } from './iam-policies';
import type { Scope } from './intrinsics';
import { findFunction, type FunctionRunner, type LambdaFunction } from './lambda-function';
import { Operation } from './operation';
import { OrdinaryResource } from './ordinary-resource';
import type { ResourceType } from './resource-type';
import type { Stack, StackEvent, StackResource, StackResult, StackStatus } from './stack';
import { StackRecords, type CleanUpRow } from './stack-records';
import { createStack, destroyStack, updateStack } from './stack-operations';
import { parameterValues, scopeOf } from './stack-scope';
import { parseTemplate } from './template';
import { UniqueNames } from './unique-names';

export interface CloudFormationOptions extends Partial<Account> {
  readonly clock: Clock;
  readonly runner: FunctionRunner;
  readonly responses: ResponseEndpoint;
  /** Called with every event as it happens. */
  readonly onEvent?: (event: StackEvent) => void;
  /** How an event is delivered to its function; by default once and at once. */
  readonly delivery?: (event: CustomResourceEvent) => Delivery | undefined;
  /** What makes resources of a type, for types that shall be more than written down. */
  readonly resourceTypes?: Readonly<Record<string, ResourceType>>;
  /** Whether ResponseURLs have the X-Amz-Date of pre-signed S3 URLs; true by default. */
  readonly signedUrlDates?: boolean;
  /** Milliseconds before and after a stack's change to its roll-back or clean-up; none by default. */
  readonly phasePauseMilliseconds?: number;
  /** What the row of a replaced resource shows during the clean-up; `newer id` by default. */
  readonly cleanUpRow?: CleanUpRow;
  /** Values of SSM parameters, by the names that parameters of type `AWS::SSM::Parameter::Value` hold. */
  readonly ssmParameters?: Readonly<Record<string, string>>;
}

export interface DeployOptions {
  /** The directory of the cloud assembly, where the code of functions is found. */
  readonly assembly?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly failAt?: FailAt;
}

const UPDATABLE: readonly StackStatus[] = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/** Stacks in memory, with CloudFormation's rules. A test rig: it knows what this project's templates need. */
export class CloudFormation {
  /** What the functions' roles may do at this moment. */
  readonly iam = new IamPolicies(() => this.resources());
  /** `DescribeStacks` and `ListStackResources`, for functions that read their own stack. */
  readonly api: CloudFormationApi;
  private readonly records: StackRecords;
  /** Until the API is served a port that refuses connections, so that no function reaches AWS. */
  private apiEndpoint = 'http://127.0.0.1:9';
  private readonly stacks = new Map<string, Stack>();
  private readonly codeDirectories = new Map<string, string>();
  private readonly account: Account;
  private readonly names = new UniqueNames();
  private readonly invocations: AsyncInvocations;
  private readonly customResource: CustomResource;
  private readonly ordinaryResource: OrdinaryResource;

  constructor(private readonly options: CloudFormationOptions) {
    const { accountId = '111122223333', region = 'us-east-1', partition = 'aws' } = options;
    this.account = { accountId, region, partition };
    this.records = new StackRecords(options.cleanUpRow ?? 'newer id');
    this.api = new CloudFormationApi(this.records, options.clock);
    this.invocations = new AsyncInvocations(options.clock, options.runner, (arn) => this.find(arn));
    this.ordinaryResource = new OrdinaryResource(this.account, this.names);
    this.customResource = new CustomResource({
      clock: options.clock,
      names: this.names,
      invocations: this.invocations,
      responses: options.responses,
      signedUrlDates: options.signedUrlDates ?? true,
      delivery: (event) => options.delivery?.(event) ?? {},
      functionExists: (arn) => this.find(arn) !== undefined,
    });
  }

  /** Every request that was made of a custom resource's function, in order. */
  get requests(): readonly CustomResourceRequest[] {
    return this.customResource.requests;
  }

  /** The stack of that name, unless it was never created or is deleted. */
  stack(name: string): Readonly<Stack> | undefined {
    return this.stacks.get(name);
  }

  /** Creates or updates a stack as `cdk deploy` does, and rolls back when that fails. */
  async deploy(name: string, source: unknown, options: DeployOptions = {}): Promise<StackResult> {
    // As the CLI: a stack whose creation was rolled back is good for nothing but to be deleted.
    if (this.stacks.get(name)?.status === 'ROLLBACK_COMPLETE') await this.destroy(name);
    for (const [key, directory] of options.assembly === undefined ? [] : assetDirectories(options.assembly)) {
      this.codeDirectories.set(key, directory);
    }
    const existing = this.stacks.get(name);
    if (existing !== undefined && !UPDATABLE.includes(existing.status)) {
      throw new Error(`stack ${name} is in ${existing.status} and can't be updated; destroy it first`);
    }
    const template = parseTemplate(source);
    const parameters = parameterValues(template, options.parameters ?? {}, existing?.parameters ?? {});
    const stack = existing ?? this.newStack(name);
    const before = { template: stack.template, parameters: stack.parameters };
    Object.assign(stack, { template, parameters });
    const operation = this.operationOn(stack);
    const deployment = new Deployment(operation, this.scope(stack), options.failAt);
    if (existing === undefined) return createStack(operation, deployment);
    const result = await updateStack(operation, deployment);
    if (result.status !== 'UPDATE_COMPLETE' && result.changed) Object.assign(stack, before);
    return result;
  }

  /** Deletes a stack with all its resources, except those whose DeletionPolicy is Retain. */
  async destroy(name: string): Promise<StackResult> {
    const stack = this.stacks.get(name);
    if (stack === undefined) throw new Error(`there is no stack ${name} to destroy`);
    const result = await destroyStack(this.operationOn(stack));
    if (result.status === 'DELETE_COMPLETE') this.stacks.delete(name);
    return result;
  }

  /** Serves the API over HTTP on loopback, and gives functions its endpoint as AWS_ENDPOINT_URL_CLOUDFORMATION. */
  async serveApi(): Promise<ServedApi> {
    const served = await serveApi(this.api);
    this.apiEndpoint = served.endpoint;
    return served;
  }

  /** Resolves when no function runs and none will be invoked again. */
  idle(): Promise<void> {
    return this.invocations.idle();
  }

  /** Forgets invocations that are still to be repeated, so that nothing keeps a process alive. */
  close(): void {
    this.invocations.close();
  }

  private newStack(name: string): Stack {
    const { accountId, region, partition } = this.account;
    const stack: Stack = {
      name,
      id: `arn:${partition}:cloudformation:${region}:${accountId}:stack/${name}/${this.names.uuid()}`,
      status: 'CREATE_IN_PROGRESS',
      template: parseTemplate({}),
      parameters: {},
      resources: new Map(),
      outputs: {},
      exports: {},
    };
    this.stacks.set(name, stack);
    return stack;
  }

  private scope(stack: Stack): Scope {
    const { ssmParameters } = this.options;
    const parameters = Object.entries(stack.parameters).map(([name, value]): [string, string] => {
      const fromSsm = stack.template.Parameters[name]?.Type.startsWith('AWS::SSM::Parameter::Value') === true;
      return [name, fromSsm ? (ssmParameters?.[value] ?? value) : value];
    });
    return scopeOf(stack, this.account, Object.fromEntries(parameters), (name) => this.exported(name));
  }

  private exported(name: string): unknown {
    for (const { exports } of this.stacks.values()) if (exports[name] !== undefined) return exports[name];
    throw new Error(`No export named ${name} found.`);
  }

  private operationOn(stack: Stack): Operation {
    return new Operation(stack, {
      clock: this.options.clock,
      phasePauseMilliseconds: this.options.phasePauseMilliseconds ?? 0,
      typeOf: (type) => this.typeOf(type),
      report: (event) => {
        this.records.add(event);
        this.options.onEvent?.(event);
      },
    });
  }

  private find(arn: string): LambdaFunction | undefined {
    const fn = findFunction(arn, this.resources(), (key) => this.codeDirectories.get(key), this.account.region);
    if (fn === undefined) return undefined;
    return { ...fn, environment: { AWS_ENDPOINT_URL_CLOUDFORMATION: this.apiEndpoint, ...fn.environment } };
  }

  private typeOf(type: string): ResourceType {
    if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') return this.customResource;
    return this.options.resourceTypes?.[type] ?? this.ordinaryResource;
  }

  private resources(): readonly StackResource[] {
    return [...this.stacks.values()].flatMap(({ resources }) => [...resources.values()]);
  }
}
