import { rmSync } from 'node:fs';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { App, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  OriginationIdentity,
  OriginationIdentityAssociation,
  type OriginationIdentityAssociationProps,
  SmsPool,
} from 'cdk-sms-pool-association';
import type { Construct } from 'constructs';
import { createHandler } from '../../../lambda/handler';
import { parseResponseTarget } from '../../../lambda/cloudformation/event';
import { responseBody } from '../../../lambda/cloudformation/response';
import { isJsonObject } from '../../../lambda/util/json-object';
import {
  apiRequestHandler,
  CloudFormation,
  type DeployOptions,
  type HandlerFactory,
  InProcessResponses,
  InProcessRunner,
} from '../../cloudformation';
import { findFunction } from '../../cloudformation/lambda-function';
import { isObject } from '../../cloudformation/template';
import { type PoolUpdate, smsVoiceResourceTypes } from '../../cloudformation/sms-voice';
import { inProcessClient, type PhoneNumber, requestHandler, type SenderId, SmsVoice } from '../../sms-voice';
import { VirtualClock } from '../../virtual-clock';

const ASSOCIATION = 'Custom::SMSVoiceOriginationIdentityAssociation';

/** An account in which the recipes of the docs are followed: two pools, a number, stacks, and the product's function. */
export class RecipeAccount {
  private readonly clock = new VirtualClock(0);
  private readonly service = new SmsVoice({ clock: this.clock });
  readonly pool = this.servedPool();
  readonly otherPool = this.servedPool();
  readonly number = this.service.requestPhoneNumber();
  readonly otherNumber = this.service.requestPhoneNumber();
  readonly senderId = this.service.requestSenderId({ id: 'ACME', country: 'GB' });
  private readonly responses = new InProcessResponses();
  private readonly cloudFormation: CloudFormation;
  private readonly runner: InProcessRunner;

  constructor(poolUpdate: PoolUpdate = 'evicts others') {
    this.runner = new InProcessRunner(this.clock, (fn, lifetime) =>
      fn.name.includes('SmsPoolAssociationProvider') ? this.product(fn, lifetime) : this.awsCustomResource(),
    );
    this.cloudFormation = new CloudFormation({
      clock: this.clock,
      responses: this.responses,
      resourceTypes: smsVoiceResourceTypes(this.service, poolUpdate),
      runner: this.runner,
    });
    this.service.authorize = ({ accessKeyId, action, resources }) =>
      this.cloudFormation.iam.isAllowed(accessKeyId, action, resources);
  }

  /** A stack with the number in the pool, and something else, since a stack can't be empty. */
  declaring(options: Partial<OriginationIdentityAssociationProps> = {}, poolId = this.pool.id) {
    return (stack: Stack): void => {
      nothing(stack);
      this.declare(stack, options, poolId);
    };
  }

  /** Declares that the number is in the pool, unless the options name another identity. */
  declare(
    scope: Construct,
    options: Partial<OriginationIdentityAssociationProps> = {},
    poolId = this.pool.id,
  ): OriginationIdentityAssociation {
    return new OriginationIdentityAssociation(scope, 'SupportLine', {
      pool: SmsPool.fromPoolId(scope, 'Pool', poolId),
      originationIdentity: OriginationIdentity.fromPhoneNumberId(this.number.id, 'US'),
      ...options,
    });
  }

  /** The status after the deployment of a stack that has what `declare` declares. */
  async deploy(name: string, declare: (stack: Stack) => void, options: DeployOptions = {}): Promise<string> {
    const app = new App({
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
      context: { 'aws:cdk:disable-asset-staging': true },
    });
    const stack = new Stack(app, name);
    declare(stack);
    const template: unknown = app.synth().getStackArtifact(name).template;
    rmSync(app.outdir, { recursive: true });
    const { status } = await this.clock.run(() => this.cloudFormation.deploy(name, template, options));
    return status;
  }

  /** The status after `cdk rollback`, which can leave resources out. */
  async rollBack(name: string, orphans: readonly string[] = []): Promise<string> {
    const { status } = await this.clock.run(() => this.cloudFormation.rollBack(name, orphans));
    return status;
  }

  async destroy(name: string): Promise<string> {
    const { status } = await this.clock.run(() => this.cloudFormation.destroy(name));
    return status;
  }

  associateByHand(identity: PhoneNumber | SenderId = this.number): void {
    this.service.associate(this.pool, identity);
  }

  disassociateByHand(pool = this.pool): void {
    this.service.disassociate(pool, this.number);
  }

  /** The id of the pool that the number is in. */
  get poolOfNumber(): string | undefined {
    return this.poolOf(this.number);
  }

  poolOf(number: PhoneNumber): string | undefined {
    return this.service.poolsOf(number)[0];
  }

  get poolsOfSenderId(): readonly string[] {
    return this.service.poolsOf(this.senderId);
  }

  /** A number whose registration is complete after so many milliseconds. */
  pendingNumber(pendingMilliseconds: number): PhoneNumber {
    return this.service.requestPhoneNumber({ pendingMilliseconds });
  }

  senderIdNamed(id: string): void {
    this.service.requestSenderId({ id, country: 'GB' });
  }

  wait(milliseconds: number): Promise<void> {
    return this.clock.run(() => this.clock.sleep(milliseconds));
  }

  /** The check that the schedule of a stack's drift detection calls. */
  async check(stackName: string): Promise<void> {
    const resources = [...this.stack(stackName).resources.values()];
    const schedule = resources.find(({ definition }) => definition.Type === 'AWS::Scheduler::Schedule');
    const { Arn, Input } = asObject(schedule?.properties.Target);
    const fn = findFunction(String(Arn), resources, () => undefined, 'us-east-1');
    if (fn === undefined) throw new Error(`stack ${stackName} has no function ${String(Arn)}`);
    await this.clock.run(() => this.runner.invoke(fn, asObject(JSON.parse(String(Input)))));
  }

  output(stackName: string, name: string): unknown {
    return this.stack(stackName).outputs[name];
  }

  associationOf(stackName: string): string {
    const resources = [...this.stack(stackName).resources.values()];
    return resources.find(({ definition }) => definition.Type === ASSOCIATION)?.logicalId ?? '';
  }

  private stack(name: string) {
    const stack = this.cloudFormation.stack(name);
    if (stack === undefined) throw new Error(`expected the stack ${name}`);
    return stack;
  }

  /** The identities in the pool that the stack made. */
  membersOf(stackName: string, poolLogicalId: string): readonly string[] {
    const pool = this.stack(stackName).resources.get(poolLogicalId);
    if (pool === undefined) throw new Error(`stack ${stackName} has no ${poolLogicalId}`);
    return this.service.contents(pool.physicalId);
  }

  /** A pool with a number that nobody touches, so that no other one is ever the pool's last. */
  private servedPool() {
    const pool = this.service.createPool();
    this.service.associate(pool, this.service.requestPhoneNumber());
    return pool;
  }

  private readonly product: HandlerFactory = (fn, lifetime) => {
    const client = inProcessClient(fn);
    return createHandler({
      clock: lifetime.clock(this.clock),
      smsVoice: () => new PinpointSMSVoiceV2Client({ ...client, requestHandler: requestHandler(this.service) }),
      cloudFormation: () =>
        new CloudFormationClient({ ...client, requestHandler: apiRequestHandler(this.cloudFormation.api) }),
      put: (url, body) => this.responses.put(url, body),
      responseProtocols: () => ['https:', 'http:'],
      log: () => undefined,
      writeLine: () => undefined,
    });
  };

  /** What the handler of the CDK's AwsCustomResource does, for the two calls of the recipe. */
  private awsCustomResource() {
    return async (event: object): Promise<void> => {
      const target = isJsonObject(event) ? parseResponseTarget(event, ['https:', 'http:']) : undefined;
      if (target === undefined) throw new Error('expected the event of a custom resource');
      if ('RequestType' in event && event.RequestType === 'Create') this.associateByHand();
      if ('RequestType' in event && event.RequestType === 'Delete') this.disassociateByHand();
      await this.responses.put(
        target.responseUrl,
        responseBody(target, { status: 'SUCCESS', physicalResourceId: 'support-line' }),
      );
    };
  }
}

/** Something else than associations. */
export function nothing(stack: Stack): void {
  new Topic(stack, 'Topic');
}

function asObject(value: unknown): Record<string, unknown> {
  if (!isObject(value)) throw new Error(`expected an object instead of ${JSON.stringify(value)}`);
  return value;
}
