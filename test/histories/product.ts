import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { HttpHandler } from '@smithy/core/protocols';
import type { Put } from '../../lambda/cloudformation/submit-response';
import { createHandler, type Handler } from '../../lambda/handler';
import {
  apiRequestHandler,
  type CloudFormationApi,
  type CustomResourceEvent,
  type HandlerFactory,
  type InProcessResponses,
  type LambdaFunction,
  type Lifetime,
} from '../cloudformation';
import { nameOnly, requestHandler, type Call, type SmsVoice } from '../sms-voice';
import type { VirtualClock } from '../virtual-clock';
import { isCheckEvent, type CheckEvent } from './checks';

/** A call as a function sent it. */
export interface ServiceCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** As the service saw it; absent when the function crashed before. */
  call?: Call;
}

/** A call that a function sent for a request of a resource. */
export interface SentCall extends ServiceCall {
  readonly event: CustomResourceEvent;
  readonly run: Run;
}

/** One invocation by the stack's schedule. */
export interface CheckRun {
  readonly event: CheckEvent;
  readonly awsRequestId: string;
  readonly begunAt: number;
  readonly sent: ServiceCall[];
  /** What the function returned or threw; absent while it runs. */
  ended?: { readonly result: unknown } | { readonly error: unknown };
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
  | { readonly time: number; readonly event: CustomResourceEvent; readonly response?: string }
  | { readonly time: number; readonly check: CheckRun; readonly phase: 'begins' | 'ends' };

/** How long a request is under way to the service, and its response back, in milliseconds. */
const NETWORK_DELAY = 40;

export interface Product {
  readonly activities: readonly Activity[];
  readonly handlerOf: HandlerFactory;
  readonly runs: readonly Run[];
  readonly sent: readonly SentCall[];
  readonly checks: readonly CheckRun[];
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
  const { clock, responses } = outside;
  const sent: SentCall[] = [];
  const checks: CheckRun[] = [];
  const log: string[] = [];
  const activities: Activity[] = [];
  const runs: Run[] = [];
  const handler = (fn: LambdaFunction, lifetime: Lifetime, perform: Perform, { put, note }: Notes): Handler => {
    const client = {
      region: fn.region,
      credentials: { accessKeyId: fn.accessKeyId, secretAccessKey: 'not-a-secret' },
      maxAttempts: 1,
      signer: nameOnly(fn.accessKeyId),
    };
    const smsVoice = serviceHandler(outside, perform, note);
    const cloudFormation = stackHandler(outside, perform);
    const timely = lifetime.clock(clock);
    return createHandler({
      clock: { ...timely, date: () => timely.date() + outside.jumped() },
      smsVoice: () => new PinpointSMSVoiceV2Client({ ...client, requestHandler: smsVoice }),
      cloudFormation: () => new CloudFormationClient({ ...client, requestHandler: cloudFormation }),
      responseProtocols: () => ['https:', 'http:'],
      put,
      log: (entry) => log.push(JSON.stringify(entry)),
      writeLine: (line) => log.push(line),
    });
  };
  const call = (one: ServiceCall): void => {
    if (one.call !== undefined) activities.push({ time: clock.now(), call: one.call });
  };
  const handlerOf: HandlerFactory = (fn, lifetime) => async (event, context) => {
    if (isCheckEvent(event)) {
      const check: CheckRun = { event, awsRequestId: context.awsRequestId, begunAt: clock.now(), sent: [] };
      checks.push(check);
      activities.push({ time: clock.now(), check, phase: 'begins' });
      const note = { sent: (one: ServiceCall) => check.sent.push(one), call };
      const put = () => Promise.reject(new Error('a check has no response to submit'));
      // The crashes of a step come to its requests.
      const ended = await handler(
        fn,
        lifetime,
        performer(lifetime, () => false),
        { put, note },
      )(event, context).then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      );
      check.ended = ended;
      activities.push({ time: clock.now(), check, phase: 'ends' });
      if ('error' in ended) throw ended.error;
      return;
    }
    if (!isEvent(event)) throw new Error(`expected an event of a custom resource, got ${JSON.stringify(event)}`);
    const run: Run = { event, accessKeyId: fn.accessKeyId, outcome: 'running', submitted: 0 };
    runs.push(run);
    activities.push({ time: clock.now(), event });
    void lifetime.ended.then(() => {
      if (run.outcome === 'running') run.outcome = 'killed';
    });
    const perform = performer(lifetime, outside.crashes);
    const note = { sent: (one: ServiceCall) => sent.push(Object.assign(one, { event, run })), call };
    const put: Put = async (url, body) => {
      const status = await perform('response', () => {
        activities.push({ time: clock.now(), event, response: body });
        return responses.put(url, body);
      });
      if (status === 200) run.submitted += 1;
      return status;
    };
    return handler(fn, lifetime, perform, { put, note })(event, context).then(
      () => void (run.outcome = 'done'),
      (error: unknown) => {
        run.outcome = 'threw';
        throw error;
      },
    );
  };
  return { handlerOf, runs, sent, checks, log, activities };
}

interface Notes {
  readonly put: Put;
  readonly note: Note;
}

interface Note {
  /** Called when a call leaves the function, and again when the service has it. */
  readonly sent: (call: ServiceCall) => void;
  readonly call: (call: ServiceCall) => void;
}

/** The way to the service, on which every call is noted. */
function serviceHandler({ clock, service }: Outside, perform: Perform, note: Note): HttpHandler {
  const wire = requestHandler(service);
  return {
    ...wire,
    handle: (request, options) => {
      const operation = (request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
      const one: ServiceCall = { operation, input: parsed(request.body) };
      note.sent(one);
      return perform(operation, async () => {
        await clock.sleep(NETWORK_DELAY);
        const index = service.calls.length;
        const answer = wire.handle(request, options);
        const call = service.calls[index];
        if (call === undefined) throw new Error('the service has not noted a call');
        one.call = call;
        note.call(one);
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
