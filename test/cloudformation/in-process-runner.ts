import type { Clock as HandlerClock } from '../../lambda/util/clock';
import type { Clock } from '../clock';
import type { FunctionRunner, LambdaFunction } from './lambda-function';

/** One run of a function in the process of the test. After its end, none of its pending promises settles. */
export class Lifetime {
  private end: () => void = () => undefined;
  private over = false;
  /** Resolves when the run is over. */
  readonly ended = new Promise<void>((resolve) => {
    this.end = resolve;
  });

  kill(): void {
    this.over = true;
    this.end();
  }

  /** A promise that settles like the given one during the run, and never after it, as in a process that has ended. */
  guard<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      promise.then(
        (value) => {
          if (!this.over) resolve(value);
        },
        (error: unknown) => {
          if (!this.over) reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }

  /** A clock whose sleeps and alarms never fire after the run. */
  clock(clock: HandlerClock): HandlerClock {
    return {
      now: () => clock.now(),
      date: () => clock.date(),
      sleep: (milliseconds) => this.guard(clock.sleep(milliseconds)),
      alarm: (milliseconds, ring) =>
        clock.alarm(milliseconds, () => {
          if (!this.over) ring();
        }),
    };
  }
}

export interface InvocationContext {
  readonly awsRequestId: string;
  readonly logStreamName: string;
  getRemainingTimeInMillis(): number;
}

/** Makes the handler for one run. The handler has to guard each promise that it awaits with the lifetime. */
export type HandlerFactory = (
  fn: LambdaFunction,
  lifetime: Lifetime,
) => (event: object, context: InvocationContext) => Promise<unknown>;

/** Runs functions in the process of the test and on its clock, which can be virtual. */
export class InProcessRunner implements FunctionRunner {
  private count = 0;

  constructor(
    private readonly clock: Clock,
    private readonly handlerOf: HandlerFactory,
  ) {}

  async invoke(fn: LambdaFunction, event: object): Promise<'done' | 'crashed'> {
    const lifetime = new Lifetime();
    const finished = new AbortController();
    const deadline = this.clock.now() + fn.timeoutSeconds * 1000;
    void this.clock.sleep(fn.timeoutSeconds * 1000, finished.signal).then(
      () => {
        lifetime.kill();
      },
      () => undefined,
    );
    this.count += 1;
    const context = {
      awsRequestId: `invocation-${this.count}`,
      logStreamName: `log-stream-${this.count}`,
      getRemainingTimeInMillis: () => deadline - this.clock.now(),
    };
    const run = this.handlerOf(fn, lifetime)(event, context);
    const outcome = await Promise.race([
      run.then(
        () => 'done' as const,
        () => 'crashed' as const,
      ),
      lifetime.ended.then(() => 'crashed' as const),
    ]);
    lifetime.kill(); // Lambda freezes a function when its handler has returned.
    finished.abort(new Error('the invocation has ended'));
    return outcome;
  }
}
