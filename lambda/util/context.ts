import type { Clock } from './clock';
import type { Log } from './log';

/** What work on an event needs beside its parameters. */
export interface Context {
  readonly clock: Clock;
  readonly log: Log;
  /** By `clock.now()`: the work ends before, whatever it waits for. */
  readonly deadline: number;
}

/** The part of a context that waiting needs. */
export type Timing = Pick<Context, 'clock' | 'deadline'>;
