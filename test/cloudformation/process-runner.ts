import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FunctionRunner, LambdaFunction } from './lambda-function';

export interface ProcessRunnerOptions {
  /** Variables beside those of Lambda and the template, such as an endpoint on loopback. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** How one invocation ended: with what the handler returned, or by an exception, its exit or its timeout. */
export type FunctionResult = { readonly outcome: 'done'; readonly returned: unknown } | { readonly outcome: 'crashed' };

/** Runs each invocation in a process of its own, with the code that the template names, as Lambda does. */
export class ProcessRunner implements FunctionRunner {
  /** All lines that functions wrote to standard output and error. */
  readonly log: string[] = [];
  private readonly running = new Set<ChildProcess>();

  constructor(private readonly options: ProcessRunnerOptions = {}) {}

  async invoke(fn: LambdaFunction, event: object): Promise<'done' | 'crashed'> {
    return (await this.call(fn, event)).outcome;
  }

  /** Runs a function once, and waits for what it returns. */
  async call(fn: LambdaFunction, event: object): Promise<FunctionResult> {
    if (fn.codeDirectory === undefined) {
      throw new Error(
        `no code is known for function ${fn.name}; deploy with the option assembly, the directory of the cloud assembly`,
      );
    }
    const child = spawn(process.execPath, [join(__dirname, 'run-function.mjs')], {
      cwd: fn.codeDirectory,
      env: environmentOf(fn, fn.codeDirectory, this.options.environment ?? {}),
      // The fourth is for what the handler returns.
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.running.add(child);
    const timeout = setTimeout(() => child.kill('SIGKILL'), fn.timeoutSeconds * 1000);
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => this.log.push(line));
    child.stdin.on('error', () => undefined); // The process can be killed before it has read the event.
    child.stdin.end(JSON.stringify(event));
    const channel = child.stdio[3];
    const [returned] = await Promise.all([channel instanceof Readable ? text(channel) : '', once(child, 'close')]);
    clearTimeout(timeout);
    this.running.delete(child);
    if (child.exitCode !== 0) return { outcome: 'crashed' };
    return { outcome: 'done', returned: returned === '' ? undefined : JSON.parse(returned) };
  }

  /** Kills all running functions. To Lambda that is a crash, which it retries. */
  kill(): void {
    for (const child of this.running) child.kill('SIGKILL');
  }
}

function environmentOf(
  fn: LambdaFunction,
  codeDirectory: string,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...fn.environment,
    AWS_REGION: fn.region,
    AWS_DEFAULT_REGION: fn.region,
    AWS_ACCESS_KEY_ID: fn.accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_SESSION_TOKEN: 'not-a-token',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_STREAM_NAME: `2026/01/01/[$LATEST]${randomUUID().replaceAll('-', '')}`,
    LAMBDA_TASK_ROOT: codeDirectory,
    _HANDLER: fn.handler,
    TZ: ':UTC',
    // Lambda has no home directory; without one, no AWS configuration of the machine applies.
    HOME: join(tmpdir(), 'no-home'),
    RIG_REQUEST_ID: randomUUID(),
    RIG_TIMEOUT_SECONDS: String(fn.timeoutSeconds),
    ...extra,
  };
}
