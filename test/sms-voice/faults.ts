import type { Response } from './call';
import { internal, ServiceError, throttled } from './service-error';

/** A call as the service receives it. */
export interface Arrival {
  readonly time: number;
  readonly operation: string;
  readonly input: unknown;
  readonly accessKeyId: string;
}

/**
 * Errors without an effect:
 * - `throttle`, `access-denied`
 * - `expired-token`, `request-expired`: 400, ExpiredTokenException and RequestExpired
 * - `unavailable`: 503 with a body that is not JSON
 * - `redirect`: 302 to an address that does not exist
 *
 * Without an effect (`-before`) or with the call's effect (`-after`):
 * - `internal-…`: 500, InternalServerException
 * - `empty-…`: 400 with an empty body
 * - `null-…`: 400 with the body `null`
 * - `drop-…`: the connection breaks
 * - `hang-…`: no answer ever comes
 *
 * Delays:
 * - `latency`: the service carries the call out that many milliseconds later, unless the client has gone by then
 * - `latency-after`: the service carries the call out at once, and answers that many milliseconds later
 */
export type FaultKind =
  | 'throttle'
  | 'internal-before'
  | 'internal-after'
  | 'empty-before'
  | 'empty-after'
  | 'null-before'
  | 'null-after'
  | 'drop-before'
  | 'drop-after'
  | 'hang-before'
  | 'hang-after'
  | 'access-denied'
  | 'unavailable'
  | 'redirect'
  | 'expired-token'
  | 'request-expired'
  | 'latency'
  | 'latency-after';

/** Any other error of the service, answered without an effect. */
export interface CustomError {
  readonly status?: number;
  readonly name: string;
  readonly message?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

export interface Rule {
  readonly kind: FaultKind | CustomError;
  /** Which calls. @default all */
  readonly operation?: string | RegExp | ((arrival: Arrival) => boolean);
  /** How many of them fail. @default 1, or all of them with `until` */
  readonly times?: number;
  /** How many of them pass first. Calls that another rule makes fail count too. */
  readonly after?: number;
  /** When the rule ends, in milliseconds since the epoch. */
  readonly until?: number;
  /** How long a latency is. */
  readonly milliseconds?: number;
}

/** What happens to one call. */
export interface Plan {
  readonly latencyBefore: number;
  readonly latencyAfter: number;
  readonly fault: Exclude<FaultKind, 'latency' | 'latency-after'> | CustomError | undefined;
}

interface Queued {
  readonly rule: Rule;
  seen: number;
  left: number;
}

/** Faults on demand. The first matching rule with calls left applies to a call, and every matching latency. */
export class Faults {
  #queue: Queued[] = [];

  add(...rules: readonly Rule[]): void {
    for (const rule of rules) {
      const left = rule.times ?? (rule.until === undefined ? 1 : Infinity);
      this.#queue.push({ rule, seen: 0, left });
    }
  }

  clear(): void {
    this.#queue = [];
  }

  /** The rules with calls left, so that a test can assert that its faults happened. */
  get pending(): readonly Rule[] {
    return this.#queue.filter(({ left }) => left > 0).map(({ rule }) => rule);
  }

  meet(arrival: Arrival): Plan {
    let latencyBefore = 0;
    let latencyAfter = 0;
    let fault: Plan['fault'];
    for (const queued of this.#queue.filter((candidate) => comesUp(candidate, arrival))) {
      const { kind, milliseconds = 0 } = queued.rule;
      if (kind === 'latency') latencyBefore += milliseconds;
      else if (kind === 'latency-after') latencyAfter += milliseconds;
      else if (fault === undefined) fault = kind;
      else continue;
      queued.left -= 1;
    }
    return { latencyBefore, latencyAfter, fault };
  }
}

function comesUp(queued: Queued, arrival: Arrival): boolean {
  const { rule } = queued;
  if (!matches(rule.operation, arrival)) return false;
  queued.seen += 1;
  return queued.seen > (rule.after ?? 0) && queued.left > 0 && arrival.time < (rule.until ?? Infinity);
}

function matches(operation: Rule['operation'], arrival: Arrival): boolean {
  if (operation === undefined) return true;
  if (typeof operation === 'string') return operation === arrival.operation;
  return operation instanceof RegExp ? operation.test(arrival.operation) : operation(arrival);
}

/** The error of the service that a fault answers instead of running the call. */
export function errorOf(fault: Plan['fault']): ServiceError | undefined {
  if (typeof fault === 'object') {
    return new ServiceError(fault.name, fault.message ?? 'A fault on demand.', fault.fields, fault.status);
  }
  switch (fault) {
    case 'throttle':
      return throttled();
    case 'internal-before':
      return internal();
    case 'expired-token':
      return new ServiceError('ExpiredTokenException', 'The security token included in the request is expired');
    case 'request-expired':
      return new ServiceError('RequestExpired', 'Request has expired.');
    default:
      return undefined;
  }
}

const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/x-amz-json-1.0' };

/** The response to a fault that tells the client no error of the service. */
export function unreadableResponse(fault: Plan['fault']): Response | undefined {
  switch (fault) {
    case 'unavailable':
      return { status: 503, headers: html, body: '<html>Service Unavailable</html>' };
    case 'redirect':
      return { status: 302, headers: { ...html, location: 'https://elsewhere.invalid/' }, body: '' };
    case 'empty-before':
    case 'empty-after':
      return { status: 400, headers: json, body: '' };
    case 'null-before':
    case 'null-after':
      return { status: 400, headers: json, body: 'null' };
    default:
      return undefined;
  }
}
