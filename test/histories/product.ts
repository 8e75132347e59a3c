import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Put } from '../../lambda/cloudformation/submit-response';
import { createHandler, type Handler } from '../../lambda/handler';
import {
  isCustomResourceEvent,
  type CloudFormationApi,
  type CustomResourceEvent,
  type HandlerFactory,
  type InProcessResponses,
  type InvocationContext,
  type LambdaFunction,
  type Lifetime,
} from '../cloudformation';
import { inProcessClient, type Call, type SmsVoice } from '../sms-voice';
import type { VirtualClock } from '../virtual-clock';
import { isCheckEvent, type CheckEvent } from './checks';
import { performer, serviceHandler, stackHandler, type Moment, type Perform, type ServiceCall } from './connections';

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

interface Records {
  readonly activities: Activity[];
  readonly runs: Run[];
  readonly sent: SentCall[];
  readonly checks: CheckRun[];
  readonly log: string[];
}

export interface Product extends Records {
  readonly handlerOf: HandlerFactory;
}

export interface Outside {
  readonly clock: VirtualClock;
  readonly service: SmsVoice;
  readonly api: () => CloudFormationApi;
  readonly responses: InProcessResponses;
  readonly crashes: (moment: Moment) => boolean;
  /** How many milliseconds the date of the functions' machine is wrong. */
  readonly jumped: () => number;
  /** Whether the service has an address. */
  readonly hasRoute: () => boolean;
}

/** The product's handler in this process: its own code and the SDK's, without sockets, and with crashes on demand. */
export function product(outside: Outside): Product {
  const records: Records = { activities: [], runs: [], sent: [], checks: [], log: [] };
  const handlerOf: HandlerFactory = (fn, lifetime) => (event, context) => {
    if (isCheckEvent(event)) return check({ outside, records, fn, lifetime }, event, context);
    if (isCustomResourceEvent(event)) return carryOut({ outside, records, fn, lifetime }, event, context);
    throw new Error(`expected an event of a custom resource or a check, got ${JSON.stringify(event)}`);
  };
  return { ...records, handlerOf };
}

interface Invocation {
  readonly outside: Outside;
  readonly records: Records;
  readonly fn: LambdaFunction;
  readonly lifetime: Lifetime;
}

async function check(invocation: Invocation, event: CheckEvent, context: InvocationContext): Promise<void> {
  const { outside, records, lifetime } = invocation;
  const { clock } = outside;
  const one: CheckRun = { event, awsRequestId: context.awsRequestId, begunAt: clock.now(), sent: [] };
  records.checks.push(one);
  records.activities.push({ time: clock.now(), check: one, phase: 'begins' });
  const handler = handlerIn(invocation, {
    // The crashes of a step come to its requests.
    perform: performer(lifetime, () => false),
    put: () => Promise.reject(new Error('a check has no response to submit')),
    onSent: (call) => one.sent.push(call),
  });
  one.ended = await handler(event, context).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  records.activities.push({ time: clock.now(), check: one, phase: 'ends' });
  if ('error' in one.ended) throw one.ended.error;
}

function carryOut(invocation: Invocation, event: CustomResourceEvent, context: InvocationContext): Promise<void> {
  const { outside, records, lifetime, fn } = invocation;
  const { clock, crashes, responses } = outside;
  const run: Run = { event, accessKeyId: fn.accessKeyId, outcome: 'running', submitted: 0 };
  records.runs.push(run);
  records.activities.push({ time: clock.now(), event });
  void lifetime.ended.then(() => {
    if (run.outcome === 'running') run.outcome = 'killed';
  });
  const perform = performer(lifetime, crashes);
  const put: Put = async (url, body) => {
    const status = await perform('response', () => {
      records.activities.push({ time: clock.now(), event, response: body });
      return responses.put(url, body);
    });
    if (status === 200) run.submitted += 1;
    return status;
  };
  const onSent = (call: ServiceCall): unknown => records.sent.push(Object.assign(call, { event, run }));
  return handlerIn(invocation, { perform, put, onSent })(event, context).then(
    () => void (run.outcome = 'done'),
    (error: unknown) => {
      run.outcome = 'threw';
      throw error;
    },
  );
}

interface Connections {
  readonly perform: Perform;
  readonly put: Put;
  /** Called when a call leaves the function. */
  readonly onSent: (call: ServiceCall) => void;
}

function handlerIn({ outside, records, fn, lifetime }: Invocation, { perform, put, onSent }: Connections): Handler {
  const client = inProcessClient(fn);
  const onReceived = (call: Call): unknown => records.activities.push({ time: outside.clock.now(), call });
  const smsVoice = serviceHandler(outside, perform, { onSent, onReceived });
  const cloudFormation = stackHandler(outside, perform);
  const clock = lifetime.clock(outside.clock);
  return createHandler({
    clock: { ...clock, date: () => clock.date() + outside.jumped() },
    smsVoice: () => new PinpointSMSVoiceV2Client({ ...client, requestHandler: smsVoice }),
    cloudFormation: () => new CloudFormationClient({ ...client, requestHandler: cloudFormation }),
    responseProtocols: () => ['https:', 'http:'],
    put,
    log: (entry) => records.log.push(JSON.stringify(entry)),
    writeLine: (line) => records.log.push(line),
  });
}
