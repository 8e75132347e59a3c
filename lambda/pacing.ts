import { DEFAULT_RETRY_DELAY_BASE, MAXIMUM_RETRY_DELAY, THROTTLING_RETRY_DELAY_BASE } from '@smithy/core/retry';
import type { Cadence } from './cadence';
import type { Clock } from './clock';
import { Failed } from './failed';
import type { Failure } from './service-error';

/**
 * How long an AccessDenied may last: a policy that was attached a moment ago takes seconds, at worst about a minute,
 * to be known everywhere, and the last attempt has to come after that minute.
 */
const DENIED_PATIENCE = 75_000;
/** An attempt that would be cut off after less is none. */
const SHORTEST_ATTEMPT = 500;
const DENIED_LONGEST_DELAY = 5_000;
const CONFLICT_LONGEST_DELAY = 5_000;

/** What the attempts at a call depend on. */
export interface Timing {
  readonly clock: Clock;
  readonly cadence: Cadence;
  /** The last attempt comes before, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** Decides when a call is tried, when again, and when no more: full jitter, growing with each attempt. */
export class Pacing {
  private attempts = 0;
  private deniedSince: number | undefined;

  private constructor(
    private readonly timing: Timing,
    private readonly operation: string,
    private readonly goal: string,
    private readonly start: number,
  ) {}

  /**
   * Waits until the first attempt is due.
   *
   * @param goal follows the operation in messages
   */
  static async start(timing: Timing, operation: string, goal: string): Promise<Pacing> {
    await timing.cadence.keepStep(operation);
    return new Pacing(timing, operation, goal, timing.clock.now());
  }

  /**
   * Waits until the next attempt is due.
   *
   * @throws Failed when it would come too late, saying what was waited for and how often
   */
  async next(failure: Failure): Promise<void> {
    this.attempts += 1;
    const { clock, deadline } = this.timing;
    const now = clock.now();
    this.deniedSince = failure.kind === 'denied' ? (this.deniedSince ?? now) : undefined;
    if (this.deniedSince !== undefined && now - this.deniedSince >= DENIED_PATIENCE) throw this.denied(failure);
    const delay = this.delay(now, failure);
    if (now + delay + SHORTEST_ATTEMPT >= deadline) throw this.outOfTime(failure);
    await clock.sleep(delay);
  }

  private delay(now: number, failure: Failure): number {
    if (failure.kind === 'throttled') return this.timing.cadence.delayAfterThrottling(this.operation, now - this.start);
    return fullJitter(this.attempts, failure);
  }

  private denied(failure: Failure): Failed {
    return new Failed(
      `${this.operation} ${this.goal} was denied ${this.tally()}, longer than a new policy takes to spread: ${failure.description}. ` +
        "Allow the function's role the action and resource named there, look for a service control policy, " +
        'permissions boundary or VPC endpoint policy that denies them, and deploy again.',
    );
  }

  private outOfTime(failure: Failure): Failed {
    return new Failed(
      `gave up shortly before the time limit: ${this.operation} ${this.goal} was tried ${this.tally()}, ` +
        `and the last answer was ${failure.description}. Deploy again when that has passed.`,
    );
  }

  private tally(): string {
    const seconds = Math.round((this.timing.clock.now() - this.start) / 1000);
    return `${this.attempts} ${this.attempts === 1 ? 'time' : 'times'} in ${seconds} s`;
  }
}

/** AWS's "full jitter": a random share of a delay that doubles, so that parallel associations spread out. */
function fullJitter(attempts: number, { kind }: Failure): number {
  const base = kind === 'unknown outcome' ? DEFAULT_RETRY_DELAY_BASE : THROTTLING_RETRY_DELAY_BASE;
  return Math.random() * Math.min(longestDelay(kind), base * 2 ** attempts);
}

function longestDelay(kind: Failure['kind']): number {
  if (kind === 'denied') return DENIED_LONGEST_DELAY;
  if (kind === 'conflict') return CONFLICT_LONGEST_DELAY;
  return MAXIMUM_RETRY_DELAY;
}
