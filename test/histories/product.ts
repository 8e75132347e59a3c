import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { HttpHandler } from '@smithy/core/protocols';
import { createHandler } from '../../lambda/handler';
import {
  apiRequestHandler,
  type CloudFormationApi,
  type CustomResourceEvent,
  type HandlerFactory,
  type InProcessResponses,
  type Lifetime,
} from '../cloudformation';
import { nameOnly, requestHandler, type Call, type SmsVoice } from '../sms-voice';
import type { VirtualClock } from '../virtual-clock';

/** A call as a function sent it. */
export interface SentCall {
  readonly event: CustomResourceEvent;
  readonly run: Run;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** As the service saw it; absent when the function crashed before. */
  call?: Call;
}

/** A moment at which a function may crash. */
export interface Moment {
  readonly at: 'before' | 'after';
  /** An operation of the service or of CloudFormation, or `response`. */
  readonly doing: string;
}

/** One invocation that was run. */
export interface Run {
  readonly event: CustomResourceEvent;
  readonly accessKeyId: string;
  outcome: 'running' | 'done' | 'threw' | 'killed';
  /** PUTs that were answered with success. */
  submitted: number;
}

/** What the functions did, in the order in which it happened. */
export type Activity =
  | { readonly time: number; readonly call: Call }
  | { readonly time: number; readonly event: CustomResourceEvent; readonly response?: string };

/** How long a request is under way to the service, and its response back, in milliseconds. */
const NETWORK_DELAY = 40;

export interface Product {
  readonly activities: readonly Activity[];
  readonly handlerOf: HandlerFactory;
  readonly runs: readonly Run[];
  readonly sent: readonly SentCall[];
  readonly log: readonly string[];
}

export interface Outside {
  readonly clock: VirtualClock;
  readonly service: SmsVoice;
  readonly api: () => CloudFormationApi;
  readonly responses: InProcessResponses;
  readonly crashes: (moment: Moment) => boolean;
  /** How many milliseconds the date of the functions' machine is wrong. */
  readonly jumped: () => number;
}

/** The product's handler in this process: its own code and the SDK's, without sockets, and with crashes on demand. */
export function product(outside: Outside): Product {
  const { clock, responses, crashes } = outside;
  const sent: SentCall[] = [];
  const log: string[] = [];
  const activities: Activity[] = [];
  const runs: Run[] = [];
  const handlerOf: HandlerFactory = (fn, lifetime) => (event, context) => {
    if (!isEvent(event)) throw new Error(`expected an event of a custom resource, got ${JSON.stringify(event)}`);
    const run: Run = { event, accessKeyId: fn.accessKeyId, outcome: 'running', submitted: 0 };
    runs.push(run);
    activities.push({ time: clock.now(), event });
    void lifetime.ended.then(() => {
      if (run.outcome === 'running') run.outcome = 'killed';
    });
    const perform = performer(lifetime, crashes);
    const client = {
      region: fn.region,
      credentials: { accessKeyId: fn.accessKeyId, secretAccessKey: 'not-a-secret' },
      maxAttempts: 1,
      signer: nameOnly(fn.accessKeyId),
    };
    const smsVoice = serviceHandler(outside, perform, { run, sent, activities });
    const cloudFormation = stackHandler(outside, perform);
    const timely = lifetime.clock(clock);
    const handler = createHandler({
      clock: { ...timely, date: () => timely.date() + outside.jumped() },
      smsVoice: () => new PinpointSMSVoiceV2Client({ ...client, requestHandler: smsVoice }),
      cloudFormation: () => new CloudFormationClient({ ...client, requestHandler: cloudFormation }),
      responseProtocols: () => ['https:', 'http:'],
      put: async (url, body) => {
        const status = await perform('response', () => {
          activities.push({ time: clock.now(), event, response: body });
          return responses.put(url, body);
        });
        if (status === 200) run.submitted += 1;
        return status;
      },
      log: (entry) => log.push(JSON.stringify(entry)),
      writeLine: (line) => log.push(line),
    });
    return handler(event, context).then(
      () => void (run.outcome = 'done'),
      (error: unknown) => {
        run.outcome = 'threw';
        throw error;
      },
    );
  };
  return { handlerOf, runs, sent, log, activities };
}

interface Records {
  readonly run: Run;
  readonly sent: SentCall[];
  readonly activities: Activity[];
}

/** The way to the service, on which every call is noted. */
function serviceHandler(
  { clock, service }: Outside,
  perform: Perform,
  { run, sent, activities }: Records,
): HttpHandler {
  const wire = requestHandler(service);
  return {
    ...wire,
    handle: (request, options) => {
      const operation = (request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
      const one: SentCall = { event: run.event, run, operation, input: parsed(request.body) };
      sent.push(one);
      return perform(operation, async () => {
        await clock.sleep(NETWORK_DELAY);
        const index = service.calls.length;
        const answer = wire.handle(request, options);
        const call = service.calls[index];
        if (call === undefined) throw new Error('the service has not noted a call');
        one.call = call;
        activities.push({ time: clock.now(), call });
        const response = await answer;
        await clock.sleep(NETWORK_DELAY);
        return response;
      });
    },
  };
}

function stackHandler({ clock, api }: Outside, perform: Perform): HttpHandler {
  const wire = apiRequestHandler(api());
  return {
    ...wire,
    handle: (request, options) =>
      perform('CloudFormation', async () => {
        await clock.sleep(NETWORK_DELAY);
        const response = await wire.handle(request, options);
        await clock.sleep(NETWORK_DELAY);
        return response;
      }),
  };
}

type Perform = <T>(doing: string, work: () => Promise<T>) => Promise<T>;

/** Does something that a crash can come before or after; once crashed, nothing is done and nothing comes back. */
function performer(lifetime: Lifetime, crashes: (moment: Moment) => boolean): Perform {
  return (doing, work) => {
    if (crashes({ at: 'before', doing })) {
      lifetime.kill();
      return lifetime.guard(new Promise(() => undefined));
    }
    const done = work().finally(() => {
      if (crashes({ at: 'after', doing })) lifetime.kill();
    });
    return lifetime.guard(done);
  };
}

function parsed(body: unknown): Record<string, unknown> {
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
  const value: unknown = JSON.parse(typeof text === 'string' ? text : '{}');
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isEvent(event: object): event is CustomResourceEvent {
  return 'RequestType' in event && 'ResponseURL' in event;
}
