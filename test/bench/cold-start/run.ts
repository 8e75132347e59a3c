import { ResponseInbox, serveInbox } from '../../lambda/harness/response-inbox';
import { createEvent } from '../../lambda/harness/event';
import { serve, SmsVoice } from '../../sms-voice';
import { lambdaEnvironment } from '../rivals/environment';
import { serveOtherFunction } from '../rivals/other-function';
import type { Rival } from '../rivals/rival';
import { now, run } from './process';

/** Milliseconds from the start of the process, and its peak of resident memory in MiB. */
export interface ColdStart {
  readonly associate: number;
  readonly response: number;
  readonly memory: number;
}

/** How long a Node.js process takes to its first line of code. */
export async function emptyProcess(): Promise<{ readonly start: number; readonly memory: number }> {
  const { started, wrote, memory } = await run(undefined, {});
  return { start: wrote - started, memory };
}

/** One function from the start of its process to its response, with a service and a response URL of its own on loopback. */
export async function coldStart(rival: Rival): Promise<ColdStart> {
  const clock = { now, sleep: (): Promise<void> => Promise.reject(new Error('the service waits, expected no delay')) };
  const service = new SmsVoice({ clock });
  const inbox = new TimedInbox();
  const [served, responses] = await Promise.all([serve(service), serveInbox(() => inbox)]);
  const environment = lambdaEnvironment(served.endpoint);
  // The function that this one calls has a cold start too.
  const other = await serveOtherFunction(async (event) => {
    if (rival.calls === undefined) throw new Error(`${rival.name}: called another function, expected none`);
    return (await run({ ...rival.calls, event }, environment)).result;
  });
  try {
    const { protocol, host, port } = new URL(responses.endpoint);
    const origin = rival.httpsOnly ? 'https://127.0.0.1' : `${protocol}//${host}`;
    const parameters = {
      PoolId: service.createPool().id,
      OriginationIdentity: service.requestPhoneNumber().id,
      IsoCountryCode: 'US',
    };
    const event = {
      ...rival.event(createEvent(parameters), parameters),
      ResponseURL: `${origin}${ResponseInbox.path}`,
    };
    const { started, memory } = await run(
      { ...rival, event },
      { ...environment, ...other.env, ...(rival.httpsOnly ? { BENCH_RESPONSES_PORT: port } : {}) },
    );
    const associated = service.calls.find(({ operation }) => operation === 'AssociateOriginationIdentity');
    const body = inbox.bodies[0] ?? 'none';
    if (associated?.outcome !== 'success' || !body.includes('"SUCCESS"'))
      throw new Error(`${rival.name}: got the response ${body}; expected an association and SUCCESS`);
    return { associate: associated.time - started, response: inbox.arrived - started, memory };
  } finally {
    other.close();
    await Promise.all([served.close(), responses.close()]);
  }
}

class TimedInbox extends ResponseInbox {
  arrived = NaN;

  override receive(body: string): number {
    this.arrived = now();
    return super.receive(body);
  }
}
