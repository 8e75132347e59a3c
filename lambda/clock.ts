/** Time as the handler and its test rigs see it, so that a test can let an hour pass in a millisecond. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after that many milliseconds; rejects with the signal's reason when the signal aborts first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
