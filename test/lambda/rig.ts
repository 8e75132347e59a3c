import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { HttpHandler } from '@smithy/core/protocols';
import type { InvocationContext } from '../../lambda/budget';
import type { Clock } from '../../lambda/clock';
import { createHandler, type Handler } from '../../lambda/handler';
import { requestHandler, serve, type Settings, SmsVoice } from '../sms-voice';
import { VirtualClock } from '../virtual-clock';
import { type Answer, parseAnswer } from './answer';
import { AnswerInbox, serveInbox } from './answer-inbox';
import { loadBundle, SECRET_ACCESS_KEY } from './bundle';
import { ACCOUNT, type Event } from './event';

/** The handler, the service that it speaks to, and somebody who takes its answers. */
export class Rig {
  /** All that was logged, a JSON line each. */
  readonly lines: string[] = [];
  readonly inbox = new AnswerInbox();

  constructor(
    readonly service: SmsVoice,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly parts: {
      readonly handler: (rig: Rig) => Handler;
      readonly responseUrl: string;
      readonly run: <T>(work: () => Promise<T>) => Promise<T>;
      readonly milliseconds: number;
      readonly close: () => Promise<void>;
    },
  ) {}

  /** Delivers one event, as Lambda would, and resolves with the answer. */
  async send(event: Event, context?: InvocationContext): Promise<Answer> {
    await this.run(() => this.deliver(event, context));
    return parseAnswer(this.inbox.bodies.at(-1));
  }

  /** The delivery alone, for work inside `run`. */
  deliver(event: Event, context = this.context()): Promise<void> {
    return this.deliverRaw({ ...event, ResponseURL: this.parts.responseUrl }, context);
  }

  /** Anything at all as the event. */
  deliverRaw(event: unknown, context?: InvocationContext): Promise<void> {
    return this.parts.handler(this)(event, context);
  }

  /** Runs work that waits on the rig's clock, such as two deliveries at once. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.parts.run(work);
  }

  /** Lambda's context, with all of the rig's time or with less. */
  context(milliseconds = this.parts.milliseconds): InvocationContext {
    const end = this.clock.now() + milliseconds;
    return { getRemainingTimeInMillis: () => end - this.clock.now(), awsRequestId: 'r-1', logStreamName: 'stream' };
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
 * In one process, on virtual time, with the real SDK client: fifteen minutes of waiting take a moment.
 *
 * @param wire what answers in the service's place
 */
export function virtualRig(settings: Partial<Settings> = {}, wire?: HttpHandler): Promise<Rig> {
  const clock = new VirtualClock();
  const service = new SmsVoice({ clock, accountId: ACCOUNT, settings });
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET_ACCESS_KEY };
  const client = () =>
    new PinpointSMSVoiceV2Client({
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
      requestHandler: wire ?? requestHandler(service),
    });
  const rig = new Rig(service, clock, {
    handler: ({ inbox, lines }) =>
      createHandler({ clock, client, put: inbox.put, log: (entry) => lines.push(JSON.stringify(entry)) }),
    responseUrl: `https://answers.example${AnswerInbox.path}`,
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
  const bundle = loadBundle(served.endpoint);
  const answers = await serveInbox(() => rig.inbox);
  const rig: Rig = new Rig(
    service,
    { now: () => Date.now() },
    {
      handler: ({ lines }) => bundle.logging(lines),
      responseUrl: `${answers.endpoint}${AnswerInbox.path}`,
      run: (work) => work(),
      milliseconds: 12_000,
      close: async () => {
        bundle.restore();
        await Promise.all([served.close(), answers.close()]);
      },
    },
  );
  return rig;
}

type NamedRig = readonly [name: string, makeRig: () => Promise<Rig>];

const inProcess: NamedRig = ['in process, on virtual time', () => virtualRig()];
const overTheWire: NamedRig = ['the bundle, over the wire', () => bundleRig()];

/** Both, for `describe.each`. Mutation tests change the sources, of which the bundle knows nothing. */
export const rigs: readonly NamedRig[] =
  process.env.MUTATION_TEST === undefined ? [inProcess, overTheWire] : [inProcess];
