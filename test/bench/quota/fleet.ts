import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { HttpHandler } from '@smithy/core/protocols';
import { createHandler } from '../../../lambda/handler';
import {
  apiRequestHandler,
  CloudFormation,
  InProcessResponses,
  InProcessRunner,
  type HandlerFactory,
} from '../../cloudformation';
import { nameOnly, requestHandler, SmsVoice, type PhoneNumber, type Pool } from '../../sms-voice';
import { VirtualClock } from '../../virtual-clock';
import { template } from './app';
import { limited } from './concurrency';
import { tally, type Tally } from './tally';

export interface Conditions {
  readonly requestsPerSecond: number;
  /** How many functions Lambda runs at a time; any number by default. */
  readonly executions?: number;
  /** How many stacks deploy at the same time; each has all of the associations. */
  readonly stacks?: number;
  /** What CloudFormation takes from a resource to the next that depends on it; nothing by default. */
  readonly overheadSeconds?: number;
  /** How the CloudFormation template is changed before it is deployed, for what was only tried. */
  readonly shaped?: (template: unknown) => unknown;
}

/** What users do with their associations. */
export type Deed = 'create' | 'move' | 'delete';

/** Milliseconds that a request, and its answer, are under way: between these, by chance. */
const WAY = { least: 15, most: 45 };

/** Stacks of associations in one account, deployed in virtual time by a function and a client of its own for each event. */
export class Fleet {
  private readonly clock = new VirtualClock();
  private readonly service: SmsVoice;
  private readonly cloudFormation: CloudFormation;
  private readonly pools: readonly [Pool, Pool];
  private readonly stacks: readonly { readonly name: string; readonly numbers: readonly PhoneNumber[] }[];

  constructor(
    associations: number,
    private readonly conditions: Conditions,
  ) {
    const { requestsPerSecond, executions = Infinity, stacks = 1 } = conditions;
    this.service = new SmsVoice({ clock: this.clock, settings: { requestsPerSecond, identitiesPerPool: 1_000 } });
    this.pools = [this.pool(), this.pool()];
    this.stacks = Array.from({ length: stacks }, (_, index) => ({
      name: `Stack${index}`,
      numbers: Array.from({ length: associations }, () => this.service.requestPhoneNumber()),
    }));
    const responses = new InProcessResponses();
    const runner = limited(new InProcessRunner(this.clock, this.handlerOf(responses)), executions);
    const delivery = () => ({ delay: (conditions.overheadSeconds ?? 0) * 1_000 });
    this.cloudFormation = new CloudFormation({ clock: this.clock, responses, runner, delivery });
  }

  /** Does it to all associations of all stacks at once. */
  async run(deed: Deed): Promise<Tally> {
    const from = this.service.calls.length;
    const templates = this.stacks.map(({ numbers }) => this.template(deed, numbers));
    const seconds = await this.clock.run(async () => {
      // What was done before is no burden on the quota any more.
      await this.clock.sleep(10_000);
      const start = this.clock.now();
      const operations = this.stacks.map(({ name }, index) =>
        deed === 'delete' ? this.cloudFormation.destroy(name) : this.cloudFormation.deploy(name, templates[index]),
      );
      await Promise.all(operations);
      return (this.clock.now() - start) / 1000;
    });
    const goal = deed === 'delete' ? undefined : this.pools[deed === 'create' ? 0 : 1];
    const done = this.stacks.flatMap(({ numbers }) => numbers).filter((number) => this.isIn(number, goal));
    return tally(seconds, done.length, this.service.calls.slice(from));
  }

  private template(deed: Deed, numbers: readonly PhoneNumber[]): unknown {
    if (deed === 'delete') return undefined;
    const [one, other] = this.pools;
    const synthesized = template(
      (deed === 'create' ? one : other).id,
      numbers.map(({ id }) => id),
    );
    return this.conditions.shaped?.(synthesized) ?? synthesized;
  }

  private isIn(number: PhoneNumber, pool: Pool | undefined): boolean {
    return this.service.poolsOf(number).join() === (pool?.id ?? '');
  }

  /** With a number that nobody touches, so that no other one is ever the pool's last. */
  private pool(): Pool {
    const pool = this.service.createPool();
    this.service.associate(pool, this.service.requestPhoneNumber());
    return pool;
  }

  private handlerOf(responses: InProcessResponses): HandlerFactory {
    return (fn, lifetime) => {
      const client = {
        region: fn.region,
        credentials: { accessKeyId: fn.accessKeyId, secretAccessKey: 'not-a-secret' },
        maxAttempts: 1,
        signer: nameOnly(fn.accessKeyId),
      };
      const stacks = apiRequestHandler(this.cloudFormation.api);
      return createHandler({
        clock: lifetime.clock(this.clock),
        smsVoice: () => new PinpointSMSVoiceV2Client({ ...client, requestHandler: this.wire() }),
        cloudFormation: () => new CloudFormationClient({ ...client, requestHandler: stacks }),
        put: (url, body) => responses.put(url, body),
        log: () => undefined,
      });
    };
  }

  private wire(): HttpHandler {
    const wire = requestHandler(this.service);
    const way = (): Promise<void> => this.clock.sleep(WAY.least + Math.random() * (WAY.most - WAY.least));
    return {
      ...wire,
      handle: async (request, options) => {
        await way();
        const response = await wire.handle(request, options);
        await way();
        return response;
      },
    };
  }
}
