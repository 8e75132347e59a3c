/** Time as the handler sees it, so that a test can let an hour pass in a millisecond. */
export interface Clock {
  /** Milliseconds from an arbitrary moment. Never jumps, so every duration and deadline is measured with it. */
  now(): number;
  /** The date by the machine's clock, in milliseconds since the epoch. It can be wrong, and it can jump. */
  date(): number;
  /** Resolves after that many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** Calls `ring` after that many milliseconds, unless the function that this returns is called before. */
  alarm(milliseconds: number, ring: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
  alarm: (milliseconds, ring) => {
    const timer = setTimeout(ring, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
