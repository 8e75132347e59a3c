import { realClock } from '../clock';
import { HttpResponses } from '../cloudformation';
import { serveApi } from '../cloudformation/api';
import { createEvent, deleteEvent, type Event, owned, STACK_ID } from '../lambda/harness/event';
import { storm } from '../lambda/handler/storm';
import { EventStacks } from '../lambda/harness/event-stacks';
import { lambdaEnvironment } from '../lambda/harness/lambda-environment';
import { type PhoneNumber, type Pool, serve, SmsVoice } from '../sms-voice';
import { Goals } from './goals';
import { WarmFunction } from './load/warm-function';
import type { Measurement, Section } from './report';

const PARALLEL = 400;
const EVENTS_EACH = 13;

/** Thousands of events in one warm process, hundreds at a time, while many of the service's calls fail. */
export const measureLoad: Measurement = async () => {
  const service = new SmsVoice({ settings: { identitiesPerPool: 1_000 } });
  const pool = service.createPool();
  service.associate(pool, service.requestPhoneNumber());
  const numbers = Array.from({ length: PARALLEL }, () => service.requestPhoneNumber());
  service.faults.add(...storm());
  const stacks = new EventStacks(realClock);
  const [served, api, responses] = await Promise.all([serve(service), serveApi(stacks.api), HttpResponses.start()]);
  const functions = new WarmFunction(lambdaEnvironment(served.endpoint, api.endpoint));
  try {
    const bodies: string[][] = [];
    const series = numbers.map((number) =>
      eventsOf(pool, number).map((event) => {
        stacks.requested(event);
        return collecting(event, bodies, responses);
      }),
    );
    const start = performance.now();
    const { heap } = await functions.run({ series });
    const seconds = (performance.now() - start) / 1_000;
    return report({ bodies, heap, calls: service.calls.length, stackRequests: stacks.api.calls.length, seconds });
  } finally {
    await Promise.all([functions.end(), served.close(), api.close(), responses.close()]);
  }
};

/** Create, delete, create again and so on. Each event is of another stack, which shows the request in progress. */
function eventsOf(pool: Pool, number: PhoneNumber): Event[] {
  const properties = { PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' };
  return Array.from({ length: EVENTS_EACH }, (_, index) => {
    const options = { stackId: `${STACK_ID}-${number.id}-${index}` };
    return index % 2 === 0 ? createEvent(properties, options) : deleteEvent(owned(number.id), properties, options);
  });
}

/** @param bodies gets a list with the bodies of the responses to this event */
function collecting(event: Event, bodies: string[][], responses: HttpResponses): Event {
  const own: string[] = [];
  bodies.push(own);
  return { ...event, ResponseURL: responses.open((body) => own.push(body)) };
}

interface Load {
  /** The bodies of the responses to each event. */
  readonly bodies: readonly (readonly string[])[];
  readonly heap: readonly number[];
  readonly calls: number;
  readonly stackRequests: number;
  readonly seconds: number;
}

function report({ bodies, heap, calls, stackRequests, seconds }: Load): Section {
  const goals = new Goals();
  const events = bodies.length;
  const once = bodies.filter(({ length }) => length === 1).length;
  const succeeded = bodies.filter(([body]) => body?.includes('"SUCCESS"') === true).length;
  const samples = heap.map((bytes, index) => ({ events: (index + 1) * (events / heap.length), bytes }));
  const shown = samples.filter((_, index) => index % 3 === 0);
  const check = (what: string, count: number): string =>
    goals.check(`Load, ${what}`, String(count), count === events, `all ${events}`);
  return {
    title: 'Under load',
    paragraphs: [
      `${events} events in one warm process, ${PARALLEL} at a time, creates and deletes in turns, over HTTP. 10 % of all ` +
        'calls are throttled, 12 % fail with a server error or a dropped connection, before or after their effect, and 20 % ' +
        'are delayed.',
      `${check('events with one response', once)} of ${events} events got exactly one response, and ` +
        `${check('successes', succeeded)} succeeded, in ${seconds.toFixed(0)} s with ${calls} calls of the service and ` +
        `${stackRequests} of CloudFormation.`,
    ],
    tables: [
      {
        caption:
          'The heap in use after so many events and a garbage collection, which includes the events in progress:',
        columns: ['events', ...shown.map((sample) => sample.events.toFixed(0))],
        rows: [['MiB', ...shown.map(({ bytes }) => (bytes / 2 ** 20).toFixed(1))]],
      },
    ],
    missed: goals.missed,
  };
}
