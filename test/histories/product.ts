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
  /** An operation of the service, or `answer`. */
  readonly doing: string;
}

/** One invocation that was run. */
export interface Run {
  readonly event: CustomResourceEvent;
  readonly accessKeyId: string;
  outcome: 'running' | 'done' | 'threw' | 'killed';
  /** PUTs that were answered with success. */
  delivered: number;
}

/** What the functions did, in the order in which it happened. */
export type Deed =
  | { readonly time: number; readonly call: Call }
  | { readonly time: number; readonly event: CustomResourceEvent; readonly answer?: string };

/** How long a request is under way to the service, and its answer back. */
const WAY = 40;

export interface Product {
  readonly deeds: Deed[];
  readonly handlerOf: HandlerFactory;
  readonly runs: Run[];
  readonly sent: SentCall[];
  readonly log: string[];
}

/** The product's handler in this process: its own code and the SDK's, without sockets, and with crashes on demand. */
export function product(
  clock: VirtualClock,
  service: SmsVoice,
  api: () => CloudFormationApi,
  responses: InProcessResponses,
  crashes: (moment: Moment) => boolean,
): Product {
  const sent: SentCall[] = [];
  const log: string[] = [];
  const deeds: Deed[] = [];
  const runs: Run[] = [];
  const handlerOf: HandlerFactory = (fn, lifetime) => (event, context) => {
    if (!isEvent(event)) throw new Error(`expected an event of a custom resource, got ${JSON.stringify(event)}`);
    const run: Run = { event, accessKeyId: fn.accessKeyId, outcome: 'running', delivered: 0 };
    runs.push(run);
    deeds.push({ time: clock.now(), event });
    void lifetime.ended.then(() => {
      if (run.outcome === 'running') run.outcome = 'killed';
    });
    const perform = performer(lifetime, crashes);
    const wire = requestHandler(service);
    const observed: HttpHandler = {
      ...wire,
      handle: (request, options) => {
        const operation = (request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
        const one: SentCall = { event, run, operation, input: parsed(request.body) };
        sent.push(one);
        return perform(operation, async () => {
          await clock.sleep(WAY);
          const index = service.calls.length;
          const answer = wire.handle(request, options);
          const call = service.calls[index];
          if (call === undefined) throw new Error('the service has not written a call down');
          one.call = call;
          deeds.push({ time: clock.now(), call });
          const response = await answer;
          await clock.sleep(WAY);
          return response;
        });
      },
    };
    const client = {
      region: fn.region,
      credentials: { accessKeyId: fn.accessKeyId, secretAccessKey: 'not-a-secret' },
      maxAttempts: 1,
      signer: nameOnly(fn.accessKeyId),
    };
    const handler = createHandler({
      clock: lifetime.clock(clock),
      smsVoice: () => new PinpointSMSVoiceV2Client({ ...client, requestHandler: observed }),
      cloudFormation: () => new CloudFormationClient({ ...client, requestHandler: apiRequestHandler(api()) }),
      put: async (url, body) => {
        const status = await perform('answer', () => {
          deeds.push({ time: clock.now(), event, answer: body });
          return responses.put(url, body);
        });
        if (status === 200) run.delivered += 1;
        return status;
      },
      log: (entry) => log.push(JSON.stringify(entry)),
    });
    return handler(event, context).then(
      () => void (run.outcome = 'done'),
      (error: unknown) => {
        run.outcome = 'threw';
        throw error;
      },
    );
  };
  return { handlerOf, runs, sent, log, deeds };
}

/** Does something that a crash can come before or after; once crashed, nothing is done and nothing comes back. */
function performer(
  lifetime: Lifetime,
  crashes: (moment: Moment) => boolean,
): <T>(doing: string, work: () => Promise<T>) => Promise<T> {
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
