import { join } from 'node:path';
import type { Event } from '../../lambda/harness/event';
import { WorkerProcess } from '../worker-process';

/** The events for a function. */
export interface Order {
  readonly file: string;
  readonly exported: string;
  /** The series run in parallel; within a series, one event follows the other. */
  readonly series: readonly (readonly Event[])[];
  /** Whether each event gets a freshly loaded function. */
  readonly fresh: boolean;
  /** The port of the response URLs, for a function that knows only port 443. */
  readonly responsesPort?: string;
  readonly calls?: { readonly file: string; readonly exported: string };
}

export interface Result {
  /** How many invocations threw. */
  readonly failures: number;
  /** The heap in use at intervals, after a garbage collection, in bytes. */
  readonly heap: readonly number[];
}

/** Runs functions in a process with Lambda's environment. */
export class FunctionProcess {
  private readonly worker: WorkerProcess;

  constructor(environment: Readonly<Record<string, string>>) {
    this.worker = new WorkerProcess(join(__dirname, 'function-process-main.ts'), {
      execArgv: ['--expose-gc'],
      env: { ...environment, PATH: process.env.PATH },
    });
  }

  /** Resolves after the last event. */
  run(order: Order): Promise<Result> {
    return this.worker.ask({ ...order }, isResult);
  }

  end(): Promise<void> {
    return this.worker.end();
  }
}

function isResult(value: unknown): value is Result {
  return typeof value === 'object' && value !== null && 'failures' in value && 'heap' in value;
}
