import { HttpResponses } from '../../cloudformation';
import { createEvent, deleteEvent, type Event } from '../../lambda/harness/event';
import { type PhoneNumber, type Pool, serve, SmsVoice } from '../../sms-voice';
import { tally, type Tally } from '../quota/tally';
import { lambdaEnvironment } from './environment';
import { FunctionProcess } from './function-process';
import type { Parameters, Rival } from './rival';

export interface Task {
  readonly deed: 'create' | 'delete';
  readonly associations: number;
  readonly requestsPerSecond: number;
}

/** Sends a rival many events at once, in real time and over HTTP. Each event gets a function with a client of its own. */
export async function contest(rival: Rival, { deed, associations, requestsPerSecond }: Task): Promise<Tally> {
  const service = new SmsVoice({ settings: { requestsPerSecond, identitiesPerPool: 1_000 } });
  const pool = service.createPool();
  service.associate(pool, service.requestPhoneNumber());
  const numbers = Array.from({ length: associations }, () => service.requestPhoneNumber());
  if (deed === 'delete') for (const number of numbers) service.associate(pool, number);

  const [served, responses] = await Promise.all([serve(service), HttpResponses.start()]);
  const functions = new FunctionProcess(lambdaEnvironment(served.endpoint));
  try {
    const succeeded = new Set<PhoneNumber>();
    let last = 0;
    const events = numbers.map((number) => {
      const url = new URL(
        responses.open((body) => {
          last = Date.now();
          if (body.includes('"SUCCESS"')) succeeded.add(number);
        }),
      );
      return { url, event: eventFor(rival, deed, pool, number) };
    });
    const from = service.calls.length;
    const start = Date.now();
    const { file, exported, httpsOnly, calls } = rival;
    await functions.run({
      file,
      exported,
      series: events.map(({ url, event }) => [{ ...event, ResponseURL: responseUrl(url, httpsOnly) }]),
      fresh: true,
      ...(httpsOnly ? { responsesPort: events[0]?.url.port ?? '' } : {}),
      ...(calls === undefined ? {} : { calls }),
    });
    const isDone = (number: PhoneNumber): boolean =>
      succeeded.has(number) && (service.poolsOf(number).length === 1) === (deed === 'create');
    return tally((last - start) / 1000, numbers.filter(isDone).length, service.calls.slice(from));
  } finally {
    await Promise.all([functions.end(), served.close(), responses.close()]);
  }
}

function eventFor(rival: Rival, deed: Task['deed'], pool: Pool, number: PhoneNumber): Event {
  const parameters: Parameters = { PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' };
  const options = { logicalId: `Association${number.id.slice(-8)}` };
  const event = deed === 'create' ? createEvent(parameters, options) : deleteEvent(number.id, parameters, options);
  return rival.event(event, parameters);
}

/** A function that knows only port 443 gets a URL without a port. */
function responseUrl(url: URL, httpsOnly: boolean): string {
  return httpsOnly ? `https://${url.hostname}${url.pathname}${url.search}` : url.href;
}
