import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { Request } from '../cloudformation/event';
import type { Context } from '../util/context';
import { isSdkError, RequestFailed } from '../util/errors';
import { retryDelay } from '../util/retry-delay';
import { withTimeout } from '../util/timeout';
import { type Holder, holderOf, isRemoved, isRollingBack, type Standing, standingOf } from './decisions';
import { readStack, type Stack } from './stack';

/** How long a request may go without asking whether it is still wanted, in milliseconds. */
export const MAX_UNCONFIRMED = 3_000;

/** How long to retry a read. A Delete that doesn't know who holds the association can lose it, so it waits longer. */
const MAX_WAIT = { Create: 5_000, Update: 5_000, Delete: 30_000 } as const;

/** How long the stack may show a state from before the request. Some emulators never show a request in progress. */
const MAX_LAG = 10_000;

/** CloudFormation responds within a second or two. A connection that is silent for longer is dead. */
const MAX_ATTEMPT = 10_000;

/** CloudFormation doesn't wait for this request any more. */
export class Superseded extends RequestFailed {
  constructor(
    { type, logicalResourceId }: Request,
    /** Whether a later request removes the resource, or has removed it. */
    readonly isRemoved: boolean,
  ) {
    super(
      `stopped: the stack shows that CloudFormation no longer waits for this ${type} of ${logicalResourceId}, because it ` +
        'was cancelled or a later request took its place. Nothing more was changed; see the later stack events.',
    );
  }
}

/**
 * The stack as CloudFormation's own record of who owns what, and of what is wanted.
 *
 * It is read only when the answer matters, since the reads share an account-wide quota. Where it can't be read, each
 * question has an answer on the safe side, and the log has one warning.
 */
export class Register {
  private confirmedAt: number;
  private rollingBack: boolean | undefined;
  private unreachable = false;
  private gaveUp = false;

  constructor(
    /** Called only when the stack is read: most requests need no client. */
    private readonly makeClient: () => CloudFormationClient,
    private readonly context: Context,
    private readonly request: Request,
  ) {
    this.confirmedAt = request.sent.earliest;
  }

  /**
   * Called before each change. Asks only if the last confirmation, or the request itself, is more than some seconds old.
   *
   * @throws Superseded if CloudFormation no longer waits for the request
   */
  async confirmWanted(): Promise<void> {
    if (this.context.clock.now() - this.confirmedAt < MAX_UNCONFIRMED) return;
    await this.read();
    this.confirmedAt = this.context.clock.now();
  }

  /**
   * Whether CloudFormation rolls back an update; undefined if that can't be read.
   *
   * @throws Superseded if CloudFormation no longer waits for the request
   */
  async isRollBack(): Promise<boolean | undefined> {
    // An Update is the one or the other for good, so an earlier read has the answer.
    if (this.rollingBack !== undefined) return this.rollingBack;
    const stack = await this.read();
    return stack === undefined ? undefined : isRollingBack(stack);
  }

  /**
   * How another resource of the stack holds the association; undefined if that can't be read. A holder counts even if the
   * stack shows a state from before the request; that there is none counts only if it shows the request.
   *
   * @throws Superseded if CloudFormation no longer waits for the request
   */
  async holderOf(key: string): Promise<Holder | undefined> {
    const stack = await this.read((lagging) => holderOf(lagging, this.request, key) !== 'none');
    return stack === undefined ? undefined : holderOf(stack, this.request, key);
  }

  /**
   * @param suffices says whether a state from before the request is enough
   * @throws Superseded
   */
  private async read(suffices: (lagging: Stack) => boolean = () => false): Promise<Stack | undefined> {
    if (this.unreachable) return undefined;
    const { clock, deadline } = this.context;
    const start = clock.now();
    const maxWait = Math.min(MAX_WAIT[this.request.type], (deadline - start) / 4);
    for (;;) {
      const result = await this.attempt(start + maxWait - clock.now());
      if ('stack' in result && (result.standing === 'wanted' || suffices(result.stack))) return result.stack;
      const problem = 'stack' in result ? LAGS : result;
      const giveUpAt = start + Math.min(maxWait, problem.maxWait);
      const delay = retryDelay(clock.now() - start);
      if (this.gaveUp || clock.now() + delay >= giveUpAt) {
        this.giveUp(problem);
        return undefined;
      }
      await clock.sleep(delay);
    }
  }

  /** @throws Superseded */
  private async attempt(
    milliseconds: number,
  ): Promise<{ readonly stack: Stack; readonly standing: Standing } | Problem> {
    const { clock, log } = this.context;
    const limit = Math.max(1, Math.min(MAX_ATTEMPT, milliseconds));
    const client = this.makeClient();
    let stack: Stack;
    try {
      const send = (signal: AbortSignal): Promise<Stack> => readStack(client, this.request, signal);
      stack = await withTimeout(clock, limit, send, () => new NoResponse(`no response in ${Math.round(limit)} ms`));
    } catch (error) {
      return problemOf(error);
    } finally {
      client.destroy();
    }
    const standing = standingOf(stack, this.request);
    log({ message: 'stack', status: stack.status, standing });
    if (standing === 'superseded' || this.hasTurnedBack(stack))
      throw new Superseded(this.request, isRemoved(stack, this.request));
    return { stack, standing };
  }

  /** An Update that went forward is not the one that rolls it back, though both show UPDATE_IN_PROGRESS. */
  private hasTurnedBack(stack: Stack): boolean {
    this.rollingBack ??= isRollingBack(stack);
    return this.request.type === 'Update' && this.rollingBack !== isRollingBack(stack);
  }

  /** Once given up, later reads of the same request are single attempts, and the log has its warning. */
  private giveUp({ description, timedOut }: Problem): void {
    if (!this.gaveUp) this.context.log({ message: 'warning', warning: `the stack can't be read: ${description}` });
    this.gaveUp = true;
    this.unreachable = timedOut;
  }
}

/** Why the stack could not be read. */
interface Problem {
  readonly description: string;
  /** How long a retry makes sense, in milliseconds. */
  readonly maxWait: number;
  /** Nothing answered at all, as in a VPC without a route to CloudFormation: it would cost as long each time. */
  readonly timedOut: boolean;
}

const LAGS: Problem = {
  description: 'it shows a state from before this request',
  maxWait: MAX_LAG,
  timedOut: false,
};

class NoResponse extends Error {
  /** The SDK's name for it, by which its retry parts know it as transient. */
  override readonly name = 'TimeoutError';
}

/** The system's error codes for a host that can't be found or reached at all. */
const NO_ROUTE: ReadonlySet<unknown> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function problemOf(error: unknown): Problem {
  if (!isSdkError(error)) return { description: String(error), maxWait: 0, timedOut: false };
  const hasRoute = !('code' in error && NO_ROUTE.has(error.code));
  const mayPass = hasRoute && (isThrottlingError(error) || isServerError(error) || isTransientError(error));
  return {
    description: `${error.name}: ${error.message}`,
    maxWait: mayPass ? Infinity : 0,
    timedOut: error instanceof NoResponse,
  };
}
