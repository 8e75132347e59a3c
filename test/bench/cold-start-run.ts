import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { AnswerInbox, serveInbox } from '../lambda/answer-inbox';
import { createEvent, type Event } from '../lambda/event';
import { type PhoneNumber, type Pool, serve, SmsVoice } from '../sms-voice';

/** What starts: a file that exports `handler`, the event that it understands, and what its environment has beside Lambda's. */
export interface Starter {
  readonly name: string;
  readonly file: string;
  readonly event: (pool: Pool, number: PhoneNumber) => Event;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it can answer over https on port 443 only. */
  readonly httpsOnly?: boolean;
}

/** Milliseconds from the start of the process, and its peak of resident memory in MiB. */
export interface ColdStart {
  readonly associate: number;
  readonly answer: number;
  readonly memory: number;
}

const LONGEST_RUN = 30_000;
const now = (): number => performance.timeOrigin + performance.now();

/** An event with the properties of this library's resource, which a handler written by hand understands as well. */
export const associationEvent = (pool: Pool, number: PhoneNumber): Event =>
  createEvent({ PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' });

/** How long a Node process takes to get to the first line of code. */
export async function emptyProcess(): Promise<{ readonly start: number; readonly memory: number }> {
  const { started, wrote, memory } = await run([], {});
  return { start: wrote - started, memory };
}

/** One function from the start of its process to its answer, with a service and a response URL of its own on loopback. */
export async function coldStart(starter: Starter): Promise<ColdStart> {
  const clock = { now, sleep: (): Promise<void> => Promise.reject(new Error('the service waits, expected no delay')) };
  const service = new SmsVoice({ clock });
  const inbox = new TimedInbox();
  const [served, answers] = await Promise.all([serve(service), serveInbox(() => inbox)]);
  try {
    const { protocol, host, port } = new URL(answers.endpoint);
    const origin = starter.httpsOnly === true ? 'https://127.0.0.1' : `${protocol}//${host}`;
    const event = {
      ...starter.event(service.createPool(), service.requestPhoneNumber()),
      ResponseURL: `${origin}${AnswerInbox.path}`,
    };
    const { started, memory } = await run([starter.file, JSON.stringify(event)], {
      ...lambdaEnvironment(served.endpoint),
      ...starter.environment,
      ...(starter.httpsOnly === true ? { BENCH_ANSWERS_PORT: port } : {}),
    });
    const associated = service.calls.find(({ operation }) => operation === 'AssociateOriginationIdentity');
    const body = inbox.bodies[0] ?? 'none';
    if (associated?.outcome !== 'success' || !body.includes('"SUCCESS"'))
      throw new Error(`${starter.name}: got the answer ${body}, expected an association and SUCCESS`);
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

/** What Lambda tells a function, as far as the SDK or a handler reads it. */
function lambdaEnvironment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_SESSION_TOKEN: 'not-a-token',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
    AWS_LAMBDA_FUNCTION_NAME: 'association',
    // No home directory as in Lambda, so that no AWS configuration of the machine gets in.
    HOME: join(tmpdir(), 'no-home'),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
