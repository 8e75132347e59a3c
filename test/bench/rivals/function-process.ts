import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '../../lambda/event';

/** Events that a function's process gets at once. */
export interface Order {
  readonly file: string;
  readonly exported: string;
  readonly events: readonly Event[];
  /** Whether each event has a function of its own, in which nothing is left of others. */
  readonly fresh: boolean;
  readonly answersPort?: string;
  readonly calls?: { readonly file: string; readonly exported: string };
}

export interface Result {
  /** Invocations that threw. */
  readonly failures: number;
  /** The heap that is in use after a garbage collection. */
  readonly heapBytes: number;
}

/** A process that runs functions in Lambda's environment, with the service on loopback. */
export class FunctionProcess {
  private readonly child: ChildProcess;

  constructor(endpoint: string) {
    this.child = fork(join(__dirname, 'function-process-main.ts'), {
      execArgv: ['--import', 'tsx', '--expose-gc'],
      env: environment(endpoint),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /** Resolves when all the events were worked on. */
  async run(order: Order): Promise<Result> {
    const answered = once(this.child, 'message');
    const ended = once(this.child, 'exit').then(() => {
      throw new Error(`the function's process ended with ${String(this.child.exitCode)}, expected a result`);
    });
    ended.catch(() => undefined); // It is meant to end later.
    this.child.send(order);
    const result: unknown = (await Promise.race([answered, ended]))[0];
    if (!isResult(result)) throw new Error(`the function's process sent ${JSON.stringify(result)}, expected a result`);
    return result;
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}

function isResult(value: unknown): value is Result {
  return typeof value === 'object' && value !== null && 'failures' in value && 'heapBytes' in value;
}

/** What Lambda tells a function, as far as the SDK or a handler reads it. */
function environment(endpoint: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_SESSION_TOKEN: 'not-a-token',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
    AWS_LAMBDA_FUNCTION_NAME: 'association',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // No home directory as in Lambda, so that no AWS configuration of the machine gets in.
    HOME: join(tmpdir(), 'no-home'),
  };
}
