import type { Context } from '../util/context';
import { RequestFailed } from '../util/errors';
import { retryDelay } from '../util/retry-delay';
import type { ServiceError } from './service-error';

/**
 * How long access may be denied: a policy that was attached a moment ago takes seconds, at worst about a minute, to be
 * known everywhere, and the last attempt has to come after that minute.
 */
const MAX_DENIED = 75_000;
/** An attempt that would be cut off after less is not worth making. */
const MIN_ATTEMPT = 500;

/** The attempts at one call so far: waits before the next one, or says why there is none. */
export class Retry {
  private readonly start: number;
  private attempts = 0;
  private deniedSince: number | undefined;

  /** @param goal follows the operation in messages, such as `of phone-… with pool-…` */
  constructor(
    private readonly context: Context,
    private readonly operation: string,
    private readonly goal: string,
  ) {
    this.start = context.clock.now();
  }

  /**
   * Waits until the next attempt is due.
   *
   * @param hint what the caller knows of the cause, for the message
   * @throws RequestFailed when it would come too late, saying what was waited for and how often
   */
  async wait(error: ServiceError, hint = ''): Promise<void> {
    this.attempts += 1;
    const { clock, deadline } = this.context;
    const now = clock.now();
    this.deniedSince = error.kind === 'denied' ? (this.deniedSince ?? now) : undefined;
    if (this.deniedSince !== undefined && now - this.deniedSince >= MAX_DENIED) throw this.denied(error);
    const delay = retryDelay(now - this.start);
    if (now + delay + MIN_ATTEMPT >= deadline) throw this.outOfTime(error, hint);
    await clock.sleep(delay);
  }

  /** How often, and for how long, the call was tried. */
  private get summary(): string {
    const seconds = Math.round((this.context.clock.now() - this.start) / 1000);
    return `${this.attempts} ${this.attempts === 1 ? 'time' : 'times'} in ${seconds} s`;
  }

  private denied({ description }: ServiceError): RequestFailed {
    return new RequestFailed(
      `${this.operation} ${this.goal} was denied ${this.summary}, longer than a new policy takes to spread: ` +
        `${description}. Allow the function's role the action and resource named there, look for a service control ` +
        'policy, permissions boundary or VPC endpoint policy that denies them, and deploy again.',
    );
  }

  private outOfTime({ description }: ServiceError, hint: string): RequestFailed {
    return new RequestFailed(
      `gave up shortly before the time limit: ${this.operation} ${this.goal} was tried ${this.summary}, and the last ` +
        `response was ${description}. ${hint === '' ? 'Deploy again.' : hint}`,
    );
  }
}
