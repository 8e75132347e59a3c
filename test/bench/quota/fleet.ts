import { CloudFormation, InProcessResponses, InProcessRunner, smsVoiceResourceTypes } from '../../cloudformation';
import { type PhoneNumber, type Pool, SmsVoice } from '../../sms-voice';
import type { Log } from '../../../lambda/util/log';
import { VirtualClock } from '../../virtual-clock';
import { type Identity, SynthesizedApp } from './app';
import { type Conditions, type Deed, isRemoval } from './conditions';
import { floor } from './floor';
import { inProcessFunctions } from './functions';
import { tally, type Tally } from './tally';

export type { Deed };

export interface FleetTally extends Tally {
  /** The seconds of an omniscient deployment with the same starts. */
  readonly floorSeconds: number;
  /** Requests to CloudFormation's API, including throttled ones. */
  readonly stackRequests: number;
  /** Those of them for the stack's list, which has pages. */
  readonly pages: number;
  /** Warnings in the log, such as that the stack can't be read. */
  readonly warnings: number;
}

/** A stack of associations, deployed in virtual time. */
export class Fleet {
  private readonly clock = new VirtualClock();
  private readonly service: SmsVoice;
  private readonly cloudFormation: CloudFormation;
  private readonly pools: readonly [Pool, Pool];
  private readonly identities: readonly Identity[];
  /** The number in the list of the stack's own pool. */
  private readonly listed: PhoneNumber;
  /** Of the functions of one deployment. */
  private readonly starts: number[] = [];
  private warnings = 0;

  constructor(
    associations: number,
    private readonly conditions: Conditions,
  ) {
    const { requestsPerSecond, burst, rateLimit = 'token-bucket' } = conditions;
    const settings = { requestsPerSecond, burst, rateLimit, identitiesPerPool: 1_000 };
    this.service = new SmsVoice({ clock: this.clock, settings });
    this.pools = [this.pool(), this.pool()];
    this.listed = this.service.requestPhoneNumber();
    this.identities = Array.from({ length: associations }, () => this.identity());
    const { clock, service } = this;
    const responses = new InProcessResponses();
    const log: Log = ({ message }) => {
      if (message === 'warning') this.warnings += 1;
    };
    const functions = inProcessFunctions({ clock, service, responses, stacks: () => this.cloudFormation.api, log });
    const runner = new InProcessRunner(clock, functions);
    const delivery = () => ({ delay: this.startDelay() });
    // The delay is CloudFormation's own, before it signs the URL. Without a date the function takes the delivery's time.
    const resourceTypes = smsVoiceResourceTypes(service, 'difference of templates');
    this.cloudFormation = new CloudFormation({
      clock,
      responses,
      runner,
      delivery,
      resourceTypes,
      signedUrlDates: false,
    });
    this.cloudFormation.api.settings.requestsPerSecond = conditions.stackRequestsPerSecond;
  }

  async run(deed: Deed): Promise<FleetTally> {
    const { api } = this.cloudFormation;
    const from = { calls: this.service.calls.length, stack: api.calls.length, warnings: this.warnings };
    const { start, end } = await this.clock.run(() => this.deploy(deed));
    const goal = isRemoval(deed) ? '' : this.goalOf(deed);
    const stackCalls = api.calls.slice(from.stack);
    return {
      ...tally((end - start) / 1_000, this.membersOf(goal), this.service.calls.slice(from.calls)),
      floorSeconds: (floor(this.starts, deed, this.conditions) - start) / 1_000,
      stackRequests: stackCalls.length,
      pages: stackCalls.filter(({ action }) => action === 'ListStackResources').length,
      warnings: this.warnings - from.warnings,
    };
  }

  /** How many identities are in that pool, or in none if it is empty. */
  private membersOf(poolId: string): number {
    return this.identities.filter((identity) => this.service.poolsOf(identity).join() === poolId).length;
  }

  private async deploy(deed: Deed): Promise<{ readonly start: number; readonly end: number }> {
    const template = deed === 'delete' ? undefined : this.templateOf(deed);
    // Buckets are full again, and the deployment begins at any time of a second.
    await this.clock.sleep(10_000 + Math.random() * 1_000);
    const start = this.clock.now();
    this.starts.length = 0;
    await (deed === 'delete' ? this.cloudFormation.destroy('Stack') : this.cloudFormation.deploy('Stack', template));
    return { start, end: this.clock.now() };
  }

  private templateOf(deed: Exclude<Deed, 'delete'>): unknown {
    const pool = this.conditions.ownsPool === true ? { listed: this.listed } : { id: this.goalOf(deed) };
    const app = new SynthesizedApp(pool, deed === 'clean up' ? [] : this.identities);
    app.remove();
    return app.template;
  }

  private startDelay(): number {
    const delay = Math.random() * (this.conditions.startSeconds ?? 0) * 1_000;
    this.starts.push(this.clock.now() + delay);
    return delay;
  }

  /** The id of the pool that the identities are to be in. */
  private goalOf(deed: Deed): string {
    if (this.conditions.ownsPool === true)
      return this.cloudFormation.stack('Stack')?.resources.get('Pool')?.physicalId ?? '';
    return this.pools[deed === 'move' ? 1 : 0].id;
  }

  private identity(): Identity {
    if (this.conditions.identities !== 'sender ID') return this.service.requestPhoneNumber();
    return this.service.requestSenderId({ id: `SENDER${this.service.identities.length}` });
  }

  /** A pool with a number that stays, so that no other one is the pool's last. */
  private pool(): Pool {
    const pool = this.service.createPool();
    this.service.associate(pool, this.service.requestPhoneNumber());
    return pool;
  }
}
