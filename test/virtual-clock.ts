import type { Clock as HandlerClock } from '../lambda/util/clock';
import type { Clock } from './clock';

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** How long work without a sleeper may go on in real time before it counts as stuck: long enough to read a file. */
const GRACE_MILLISECONDS = 250;

/** Time stands still while code runs, and jumps to the next sleeper when none does: an hour passes in a millisecond. */
export class VirtualClock implements Clock, HandlerClock {
  private time: number;
  /** In the order in which they wake; those of the same moment in the order in which they began to sleep. */
  private readonly sleepers: Sleeper[] = [];
  private running = false;

  constructor(start: number = Date.UTC(2026, 0, 1)) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  date(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      const turnOff = this.alarm(milliseconds, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      const abort = (): void => {
        turnOff();
        if (signal !== undefined) reject(reasonOf(signal));
      };
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  alarm(milliseconds: number, ring: () => void): () => void {
    const sleeper = { wakesAt: this.time + Math.max(0, milliseconds), wake: ring };
    const later = this.sleepers.findIndex(({ wakesAt }) => wakesAt > sleeper.wakesAt);
    this.sleepers.splice(later === -1 ? this.sleepers.length : later, 0, sleeper);
    return () => {
      const index = this.sleepers.indexOf(sleeper);
      if (index >= 0) this.sleepers.splice(index, 1);
    };
  }

  /**
   * Starts the work and drives time until it settles. Sleepers that are left, such as those of a crashed function, go on
   * in the next run.
   *
   * @throws if the work waits but nothing sleeps, so that no time that passes can settle it
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running) {
      throw new Error(
        'this clock is in a run already: one run drives everything that sleeps on it, so start the work there',
      );
    }
    this.running = true;
    try {
      const outcome = { settled: false };
      const result = work().finally(() => (outcome.settled = true));
      result.catch(() => undefined); // It is awaited below, so an earlier rejection is not unhandled.
      await this.driveUntil(outcome);
      return await result;
    } finally {
      this.running = false;
    }
  }

  private async driveUntil(outcome: { settled: boolean }): Promise<void> {
    let stuckSince: number | undefined;
    for (;;) {
      await promiseWork();
      if (outcome.settled) return;
      const next = this.sleepers.shift();
      if (next !== undefined) {
        this.time = Math.max(this.time, next.wakesAt);
        next.wake();
        stuckSince = undefined;
        continue;
      }
      stuckSince ??= performance.now();
      if (performance.now() - stuckSince > GRACE_MILLISECONDS) {
        throw new Error(
          `the work can never settle: at ${new Date(this.time).toISOString()} (virtual) it still waits, but no sleeper is left; ` +
            'look for a promise that nothing resolves, or for one that waits on real time instead of this clock',
        );
      }
    }
  }
}

/** Node's names for reading a file and for closing it. */
const FILE_WORK: ReadonlySet<string> = new Set(['FSReqPromise', 'FSReqCallback', 'CloseReq']);

/**
 * Runs all code that needs no time to pass: a turn of setImmediate drains all promises, and two turns cover code that takes
 * one itself. An SDK client reads its configuration files once, which takes real time but no virtual time.
 */
async function promiseWork(): Promise<void> {
  do {
    await turn();
    await turn();
  } while (process.getActiveResourcesInfo().some((resource) => FILE_WORK.has(resource)));
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
}
