import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { HttpHandler } from '@smithy/core/protocols';
import { createHandler, type Handler } from '../../../lambda/handler';
import type { InvocationContext } from '../../../lambda/util/deadlines';
import { type Clock, realClock } from '../../clock';
import { apiRequestHandler, serveApi } from '../../cloudformation/api';
import { requestHandler, serve, type Settings, SmsVoice } from '../../sms-voice';
import { VirtualClock } from '../../virtual-clock';
import { loadBundle, SECRET_ACCESS_KEY } from './bundle';
import { ACCOUNT, type Event } from './event';
import { parseResponse, type Response } from './response';
import { ResponseInbox, serveInbox } from './response-inbox';
import { EventStacks } from './event-stacks';

/** The handler, the service that it calls, the stacks that it reads, and the inbox of its responses. */
export class Rig {
  /** The log, a JSON line for each entry. */
  readonly lines: string[] = [];
  readonly inbox = new ResponseInbox();
  /** What CloudFormation shows of the events' stacks. */
  readonly stacks: EventStacks;

  constructor(
    readonly service: SmsVoice,
    readonly clock: Clock,
    private readonly parts: {
      readonly handler: (rig: Rig) => Handler;
      readonly responseUrl: string;
      readonly run: <T>(work: () => Promise<T>) => Promise<T>;
      readonly milliseconds: number;
      readonly close: () => Promise<void>;
    },
  ) {
    this.stacks = new EventStacks(clock);
  }

  /** Delivers one event, as Lambda would, and resolves with the response. */
  async send(event: Event, context?: InvocationContext): Promise<Response> {
    await this.run(() => this.deliver(event, context));
    const response = parseResponse(this.inbox.bodies.at(-1));
    this.stacks.responded(event, response);
    return response;
  }

  /** Delivers one event whose response CloudFormation does not see, as if the function crashed after its work. */
  deliverUnseen(event: Event, context?: InvocationContext): Promise<void> {
    return this.run(() => this.deliver(event, context));
  }

  /** The delivery alone, for work inside `run`. */
  deliver(event: Event, context = this.context()): Promise<void> {
    this.stacks.requested(event);
    return this.deliverRaw({ ...event, ResponseURL: this.parts.responseUrl }, context);
  }

  /**
   * Delivers an event again, as Lambda does after a crash. What CloudFormation shows stays as it is.
   *
   * @param sentAt when CloudFormation sent the event, in milliseconds since the epoch
   */
  async deliverAgain(event: Event, sentAt: number): Promise<Response> {
    const date = new Date(sentAt).toISOString().replace(/[-:]|\.\d+/g, '');
    const ResponseURL = `${this.parts.responseUrl}&X-Amz-Date=${date}`;
    await this.run(() => this.deliverRaw({ ...event, ResponseURL }, this.context()));
    return parseResponse(this.inbox.bodies.at(-1));
  }

  /** Delivers any value as the event. */
  deliverRaw(event: unknown, context?: InvocationContext): Promise<void> {
    return this.parts.handler(this)(event, context);
  }

  /** Runs work that waits on the rig's clock, such as two parallel deliveries. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.parts.run(work);
  }

  /** Lets that many milliseconds pass. */
  async wait(milliseconds: number): Promise<void> {
    await this.run(() => this.clock.sleep(milliseconds));
  }

  /**
   * Lets time pass until the condition holds, for work inside `run`.
   *
   * @throws after half an hour, when every function has ended
   */
  async until(condition: () => boolean): Promise<void> {
    const end = this.clock.now() + 1_800_000;
    while (!condition()) {
      if (this.clock.now() > end) throw new Error(`${String(condition)}: expected within half an hour`);
      await this.clock.sleep(100);
    }
  }

  /** Lambda's context, with all of the rig's time or with less. */
  context(milliseconds = this.parts.milliseconds): InvocationContext {
    const end = this.clock.now() + milliseconds;
    return { getRemainingTimeInMillis: () => end - this.clock.now(), awsRequestId: 'r-1', logStreamName: 'stream' };
  }

  /** The warnings of the log. */
  get warnings(): string[] {
    return this.lines.filter((line) => line.includes('"message":"warning"'));
  }

  /** Every call of that kind that arrived at the service. */
  calls(operation: string) {
    return this.service.calls.filter((call) => call.operation.startsWith(operation));
  }

  tokens(operation: string): unknown[] {
    return this.calls(operation).map(({ input }) => (isFields(input) ? input.ClientToken : undefined));
  }

  close(): Promise<void> {
    return this.parts.close();
  }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * In one process, on virtual time, with the real SDK clients: fifteen minutes of waiting take a moment.
 *
 * @param wire responds in the service's place
 */
export function virtualRig(settings: Partial<Settings> = {}, wire?: HttpHandler): Promise<Rig> {
  const clock = new VirtualClock();
  const service = new SmsVoice({ clock, accountId: ACCOUNT, settings });
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET_ACCESS_KEY };
  const client = { region: 'us-east-1', credentials, maxAttempts: 1 };
  const rig = new Rig(service, clock, {
    handler: ({ inbox, lines, stacks }) =>
      createHandler({
        clock,
        smsVoice: () => new PinpointSMSVoiceV2Client({ ...client, requestHandler: wire ?? requestHandler(service) }),
        cloudFormation: () => new CloudFormationClient({ ...client, requestHandler: apiRequestHandler(stacks.api) }),
        put: inbox.put,
        log: (entry) => lines.push(JSON.stringify(entry)),
      }),
    responseUrl: `https://responses.example${ResponseInbox.path}`,
    run: (work) => clock.run(work),
    milliseconds: 900_000,
    close: () => Promise.resolve(),
  });
  return Promise.resolve(rig);
}

/** The shipped bundle, over HTTP on loopback to the service and to the response URL, in real time. */
export async function bundleRig(settings: Partial<Settings> = {}): Promise<Rig> {
  const service = new SmsVoice({ accountId: ACCOUNT, settings });
  const served = await serve(service);
  const responses = await serveInbox(() => rig.inbox);
  const rig: Rig = new Rig(service, realClock, {
    handler: ({ lines }) => bundle.logging(lines),
    responseUrl: `${responses.endpoint}${ResponseInbox.path}`,
    run: (work) => work(),
    milliseconds: 12_000,
    close: async () => {
      bundle.restore();
      await Promise.all([served.close(), responses.close(), stacks.close()]);
    },
  });
  const stacks = await serveApi(rig.stacks.api);
  const bundle = loadBundle({ smsVoice: served.endpoint, cloudFormation: stacks.endpoint });
  return rig;
}

type NamedRig = readonly [name: string, makeRig: () => Promise<Rig>];

const inProcess: NamedRig = ['in process, on virtual time', () => virtualRig()];
const overTheWire: NamedRig = ['the bundle, over the wire', () => bundleRig()];

/** Both, for `describe.each`. */
export const rigs: readonly NamedRig[] = [inProcess, overTheWire];
