import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { AnswerInbox, serveInbox } from '../../lambda/answer-inbox';
import { createEvent } from '../../lambda/event';
import { serve, SmsVoice } from '../../sms-voice';
import { lambdaEnvironment } from '../rivals/environment';
import type { Rival } from '../rivals/rival';

/** Milliseconds from the start of the process, and its peak of resident memory in MiB. */
export interface ColdStart {
  readonly associate: number;
  readonly answer: number;
  readonly memory: number;
}

const LONGEST_RUN = 30_000;
const now = (): number => performance.timeOrigin + performance.now();

/** How long a Node process takes to get to the first line of code. */
export async function emptyProcess(): Promise<{ readonly start: number; readonly memory: number }> {
  const { started, wrote, memory } = await run([], {});
  return { start: wrote - started, memory };
}

/** One function from the start of its process to its answer, with a service and a response URL of its own on loopback. */
export async function coldStart({ name, file, event: eventOf, httpsOnly }: Rival): Promise<ColdStart> {
  const clock = { now, sleep: (): Promise<void> => Promise.reject(new Error('the service waits, expected no delay')) };
  const service = new SmsVoice({ clock });
  const inbox = new TimedInbox();
  const [served, answers] = await Promise.all([serve(service), serveInbox(() => inbox)]);
  try {
    const { protocol, host, port } = new URL(answers.endpoint);
    const origin = httpsOnly ? 'https://127.0.0.1' : `${protocol}//${host}`;
    const parameters = {
      PoolId: service.createPool().id,
      OriginationIdentity: service.requestPhoneNumber().id,
      IsoCountryCode: 'US',
    };
    const event = { ...eventOf(createEvent(parameters), parameters), ResponseURL: `${origin}${AnswerInbox.path}` };
    const { started, memory } = await run([file, JSON.stringify(event)], {
      ...lambdaEnvironment(served.endpoint),
      ...(httpsOnly ? { BENCH_ANSWERS_PORT: port } : {}),
    });
    const associated = service.calls.find(({ operation }) => operation === 'AssociateOriginationIdentity');
    const body = inbox.bodies[0] ?? 'none';
    if (associated?.outcome !== 'success' || !body.includes('"SUCCESS"'))
      throw new Error(`${name}: got the answer ${body}, expected an association and SUCCESS`);
    return { associate: associated.time - started, answer: inbox.arrived - started, memory };
  } finally {
    await Promise.all([served.close(), answers.close()]);
  }
}

class TimedInbox extends AnswerInbox {
  arrived = NaN;

  override receive(body: string): number {
    this.arrived = now();
    return super.receive(body);
  }
}

interface Run {
  readonly started: number;
  /** When it first wrote something: an empty process, when it got to the first line of code. */
  readonly wrote: number;
  readonly memory: number;
}

async function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Run> {
  const started = now();
  const child = spawn(process.execPath, [join(__dirname, 'invoke.cjs'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_RUN,
    killSignal: 'SIGKILL',
  });
  let wrote = NaN;
  child.stdout.once('data', () => {
    wrote = now();
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const kibibytes = Number(output.trimEnd().split('\n').at(-1));
  if (child.exitCode !== 0 || !(kibibytes > 0))
    throw new Error(
      `${args[0] ?? 'an empty process'}: got exit code ${child.exitCode ?? 'none'}, expected 0: ${errors}`,
    );
  return { started, wrote, memory: kibibytes / 1024 };
}
