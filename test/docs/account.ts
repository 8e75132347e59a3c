import { rmSync } from 'node:fs';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { App, Stack } from 'aws-cdk-lib';
import { createHandler } from '../../lambda/handler';
import { parseResponseTarget } from '../../lambda/cloudformation/event';
import { responseBody } from '../../lambda/cloudformation/response';
import { isJsonObject } from '../../lambda/util/json-object';
import {
  apiRequestHandler,
  CloudFormation,
  type DeployOptions,
  type HandlerFactory,
  InProcessResponses,
  InProcessRunner,
} from '../cloudformation';
import { type PoolUpdate, smsVoiceResourceTypes } from '../cloudformation/sms-voice';
import { nameOnly, type PhoneNumber, requestHandler, SmsVoice } from '../sms-voice';
import { VirtualClock } from '../virtual-clock';

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

  constructor(poolUpdate: PoolUpdate = 'evicts others') {
    this.cloudFormation = new CloudFormation({
      clock: this.clock,
      responses: this.responses,
      resourceTypes: smsVoiceResourceTypes(this.service, poolUpdate),
      runner: new InProcessRunner(this.clock, (fn, lifetime) =>
        fn.name.includes('SmsPoolAssociationProvider') ? this.product(fn, lifetime) : this.awsCustomResource(),
      ),
    });
    this.service.authorize = ({ accessKeyId, action, resources }) =>
      this.cloudFormation.iam.isAllowed(accessKeyId, action, resources);
  }

  /** The status after the deployment of a stack that has what `declare` declares. */
  async deploy(name: string, declare: (stack: Stack) => void, options: DeployOptions = {}): Promise<string> {
    const app = new App({ analyticsReporting: false, context: { 'aws:cdk:disable-asset-staging': true } });
    const stack = new Stack(app, name);
    declare(stack);
    const template: unknown = app.synth().getStackArtifact(name).template;
    rmSync(app.outdir, { recursive: true });
    const { status } = await this.clock.run(() => this.cloudFormation.deploy(name, template, options));
    return status;
  }

  async destroy(name: string): Promise<string> {
    const { status } = await this.clock.run(() => this.cloudFormation.destroy(name));
    return status;
  }

  associateByHand(): void {
    this.service.associate(this.pool, this.number);
  }

  disassociateByHand(): void {
    this.service.disassociate(this.pool, this.number);
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

  /** The identities in the pool that the stack made. */
  membersOf(stackName: string, poolLogicalId: string): readonly string[] {
    const pool = this.cloudFormation.stack(stackName)?.resources.get(poolLogicalId);
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
    const client = {
      region: fn.region,
      credentials: { accessKeyId: fn.accessKeyId, secretAccessKey: 'not-a-secret' },
      maxAttempts: 1,
      signer: nameOnly(fn.accessKeyId),
    };
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
