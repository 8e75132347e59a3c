import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Event } from '../../lambda/event';
import { lambdaEnvironment } from './environment';

/** Events that a function's process gets. */
export interface Order {
  readonly file: string;
  readonly exported: string;
  /** All series at once, and in each one event after the other. */
  readonly series: readonly (readonly Event[])[];
  /** Whether each event has a function of its own, in which nothing is left of others. */
  readonly fresh: boolean;
  readonly answersPort?: string;
  readonly calls?: { readonly file: string; readonly exported: string };
}

export interface Result {
  /** Invocations that threw. */
  readonly failures: number;
  /** The heap in use after each so many events and a garbage collection, in bytes. */
  readonly heap: readonly number[];
}

/** A process that runs functions in Lambda's environment, with the service on loopback. */
export class FunctionProcess {
  private readonly child: ChildProcess;
  private readonly ended: Promise<never>;

  constructor(endpoint: string) {
    this.child = fork(join(__dirname, 'function-process-main.ts'), {
      execArgv: ['--import', 'tsx', '--expose-gc'],
      env: { ...lambdaEnvironment(endpoint), PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.ended = once(this.child, 'exit').then(() => {
      throw new Error(`the function's process ended with ${String(this.child.exitCode)}, expected a result`);
    });
    this.ended.catch(() => undefined); // In the end it is meant to.
  }

  /** Resolves when all the events were worked on. */
  async run(order: Order): Promise<Result> {
    const answered = once(this.child, 'message');
    this.child.send(order);
    const result: unknown = (await Promise.race([answered, this.ended]))[0];
    if (!isResult(result)) throw new Error(`the function's process sent ${JSON.stringify(result)}, expected a result`);
    return result;
  }

  async end(): Promise<void> {
    this.child.kill();
    await this.ended.catch(() => undefined);
  }
}

function isResult(value: unknown): value is Result {
  return typeof value === 'object' && value !== null && 'failures' in value && 'heap' in value;
}
