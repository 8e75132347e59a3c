import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Request } from '../cloudformation/event';
import type { Context } from '../util/context';
import { type Attempt, retry } from '../util/retry';
import { StackReader, Unreadable } from './reader';
import { phaseOf, type StackState } from './statuses';
import type { Verdict } from './still-wanted';

/** How long the stack may show a state from before the request. Some emulators never show a request in progress. */
const MAX_STALE = 10_000;

/** A state that was read, and what it says of the request. */
interface Judged {
  readonly stack: StackState;
  readonly verdict: Verdict;
}

/** Why the stack says nothing of the request. */
interface Problem {
  readonly description: string;
  readonly isStale: boolean;
  readonly isSilent: boolean;
  /** The state, if one was read. */
  readonly judged?: Judged;
}

/** The own resource first: the stack's status turns earlier, so an older status can't stand beside a newer row. */
export async function ownState(reader: StackReader): Promise<StackState> {
  const resource = await reader.ownResource();
  return { ...(await reader.stack()), resources: [resource] };
}

/** A stack that is being deleted as a whole needs no resources for a Delete, which saves the pages. */
export async function wholeState(reader: StackReader, { type }: Request): Promise<StackState> {
  if (type === 'Delete') {
    const stack = await reader.stack();
    return { ...stack, resources: phaseOf(stack.status) === 'delete' ? [] : await reader.resources() };
  }
  const resources = await reader.resources();
  return { ...(await reader.stack()), resources };
}

/** The reads of one event. Once given up, later ones are single attempts, and the log has its one warning. */
export class StackReads {
  private isSilent = false;
  private gaveUp = false;

  constructor(
    private readonly makeClient: () => CloudFormationClient,
    private readonly context: Context,
    private readonly request: Request,
  ) {}

  /**
   * Reads until the state is wanted or suffices. After some seconds, a state that is `unclear` or `over` counts too.
   *
   * @returns undefined if the stack can't be read, or only shows a state from before the request
   */
  async until(
    readState: (reader: StackReader, request: Request) => Promise<StackState>,
    judge: (stack: StackState) => { readonly verdict: Verdict; readonly suffices: boolean },
  ): Promise<Judged | undefined> {
    if (this.isSilent) return undefined;
    const { clock, deadline } = this.context;
    const attempt = async (): Promise<Attempt<Judged, Problem>> => {
      const stack = await this.attempt((reader) => readState(reader, this.request));
      if (!stack.ok) return stack;
      const { verdict, suffices } = judge(stack.output);
      const judged = { stack: stack.output, verdict };
      if (verdict === 'wanted' || suffices) return { ok: true, output: judged };
      const description = 'it shows a state from before this request';
      return { ok: false, error: { description, isStale: true, isSilent: false, judged } };
    };
    const shouldRetry = ({ isStale }: Problem, elapsed: number): boolean =>
      isStale && !this.gaveUp && elapsed < MAX_STALE;
    const result = await retry(attempt, { clock, deadline, shouldRetry });
    if (result.ok) return result.output;
    const { judged } = result.error;
    if (judged?.verdict === 'unclear' || judged?.verdict === 'over') return judged;
    this.giveUp(result.error);
    return undefined;
  }

  /** A read that says nothing of the request; undefined if it can't be done. */
  async once<Output>(read: (reader: StackReader) => Promise<Output>): Promise<Output | undefined> {
    if (this.isSilent) return undefined;
    const result = await this.attempt(read);
    if (result.ok) return result.output;
    this.giveUp(result.error);
    return undefined;
  }

  private async attempt<Output>(read: (reader: StackReader) => Promise<Output>): Promise<Attempt<Output, Problem>> {
    const client = this.makeClient();
    try {
      return { ok: true, output: await read(new StackReader(client, this.context, this.request, this.gaveUp)) };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const { message: description, isStale, isSilent } = error;
      return { ok: false, error: { description, isStale, isSilent } };
    } finally {
      client.destroy();
    }
  }

  private giveUp({ description, isSilent }: Problem): void {
    if (!this.gaveUp) this.context.log({ message: 'warning', warning: `the stack can't be read: ${description}` });
    this.gaveUp = true;
    this.isSilent = isSilent;
  }
}
