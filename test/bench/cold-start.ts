import { statSync } from 'node:fs';
import { BUNDLE } from '../lambda/harness/bundle';
import { createEvent } from '../lambda/harness/event';
import { now, runFresh } from '../lambda/harness/fresh-process';
import { lambdaEnvironment } from '../lambda/harness/lambda-environment';
import { ResponseInbox, serveInbox } from '../lambda/harness/response-inbox';
import { serve, SmsVoice } from '../sms-voice';
import { figure, shown } from './figure';
import { Goals } from './goals';
import type { Measurement } from './report';

const ROUNDS = 40;
const MAX_BUNDLE_BYTES = 400_000;

/** Fresh processes, each from its start to the first change and to the response. */
export const measureColdStart: Measurement = async () => {
  const empty: EmptyProcess[] = [];
  const starts: ColdStart[] = [];
  // In turns, so that the load of the machine is the same for both. Round 0 fills the file caches and does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [without, start] = [await emptyProcess(), await coldStart()];
    if (round > 0) {
      empty.push(without);
      starts.push(start);
    }
  }
  const goals = new Goals();
  const emptyStart = figure(empty.map(({ start }) => start));
  const { size } = statSync(BUNDLE);
  const kilobytes = `${(size / 1_000).toFixed(0)} kB`;
  const limit = `at most ${MAX_BUNDLE_BYTES / 1_000} kB`;
  return {
    title: 'Cold start',
    paragraphs: [
      `Fresh processes on Node.js ${process.versions.node}, in turns; medians of ${ROUNDS} rounds with their range. ` +
        'Milliseconds count from the start of the process until the first AssociateOriginationIdentity arrives at the ' +
        'service, and until the response arrives at its URL, both on loopback over HTTP. Memory is the peak of resident memory.',
      `The bundle has ${goals.check('Cold start, bundle', kilobytes, size <= MAX_BUNDLE_BYTES, limit)}. The function makes one ` +
        'read before its change and one after it.',
    ],
    tables: [
      {
        columns: ['', 'first change (ms)', 'above an empty process (ms)', 'response (ms)', 'memory (MiB)'],
        rows: [
          ['an empty Node.js process', shown(emptyStart), '', '', shown(figure(empty.map(({ memory }) => memory)))],
          [
            'the function',
            shown(figure(starts.map(({ associate }) => associate))),
            shown(figure(starts.map(({ associate }) => associate - emptyStart.median))),
            shown(figure(starts.map(({ response }) => response))),
            shown(figure(starts.map(({ memory }) => memory))),
          ],
        ],
      },
    ],
    missed: goals.missed,
  };
};

/** Milliseconds from the start of the process, and its peak of resident memory in MiB. */
interface ColdStart {
  readonly associate: number;
  readonly response: number;
  readonly memory: number;
}

type EmptyProcess = Awaited<ReturnType<typeof emptyProcess>>;

/** How long a Node.js process takes to its first line of code. */
async function emptyProcess() {
  const { started, wrote, memory } = await runFresh(undefined, {});
  return { start: wrote - started, memory };
}

/** The function from the start of its process to its response, with a service and a response URL of its own on loopback. */
async function coldStart(): Promise<ColdStart> {
  const clock = { now, sleep: (): Promise<void> => Promise.reject(new Error('the service waits, expected no delay')) };
  const service = new SmsVoice({ clock });
  const inbox = new TimedInbox();
  const [served, responses] = await Promise.all([serve(service), serveInbox(() => inbox)]);
  try {
    const event = createEvent({
      PoolId: service.createPool().id,
      OriginationIdentity: service.requestPhoneNumber().id,
      IsoCountryCode: 'US',
    });
    const ResponseURL = `${responses.endpoint}${ResponseInbox.path}`;
    const { started, memory } = await runFresh({ ...event, ResponseURL }, lambdaEnvironment(served.endpoint));
    const associated = service.calls.find(({ operation }) => operation === 'AssociateOriginationIdentity');
    const body = inbox.bodies[0] ?? 'none';
    if (associated?.outcome !== 'success' || !body.includes('"SUCCESS"'))
      throw new Error(`got the response ${body}; expected an association and SUCCESS`);
    return { associate: associated.time - started, response: inbox.arrived - started, memory };
  } finally {
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
