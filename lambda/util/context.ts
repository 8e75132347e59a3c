import type { Clock } from './clock';
import type { Log } from './log';

/** What work on a request needs beside its parameters. */
export interface Context {
  readonly clock: Clock;
  readonly log: Log;
  /** In milliseconds since the epoch: the work ends before, whatever it waits for. */
  readonly deadline: number;
}
