import { CloudFormation, InProcessResponses, InProcessRunner } from '../../cloudformation';
import { type Pool, SmsVoice } from '../../sms-voice';
import { VirtualClock } from '../../virtual-clock';
import { type Identity, SynthesizedApp } from './app';
import type { Conditions, Deed } from './conditions';
import { floor } from './floor';
import { inProcessFunctions } from './functions';
import { tally, type Tally } from './tally';

export type { Deed };

export interface FleetTally extends Tally {
  /** The seconds of an omniscient deployment with the same starts. */
  readonly floorSeconds: number;
  /** Requests to CloudFormation's API, including throttled ones. */
  readonly stackRequests: number;
}

/** A stack of associations, deployed in virtual time. */
export class Fleet {
  private readonly clock = new VirtualClock();
  private readonly service: SmsVoice;
  private readonly cloudFormation: CloudFormation;
  private readonly pools: readonly [Pool, Pool];
  private readonly identities: readonly Identity[];
  /** Of the functions of one deployment. */
  private readonly starts: number[] = [];

  constructor(
    associations: number,
    private readonly conditions: Conditions,
  ) {
    const { requestsPerSecond, burst, rateLimit = 'token-bucket' } = conditions;
    const settings = { requestsPerSecond, burst, rateLimit, identitiesPerPool: 1_000 };
    this.service = new SmsVoice({ clock: this.clock, settings });
    this.pools = [this.pool(), this.pool()];
    this.identities = Array.from({ length: associations }, () => this.identity());
    const { clock, service } = this;
    const responses = new InProcessResponses();
    const functions = inProcessFunctions({ clock, service, responses, stacks: () => this.cloudFormation.api });
    const runner = new InProcessRunner(clock, functions);
    const delivery = () => ({ delay: this.startDelay() });
    // The delay is CloudFormation's own, before it signs the URL. Without a date the function takes the delivery's time.
    this.cloudFormation = new CloudFormation({ clock, responses, runner, delivery, signedUrlDates: false });
  }

  async run(deed: Deed): Promise<FleetTally> {
    const calls = this.service.calls.length;
    const stackRequests = this.cloudFormation.api.calls.length;
    const { start, end } = await this.clock.run(() => this.deploy(deed));
    const goal = deed === 'delete' ? undefined : this.goalOf(deed);
    const done = this.identities.filter(
      (identity) => this.service.poolsOf(identity).join() === (goal?.id ?? ''),
    ).length;
    return {
      ...tally((end - start) / 1_000, done, this.service.calls.slice(calls)),
      floorSeconds: (floor(this.starts, deed, this.conditions) - start) / 1_000,
      stackRequests: this.cloudFormation.api.calls.length - stackRequests,
    };
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

  private templateOf(deed: 'create' | 'move'): unknown {
    const app = new SynthesizedApp(this.goalOf(deed).id, this.identities);
    app.remove();
    return app.template;
  }

  private startDelay(): number {
    const delay = Math.random() * (this.conditions.startSeconds ?? 0) * 1_000;
    this.starts.push(this.clock.now() + delay);
    return delay;
  }

  private goalOf(deed: 'create' | 'move'): Pool {
    return this.pools[deed === 'create' ? 0 : 1];
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
