import assert from 'node:assert/strict';
import type { Call, SmsVoice } from '../sms-voice';
import type { AwsCli, Resource } from './aws-cli';
import type { CdkCli } from './cdk-cli';
import type { Outputs } from './contexts';

const STACK = 'SmsPoolAssociationExample';
const ASSOCIATION = 'Custom::SMSVoiceOriginationIdentityAssociation';

/** What exists in the account before the example is deployed, and the means to see what the deployments do to it. */
export class EmulatedAccount {
  readonly support;
  readonly marketing;
  readonly number;
  /** Until its registration is completed, it is PENDING. */
  readonly pending;
  readonly senderIds;
  readonly agent;
  /** Somebody else's. */
  readonly foreign;

  constructor(
    readonly cdk: CdkCli,
    readonly aws: AwsCli,
    readonly service: SmsVoice,
    /** Where the service is. */
    readonly endpoint: string,
  ) {
    this.support = service.createPool();
    this.marketing = service.createPool();
    this.number = service.requestPhoneNumber();
    this.pending = service.requestPhoneNumber({ pendingMilliseconds: Infinity });
    this.senderIds = [service.requestSenderId({ id: 'ACME' }), service.requestSenderId({ id: 'ACMEPROMO' })] as const;
    this.agent = service.createRcsAgent();
    this.foreign = {
      pool: service.createPool(),
      number: service.requestPhoneNumber(),
      agent: service.createRcsAgent(),
      // A pool keeps its last phone number; with these, the stack's own number can go.
      inSupport: service.requestPhoneNumber(),
      inMarketing: service.requestPhoneNumber(),
    };
    service.associate(this.foreign.pool, this.foreign.number);
    service.associate(this.support, this.foreign.inSupport);
    service.associate(this.marketing, this.foreign.inMarketing);
  }

  /** What the work resolves with, and the calls that arrived at the service meanwhile. */
  async watch<T>(work: Promise<T>): Promise<{ result: T; calls: readonly Call[] }> {
    const before = this.service.calls.length;
    const result = await work;
    return { result, calls: this.service.calls.slice(before) };
  }

  /** The pools hold these besides what was in them before, and nobody else's pool has changed. */
  async checkPools({
    support,
    marketing,
  }: {
    support: readonly string[];
    marketing: readonly string[];
  }): Promise<void> {
    const { pool, number, inSupport, inMarketing } = this.foreign;
    assert.deepEqual(await this.aws.poolContents(this.support.id), [inSupport.id, ...support].sort());
    assert.deepEqual(await this.aws.poolContents(this.marketing.id), [inMarketing.id, ...marketing].sort());
    assert.deepEqual(await this.aws.poolContents(pool.id), [number.id]);
  }

  async checkStack(status: string, outputs: Outputs): Promise<void> {
    const expected = Object.entries(outputs).flatMap(([name, [identity, pool]]) => [
      [`${name}Arn`, identity],
      [`${name}PoolArn`, pool],
    ]);
    assert.equal(await this.aws.stackStatus(STACK), status);
    assert.deepEqual(await this.aws.stackOutputs(STACK), Object.fromEntries(expected));
  }

  stackStatus(): Promise<string | undefined> {
    return this.aws.stackStatus(STACK);
  }

  async checkStackIsGone(): Promise<void> {
    assert.equal(await this.aws.stackStatus(STACK), undefined);
  }

  /** The physical ids of the example's associations, sorted. */
  async associations(): Promise<readonly string[]> {
    return (await this.associationsOf(STACK)).map(({ physicalId }) => physicalId).sort();
  }

  async associationsOf(stackName: string): Promise<readonly Resource[]> {
    const resources = await this.aws.stackResources(stackName);
    return resources.filter(({ type }) => type === ASSOCIATION);
  }

  /** The physical id of the stack's only resource of that type. */
  async only(type: 'AWS::IAM::Role' | 'AWS::Logs::LogGroup' | 'AWS::Scheduler::Schedule'): Promise<string> {
    const resources = await this.aws.stackResources(STACK);
    const [found, ...more] = resources.filter((resource) => resource.type === type);
    assert.ok(found !== undefined && more.length === 0, `the stack has one ${type}`);
    return found.physicalId;
  }
}
