import { HttpResponses } from '../cloudformation';
import { createEvent, deleteEvent, type Event } from '../lambda/event';
import { type PhoneNumber, type Pool, serve, SmsVoice } from '../sms-voice';
import { storm } from './load/storm';
import type { Measurement, Section } from './report';
import { FunctionProcess } from './rivals/function-process';
import { ours } from './rivals/rival';

const EVENTS_AT_ONCE = 400;
const EVENTS_EACH = 13;

/** Thousands of events in one warm process, hundreds at once, while the service has a bad day. */
export const measureLoad: Measurement = async () => {
  const service = new SmsVoice({ settings: { identitiesPerPool: 1_000 } });
  const pool = service.createPool();
  service.associate(pool, service.requestPhoneNumber());
  const numbers = Array.from({ length: EVENTS_AT_ONCE }, () => service.requestPhoneNumber());
  service.faults.add(...storm());
  const [served, responses] = await Promise.all([serve(service), HttpResponses.start()]);
  const functions = new FunctionProcess(served.endpoint);
  try {
    /** For each event, the answers to it. */
    const answers: string[][] = [];
    const series = numbers.map((number) => eventsOf(pool, number).map((event) => answered(event, answers, responses)));
    const start = performance.now();
    const { heap } = await functions.run({ file: ours.file, exported: ours.exported, series, fresh: false });
    return report({ answers, heap, calls: service.calls.length, seconds: (performance.now() - start) / 1000 });
  } finally {
    await Promise.all([functions.end(), served.close(), responses.close()]);
  }
};

/** Created, deleted, created again and so on. */
function eventsOf(pool: Pool, number: PhoneNumber): Event[] {
  const properties = { PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' };
  return Array.from({ length: EVENTS_EACH }, (_, index) => {
    // Each time as another resource, whose tokens the service can't remember.
    const options = { logicalId: `Association${number.id.slice(-8)}${Math.floor(index / 2)}` };
    return index % 2 === 0 ? createEvent(properties, options) : deleteEvent(number.id, properties, options);
  });
}

function answered(event: Event, answers: string[][], responses: HttpResponses): Event {
  const bodies: string[] = [];
  answers.push(bodies);
  return { ...event, ResponseURL: responses.open((body) => bodies.push(body)) };
}

interface Storm {
  readonly answers: readonly (readonly string[])[];
  readonly heap: readonly number[];
  readonly calls: number;
  readonly seconds: number;
}

function report({ answers, heap, calls, seconds }: Storm): Section {
  const events = answers.length;
  const times = (count: number): number => answers.filter(({ length }) => length === count).length;
  const succeeded = answers.filter(([body]) => body?.includes('"SUCCESS"') === true).length;
  const samples = heap.map((bytes, index) => ({ events: (index + 1) * (events / heap.length), bytes }));
  const shown = samples.filter((_, index) => index % 3 === 0);
  return {
    title: 'Under load',
    paragraphs: [
      `${events} events in one warm process, ${EVENTS_AT_ONCE} at once, creates and deletes in turns, over HTTP. Of all ` +
        'calls 10 % are throttled, 12 % fail with an error of the server’s or a dropped connection before or after their ' +
        'effect, and 20 % are delayed.',
      `${events - times(0)} of ${events} were answered, ${succeeded} with success, ${events - times(0) - times(1)} more ` +
        `than once, in ${seconds.toFixed(0)} s and ${calls} calls.`,
    ],
    tables: [
      {
        caption:
          'The heap in use after so many events and a garbage collection, with the events that are under way then:',
        columns: ['events', ...shown.map((sample) => sample.events.toFixed(0))],
        rows: [['MiB', ...shown.map(({ bytes }) => (bytes / 2 ** 20).toFixed(1))]],
      },
    ],
  };
}
