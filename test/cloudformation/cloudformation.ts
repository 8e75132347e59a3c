import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Account } from './account';
import { AccountStacks } from './account-stacks';
import { CloudFormationApi, serveApi, type ServedApi } from './api';
import { assetPaths } from './assets';
import { AsyncInvocations } from './async-invocations';
import { CustomResource } from './custom-resource';
import type { CustomResourceRequest } from './custom-resource-request';
import { Deployment } from './deployment';
import { IamPolicies } from './iam-policies';
import { findFunction, type LambdaFunction } from './lambda-function';
import { NestedStack } from './nested-stack';
import { Operation } from './operation';
import type { CloudFormationOptions, DeployOptions } from './options';
import { OrdinaryResource } from './ordinary-resource';
import { ResourceFailure, type ResourceType } from './resource-type';
import type { Stack, StackResult, StackStatus } from './stack';
import { createStack, destroyStack, updateStack } from './stack-operations';
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

/** Stacks in memory, by CloudFormation's rules as far as this project's templates need them. */
export class CloudFormation {
  /** The rights of the functions' roles at this moment. */
  readonly iam = new IamPolicies(() => this.stacks.resources());
  /** `DescribeStacks` and `ListStackResources`, for functions that read their own stack. */
  readonly api: CloudFormationApi;
  private readonly stacks: AccountStacks;
  private readonly records: StackRecords;
  /** Until the API is served, a port that refuses connections: a function must never reach AWS. */
  private apiEndpoint = 'http://127.0.0.1:9';
  private readonly assets = new Map<string, string>();
  private readonly account: Account;
  private readonly names = new UniqueNames();
  private readonly invocations: AsyncInvocations;
  private readonly customResource: CustomResource;
  private readonly nestedStack: NestedStack;
  private readonly ordinaryResource: OrdinaryResource;

  constructor(private readonly options: CloudFormationOptions) {
    const { accountId = '111122223333', region = 'us-east-1', partition = 'aws' } = options;
    this.account = { accountId, region, partition };
    this.stacks = new AccountStacks(this.account, this.names, options.ssmParameters ?? {});
    this.records = new StackRecords(options.cleanUpRow ?? 'newer id');
    this.api = new CloudFormationApi(this.records, options.clock);
    this.invocations = new AsyncInvocations(options.clock, options.runner, (arn) => this.find(arn));
    this.ordinaryResource = new OrdinaryResource(this.account, this.names);
    this.nestedStack = new NestedStack({
      stacks: this.stacks,
      names: this.names,
      operationOn: (stack) => this.operationOn(stack),
      templateOf: (url) => this.nestedTemplate(url),
    });
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

  /** Every request of a custom resource, oldest first. */
  get requests(): readonly CustomResourceRequest[] {
    return this.customResource.requests;
  }

  /** The stack of that name, if it exists. */
  stack(name: string): Readonly<Stack> | undefined {
    return this.stacks.find(name);
  }

  /** Creates or updates a stack as `cdk deploy` does, and rolls back when that fails. */
  async deploy(name: string, source: unknown, options: DeployOptions = {}): Promise<StackResult> {
    // As `cdk deploy` does: a stack in ROLLBACK_COMPLETE can only be deleted.
    if (this.stacks.find(name)?.status === 'ROLLBACK_COMPLETE') await this.destroy(name);
    for (const [key, path] of options.assembly === undefined ? [] : assetPaths(options.assembly)) {
      this.assets.set(key, path);
    }
    const existing = this.stacks.find(name);
    if (existing !== undefined && !UPDATABLE.includes(existing.status)) {
      throw new Error(
        `stack ${name} is in ${existing.status}, expected a status that can be updated; destroy it first`,
      );
    }
    const template = parseTemplate(source);
    const parameters = parameterValues(template, options.parameters ?? {}, existing?.parameters ?? {});
    const stack = existing ?? this.stacks.create(name);
    const before = { template: stack.template, parameters: stack.parameters };
    Object.assign(stack, { template, parameters });
    const operation = this.operationOn(stack);
    const { failAt, onFailure = 'ROLLBACK' } = options;
    const cancelsOnFailure = onFailure !== 'DO_NOTHING';
    const deployment = new Deployment(operation, this.stacks.scopeOf(stack), { failAt, cancelsOnFailure });
    if (existing !== undefined) {
      const result = await updateStack(operation, deployment, onFailure);
      if (result.changed && result.status.startsWith('UPDATE_ROLLBACK')) Object.assign(stack, before);
      return result;
    }
    const result = await createStack(operation, deployment, onFailure);
    if (result.status === 'DELETE_COMPLETE') this.stacks.remove(name);
    return result;
  }

  /** Deletes a stack with all its resources, except those whose DeletionPolicy is Retain. */
  async destroy(name: string): Promise<StackResult> {
    const stack = this.stacks.find(name);
    if (stack === undefined) throw new Error(`there is no stack ${name} to destroy; deploy it first`);
    const result = await destroyStack(this.operationOn(stack));
    if (result.status === 'DELETE_COMPLETE') this.stacks.remove(name);
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

  /** Drops pending retries of invocations, which would keep a process alive. */
  close(): void {
    this.invocations.close();
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
    const fn = findFunction(arn, this.stacks.resources(), (key) => this.assets.get(key), this.account.region);
    if (fn === undefined) return undefined;
    return { ...fn, environment: { AWS_ENDPOINT_URL_CLOUDFORMATION: this.apiEndpoint, ...fn.environment } };
  }

  private typeOf(type: string): ResourceType {
    if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') return this.customResource;
    if (type === 'AWS::CloudFormation::Stack') return this.nestedStack;
    return this.options.resourceTypes?.[type] ?? this.ordinaryResource;
  }

  private nestedTemplate(url: string): unknown {
    const given = this.options.nestedTemplates?.[url];
    if (given !== undefined) return given;
    const file = this.assets.get(basename(url));
    if (file !== undefined) return JSON.parse(readFileSync(file, 'utf8'));
    throw new ResourceFailure(
      `no template is known for TemplateURL ${url}; add it to the option nestedTemplates, or deploy with the option assembly`,
    );
  }
}
