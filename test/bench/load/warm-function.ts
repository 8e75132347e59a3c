import { join } from 'node:path';
import type { Event } from '../../lambda/harness/event';
import { WorkerProcess } from '../worker-process';

/** The series run in parallel; within a series, one event follows the other. */
export interface Order {
  readonly series: readonly (readonly Event[])[];
}

export interface Result {
  /** How many invocations threw. */
  readonly failures: number;
  /** The heap in use at intervals, after a garbage collection, in bytes. */
  readonly heap: readonly number[];
}

/** The bundle in one warm process with Lambda's environment. */
export class WarmFunction {
  private readonly worker: WorkerProcess;

  constructor(environment: Readonly<Record<string, string>>) {
    this.worker = new WorkerProcess(join(__dirname, 'warm-function-main.ts'), {
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
