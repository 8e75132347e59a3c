import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Association } from '../association/association';
import type { Ownership } from '../association/physical-resource-id';
import type { Request } from '../cloudformation/event';
import type { Context } from '../util/context';
import { type Attempt, retry } from '../util/retry';
import type { StackEvent } from './events';
import { failedByItself } from './failed-by-itself';
import { formerOwnership } from './former-ownership';
import { otherOwner, type Owner, ownPool } from './owner';
import { isInPoolList } from './pool-list';
import { StackReader, Unreadable } from './reader';
import { phaseOf, type StackState } from './statuses';
import { isRemoved, Unwanted, type Verdict, verdictOn } from './still-wanted';
import { type Direction, isRollback, restoresFailedResource } from './update-direction';

/** How long a request may go without asking whether it is still wanted, in milliseconds. */
export const MAX_UNCONFIRMED = 3_000;

/** How long the stack may show a state from before the request. Some emulators never show a request in progress. */
const MAX_STALE = 10_000;

/** By how much the function's clock is usually behind at most, in milliseconds. */
const MAX_CLOCK_SKEW = 1_000;

/** How long CloudFormation waits for a response by default. */
const DEFAULT_SERVICE_TIMEOUT_SECONDS = 3_600;

/**
 * The stack as CloudFormation's own record of what it wants, of who owns what, and of what was before.
 *
 * It is read only when the answer matters, since the reads share an account-wide quota. Where it can't be read, each
 * question has an answer on the safe side, and the log has one warning. A stale state is no answer, and leaves no memory.
 */
export class StackRecord {
  private confirmedAt: number | undefined;
  private direction: Direction | undefined;
  /** What the last read showed of the request's own resource. */
  private own: StackState | undefined;
  private isSilent = false;
  private gaveUp = false;
  private readonly startedAt: number;

  constructor(
    /** Called only when the stack is read: most requests need no client. */
    private readonly makeClient: () => CloudFormationClient,
    private readonly context: Context,
    private readonly request: Request,
  ) {
    this.startedAt = context.clock.now();
    // A delivery that is known to be fresh needs no question at its first change. A clock that is behind knows nothing.
    const { age } = request;
    if (age === undefined || age >= -MAX_CLOCK_SKEW) this.confirmedAt = this.startedAt - Math.max(0, age ?? 0);
  }

  /**
   * Called before each change. Asks only if the last confirmation, or the request itself, is more than some seconds old.
   *
   * @throws Unwanted if CloudFormation no longer waits for the request
   */
  async confirmWanted(): Promise<void> {
    this.checkAge();
    const { clock } = this.context;
    if (this.confirmedAt !== undefined && clock.now() - this.confirmedAt < MAX_UNCONFIRMED) return;
    await this.read((reader) => this.ownState(reader));
    this.confirmedAt = clock.now();
  }

  /**
   * Whether the Update goes forward or is part of a rollback.
   *
   * @throws Unwanted if CloudFormation no longer waits for the request
   */
  async updateDirection(): Promise<Direction> {
    this.checkAge();
    // An Update is the one or the other for good, so an earlier read has the answer.
    if (this.direction !== undefined) return this.direction;
    const stack = await this.read((reader) => this.ownState(reader));
    if (stack === undefined) return 'unknown';
    if (!isRollback(stack, this.request) && restoresFailedResource((await this.events()) ?? [], this.request))
      this.direction = 'rollback';
    return this.direction ?? 'unknown';
  }

  /**
   * How another resource of the stack has the association. That one has it counts even in a stale state; that none has it
   * counts only in a state that shows the request.
   *
   * @throws Unwanted if CloudFormation no longer waits for the request
   */
  async ownerOf(association: Association): Promise<Owner> {
    const { request } = this;
    const stack = await this.read(
      (reader) => this.wholeState(reader),
      (stale) => otherOwner(stale, request, association.key) !== 'none',
    );
    if (stack === undefined) return 'unknown';
    const owner = otherOwner(stack, request, association.key);
    return owner === 'none' && request.type === 'Delete' ? this.listingPool(stack, association) : owner;
  }

  /** How the resource had the association in the stack's last stable state; undefined if nothing proves that it had it. */
  async formerOwnership(key: string): Promise<Ownership | undefined> {
    const events = await this.events();
    const stack = this.own ?? (await this.read((reader) => this.ownState(reader)));
    if (events === undefined || stack === undefined) return undefined;
    return formerOwnership(events, stack, this.request, key);
  }

  /** Whether the update that is rolled back failed with a response, and so has undone its work; false if unknown. */
  async failedByItself(): Promise<boolean> {
    const events = (await this.events()) ?? [];
    const { ServiceTimeout } = this.request.oldProperties;
    return failedByItself(events, this.request, Number(ServiceTimeout ?? DEFAULT_SERVICE_TIMEOUT_SECONDS));
  }

  /** Whether a pool of the stack names the identity in its list. A pool that owns it so has no row for the identity. */
  private async listingPool(stack: StackState, association: Association): Promise<Owner> {
    const pool = ownPool(stack, association);
    if (pool === undefined) return 'none';
    const template = await this.readOnce((reader) => reader.template());
    if (template === undefined) return 'unknown';
    const { environment } = this.request;
    const isListed = isInPoolList(template, pool.logicalResourceId, association.identity, stack, environment);
    return isListed ? 'listed' : 'none';
  }

  private events(): Promise<StackEvent[] | undefined> {
    return this.readOnce((reader) => reader.eventsSinceStable());
  }

  /** The own resource first: the stack's status turns earlier, so an older status can't stand beside a newer row. */
  private async ownState(reader: StackReader): Promise<StackState> {
    const resource = await reader.ownResource();
    return { ...(await reader.stack()), resources: [resource] };
  }

  /** A stack that is being deleted as a whole needs no resources, which saves the pages. */
  private async wholeState(reader: StackReader): Promise<StackState> {
    if (this.request.type === 'Delete') {
      const stack = await reader.stack();
      if (phaseOf(stack.status) === 'delete') return { ...stack, resources: [] };
      return { ...stack, resources: await reader.resources() };
    }
    const resources = await reader.resources();
    return { ...(await reader.stack()), resources };
  }

  /**
   * Reads until the stack shows the request. Undefined if it can't be read.
   *
   * @param suffices says whether a stale state is enough
   * @throws Unwanted
   */
  private async read(
    readState: (reader: StackReader) => Promise<StackState>,
    suffices: (stale: StackState) => boolean = () => false,
  ): Promise<StackState | undefined> {
    if (this.isSilent) return undefined;
    const { clock, deadline } = this.context;
    const result = await retry(() => this.attempt(readState, suffices), {
      clock,
      deadline,
      shouldRetry: ({ isStale }, elapsed) => isStale && !this.gaveUp && elapsed < MAX_STALE,
    });
    if (result.ok) return result.output;
    const { verdict, stack } = result.error;
    if (verdict === 'over') throw new Unwanted(this.request, false);
    if (verdict === 'unclear' && stack !== undefined) return this.confirm(stack);
    this.giveUp(result.error);
    return undefined;
  }

  /** @throws Unwanted */
  private async attempt(
    readState: (reader: StackReader) => Promise<StackState>,
    suffices: (stale: StackState) => boolean,
  ): Promise<Attempt<StackState, Problem>> {
    let stack: StackState;
    try {
      stack = await this.withReader(readState);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return { ok: false, error: { description: error.message, isStale: error.isStale, isSilent: error.isSilent } };
    }
    const verdict = verdictOn(stack, this.request);
    this.context.log({ message: 'stack', status: stack.status, verdict });
    if (verdict === 'unwanted') throw new Unwanted(this.request, isRemoved(stack, this.request));
    if (verdict === 'wanted') return { ok: true, output: this.confirm(stack) };
    return suffices(stack)
      ? { ok: true, output: stack }
      : {
          ok: false,
          error: { description: 'it shows a state from before this request', isStale: true, isSilent: false, verdict },
        };
  }

  /** Remembers that the request is wanted, and in which direction. */
  private confirm(stack: StackState): StackState {
    this.confirmedAt = this.context.clock.now();
    this.own = stack;
    this.checkDirection(stack);
    return stack;
  }

  /** An Update that went forward is not the one that rolls it back, though both show UPDATE_IN_PROGRESS. */
  private checkDirection(stack: StackState): void {
    if (this.request.type !== 'Update') return;
    const direction = isRollback(stack, this.request) ? 'rollback' : 'forward';
    if (this.direction === 'forward' && direction === 'rollback') throw new Unwanted(this.request, false);
    this.direction ??= direction;
  }

  /** A read that says nothing of the request; undefined if it can't be done. */
  private async readOnce<Output>(read: (reader: StackReader) => Promise<Output>): Promise<Output | undefined> {
    if (this.isSilent) return undefined;
    try {
      return await this.withReader(read);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.giveUp({ description: error.message, isStale: false, isSilent: error.isSilent });
      return undefined;
    }
  }

  private async withReader<Output>(read: (reader: StackReader) => Promise<Output>): Promise<Output> {
    const client = this.makeClient();
    try {
      return await read(new StackReader(client, this.context, this.request, this.gaveUp));
    } finally {
      client.destroy();
    }
  }

  /** Once given up, later reads of the same event are single attempts, and the log has its warning. */
  private giveUp({ description, isSilent }: Problem): void {
    if (!this.gaveUp) this.context.log({ message: 'warning', warning: `the stack can't be read: ${description}` });
    this.gaveUp = true;
    this.isSilent = isSilent;
  }

  /** A delivery that comes after the time limit of its request is a late duplicate, whatever the stack shows. */
  private checkAge(): void {
    const { age, serviceTimeoutSeconds = DEFAULT_SERVICE_TIMEOUT_SECONDS } = this.request;
    if (age === undefined) return;
    const now = age + this.context.clock.now() - this.startedAt;
    if (now > serviceTimeoutSeconds * 1000) throw new Unwanted(this.request, false);
  }
}

/** Why the stack says nothing of the request. */
interface Problem {
  readonly description: string;
  readonly isStale: boolean;
  readonly isSilent: boolean;
  readonly verdict?: Verdict;
  readonly stack?: StackState;
}
