import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Association } from '../association/association';
import type { Ownership } from '../association/physical-resource-id';
import type { Request } from '../cloudformation/event';
import type { Context } from '../util/context';
import type { StackEvent } from './events';
import { formerOwnership } from './former-ownership';
import { otherOwner, type Owner, ownPool } from './owner';
import { isInPoolList } from './pool-list';
import { ownState, StackReads, wholeState } from './stack-reads';
import type { StackState } from './statuses';
import { isRemoved, Unwanted, verdictOn } from './still-wanted';
import { type Direction, isRollback, restoresFailedResource } from './update-direction';
import { type UpdateOutcome, updateOutcome } from './update-outcome';

/** How long a request may go without asking whether it is still wanted, in milliseconds. */
export const MAX_UNCONFIRMED = 3_000;

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
  private eventsSinceStable: StackEvent[] | undefined;
  private readonly startedAt: number;
  private readonly reads: StackReads;

  /** @param makeClient is called only when the stack is read: most requests need no client */
  constructor(
    makeClient: () => CloudFormationClient,
    private readonly context: Context,
    private readonly request: Request,
  ) {
    this.reads = new StackReads(makeClient, context, request);
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
    await this.read(ownState);
    this.confirmedAt = clock.now();
  }

  /**
   * Whether the Update goes forward or is part of a rollback.
   *
   * @throws Unwanted if CloudFormation no longer waits for the request
   */
  async updateDirection(): Promise<Direction> {
    this.checkAge();
    const stack = await this.read(ownState);
    if (stack === undefined) return 'unknown';
    if (isRollback(stack, this.request)) return 'rollback';
    if (!restoresFailedResource((await this.events()) ?? [], this.request)) return 'forward';
    // The resource fails too when its request is cancelled. Then it is not in progress any more.
    await this.read(ownState);
    this.direction = 'rollback';
    return 'rollback';
  }

  /**
   * How another resource of the stack has the association. That one has it counts even in a stale state; that none has it
   * counts only in a state that shows the request.
   *
   * @throws Unwanted if CloudFormation no longer waits for the request
   */
  async ownerOf(association: Association): Promise<Owner> {
    const { request } = this;
    const hasOwner = (stale: StackState): boolean => otherOwner(stale, request, association.key) !== 'none';
    const stack = await this.read(wholeState, hasOwner);
    if (stack === undefined) return 'unknown';
    const owner = otherOwner(stack, request, association.key);
    return owner === 'none' && request.type === 'Delete' ? this.listingPool(stack, association) : owner;
  }

  /** How the resource had the association in the stack's last stable state; undefined if nothing proves that it had it. */
  async formerOwnership(key: string): Promise<Ownership | undefined> {
    const events = await this.events();
    const stack = this.own ?? (await this.read(ownState));
    if (events === undefined || stack === undefined) return undefined;
    return formerOwnership(events, stack, this.request, key);
  }

  /** How the update that is rolled back ended for this resource. */
  async updateOutcome(): Promise<UpdateOutcome> {
    const { ServiceTimeout } = this.request.oldProperties;
    const timeoutSeconds = Number(ServiceTimeout ?? DEFAULT_SERVICE_TIMEOUT_SECONDS);
    return updateOutcome((await this.events()) ?? [], this.request, timeoutSeconds);
  }

  /** Whether a pool of the stack names the identity in its list. A pool that owns it so has no row for the identity. */
  private async listingPool(stack: StackState, association: Association): Promise<Owner> {
    const pool = ownPool(stack, association);
    if (pool === undefined) return 'none';
    const template = await this.reads.once((reader) => reader.template());
    if (template === undefined) return 'unknown';
    const { environment } = this.request;
    const isListed = isInPoolList(template, pool.logicalResourceId, association.identity, stack, environment);
    return isListed ? 'listed' : 'none';
  }

  /** What happened before the request does not change, so they are read once. */
  private async events(): Promise<StackEvent[] | undefined> {
    this.eventsSinceStable ??= await this.reads.once((reader) => reader.eventsSinceStable());
    return this.eventsSinceStable;
  }

  /**
   * Reads until the stack shows the request; undefined if it can't be read.
   *
   * @param suffices says whether a stale state is enough
   * @throws Unwanted
   */
  private async read(
    readState: typeof wholeState,
    suffices: (stale: StackState) => boolean = () => false,
  ): Promise<StackState | undefined> {
    const { request } = this;
    const result = await this.reads.until(readState, (stack) => {
      const verdict = verdictOn(stack, request);
      this.context.log({ message: 'stack', status: stack.status, verdict });
      if (verdict === 'unwanted') throw new Unwanted(request, isRemoved(stack, request));
      return { verdict, suffices: suffices(stack) };
    });
    if (result?.verdict === 'over') throw new Unwanted(request, false);
    if (result?.verdict === 'wanted' || result?.verdict === 'unclear') this.confirm(result.stack);
    return result?.stack;
  }

  /** Remembers that the request is wanted, and in which direction. */
  private confirm(stack: StackState): void {
    this.confirmedAt = this.context.clock.now();
    this.own = stack;
    this.checkDirection(stack);
  }

  /** An Update that went forward is not the one that rolls it back, though both show UPDATE_IN_PROGRESS. */
  private checkDirection(stack: StackState): void {
    if (this.request.type !== 'Update') return;
    const direction = isRollback(stack, this.request) ? 'rollback' : 'forward';
    if (this.direction === 'forward' && direction === 'rollback') throw new Unwanted(this.request, false);
    this.direction ??= direction;
  }

  /** A delivery that comes after the time limit of its request is a late duplicate, whatever the stack shows. */
  private checkAge(): void {
    const { age, serviceTimeoutSeconds = DEFAULT_SERVICE_TIMEOUT_SECONDS } = this.request;
    if (age === undefined) return;
    const now = age + this.context.clock.now() - this.startedAt;
    if (now > serviceTimeoutSeconds * 1000) throw new Unwanted(this.request, false);
  }
}
