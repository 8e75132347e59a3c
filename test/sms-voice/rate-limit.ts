import type { Settings } from './settings';

interface Bucket {
  tokens: number;
  time: number;
}

/** A token bucket for each operation, which holds one second's requests. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly settings: Settings) {}

  /** Whether the operation may be carried out now. */
  admits(operation: string, now: number): boolean {
    const rate = this.settings.requestsPerSecond;
    if (rate === undefined) return true;
    const capacity = Math.max(1, rate);
    const bucket = this.#buckets.get(operation) ?? { tokens: capacity, time: now };
    const tokens = Math.min(capacity, bucket.tokens + ((now - bucket.time) / 1000) * rate);
    const admitted = tokens >= 1;
    this.#buckets.set(operation, { tokens: admitted ? tokens - 1 : tokens, time: now });
    return admitted;
  }
}
