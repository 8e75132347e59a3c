/** Time as the handler and its test rigs see it, so that a test can let an hour pass in a millisecond. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after that many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** Rings after that many milliseconds, unless it is turned off before by the function that this returns. */
  alarm(milliseconds: number, ring: () => void): () => void;
}
