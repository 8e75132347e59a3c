import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock';
import type { FunctionRunner, LambdaFunction } from './lambda-function';

/** How one event reaches its function. */
export interface Delivery {
  /** Milliseconds until the first delivery. */
  readonly delay?: number;
  /** More deliveries of the same event, each so many milliseconds after it was sent. */
  readonly duplicates?: readonly number[];
}

/** What became of one delivery. */
export interface Invocation {
  readonly time: number;
  outcome: 'running' | 'done' | 'crashed';
}

/** The wait before the second and before the third attempt of a crashed invocation. */
const RETRY_DELAYS = [60_000, 120_000];

/** Lambda's queue of asynchronous invocations: at least once, and again after a crash. */
export class AsyncInvocations {
  private readonly inProgress = new Set<Promise<void>>();
  private readonly closed = new AbortController();

  constructor(
    private readonly clock: Clock,
    private readonly runner: FunctionRunner,
    private readonly find: (arn: string) => LambdaFunction | undefined,
  ) {
    // Any number of events may be waiting for their next attempt.
    setMaxListeners(0, this.closed.signal);
  }

  /** Puts the event into the queue; every attempt is added to the list of invocations. */
  send(arn: string, event: object, delivery: Delivery, invocations: Invocation[]): void {
    this.start(this.deliver(arn, event, delivery.delay ?? 0, invocations));
    for (const delay of delivery.duplicates ?? []) {
      this.start(this.after(delay, () => this.invoke(arn, event, invocations)));
    }
  }

  /** Resolves when no invocation runs and none is to be repeated. */
  async idle(): Promise<void> {
    while (this.inProgress.size > 0) await Promise.all(this.inProgress);
  }

  /** Ends all waiting for further attempts. */
  close(): void {
    this.closed.abort(new Error('the queue of invocations is closed'));
  }

  private async deliver(arn: string, event: object, delay: number, invocations: Invocation[]): Promise<void> {
    const sentAt = this.clock.now();
    let outcome = await this.after(delay, () => this.invoke(arn, event, invocations));
    for (let retry = 0; outcome === 'crashed' && retry < (this.find(arn)?.retries ?? 0); retry += 1) {
      outcome = await this.after(RETRY_DELAYS[retry] ?? 0, () => {
        const age = (this.clock.now() - sentAt) / 1000;
        const tooOld = age > (this.find(arn)?.maximumEventAgeSeconds ?? 0);
        return tooOld ? Promise.resolve('dropped' as const) : this.invoke(arn, event, invocations);
      });
    }
  }

  private async invoke(arn: string, event: object, invocations: Invocation[]): Promise<'done' | 'crashed' | 'dropped'> {
    const fn = this.find(arn);
    if (fn === undefined) return 'dropped'; // Deleted meanwhile, and its queue with it.
    const invocation: Invocation = { time: this.clock.now(), outcome: 'running' };
    invocations.push(invocation);
    // As over a wire: nobody can change the event for the next delivery.
    invocation.outcome = await this.runner.invoke(fn, structuredClone(event));
    return invocation.outcome;
  }

  private async after<T>(delay: number, work: () => Promise<T>): Promise<T | 'dropped'> {
    try {
      if (delay > 0) await this.clock.sleep(delay, this.closed.signal);
    } catch {
      return 'dropped';
    }
    return work();
  }

  private start(work: Promise<unknown>): void {
    const tracked: Promise<void> = work.then(
      () => void this.inProgress.delete(tracked),
      (error: unknown) => {
        this.inProgress.delete(tracked);
        throw error;
      },
    );
    this.inProgress.add(tracked);
  }
}
