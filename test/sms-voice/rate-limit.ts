import type { Settings } from './settings';

interface Bucket {
  readonly tokens: number;
  readonly time: number;
}

interface Window {
  readonly second: number;
  readonly admitted: number;
}

/** The request rate of each operation. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #windows = new Map<string, Window>();

  constructor(private readonly settings: Settings) {}

  /** Whether the service carries out the operation now, which counts against its rate. */
  admits(operation: string, now: number): boolean {
    const { requestsPerSecond, rateLimit } = this.settings;
    if (requestsPerSecond === undefined) return true;
    return rateLimit === 'fixed-window'
      ? this.#windowAdmits(operation, requestsPerSecond, now)
      : this.#bucketAdmits(operation, requestsPerSecond, now);
  }

  #bucketAdmits(operation: string, rate: number, now: number): boolean {
    const capacity = Math.max(1, this.settings.burst ?? rate);
    const bucket = this.#buckets.get(operation) ?? { tokens: capacity, time: now };
    const tokens = Math.min(capacity, bucket.tokens + ((now - bucket.time) / 1000) * rate);
    if (tokens < 1) return false;
    this.#buckets.set(operation, { tokens: tokens - 1, time: now });
    return true;
  }

  #windowAdmits(operation: string, rate: number, now: number): boolean {
    const second = Math.floor(now / 1000);
    const window = this.#windows.get(operation);
    const admitted = window?.second === second ? window.admitted : 0;
    if (admitted >= Math.max(1, rate)) return false;
    this.#windows.set(operation, { second, admitted: admitted + 1 });
    return true;
  }
}
