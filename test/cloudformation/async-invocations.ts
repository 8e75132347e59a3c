import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock';
import type { FunctionRunner, LambdaFunction } from './lambda-function';

/** How one event reaches its function. */
export interface Delivery {
  /** Milliseconds until the first delivery. */
  readonly delay?: number;
  /** Further deliveries of the same event, each in milliseconds after it was sent. */
  readonly duplicates?: readonly number[];
}

/** One delivery of an event. */
export interface Invocation {
  readonly time: number;
  outcome: 'running' | 'done' | 'crashed';
}

/** The delays before Lambda's first and second retry of an invocation that crashed, in milliseconds. */
const RETRY_DELAYS = [60_000, 120_000];

/** Lambda's queue of asynchronous invocations, which delivers at least once and retries after a crash. */
export class AsyncInvocations {
  private readonly inProgress = new Set<Promise<void>>();
  private readonly closed = new AbortController();

  constructor(
    private readonly clock: Clock,
    private readonly runner: FunctionRunner,
    private readonly find: (arn: string) => LambdaFunction | undefined,
  ) {
    // Any number of events can wait for a retry.
    setMaxListeners(0, this.closed.signal);
  }

  /** Queues the event, and adds each invocation to the list. */
  send(arn: string, event: object, delivery: Delivery, invocations: Invocation[]): void {
    this.start(this.deliver(arn, event, delivery.delay ?? 0, invocations));
    for (const delay of delivery.duplicates ?? []) {
      this.start(this.after(delay, () => this.invoke(arn, event, invocations)));
    }
  }

  /** Resolves when no invocation runs or is pending. */
  async idle(): Promise<void> {
    while (this.inProgress.size > 0) await Promise.all(this.inProgress);
  }

  /** Drops all pending invocations. */
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
    if (fn === undefined) return 'dropped'; // The function was deleted, and its queue with it.
    const invocation: Invocation = { time: this.clock.now(), outcome: 'running' };
    invocations.push(invocation);
    // A copy, so that a function can't change the event of the next delivery.
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
