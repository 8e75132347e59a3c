import type { Timing } from './context';

/** What one read means for the wait. */
export type WaiterVerdict = 'success' | 'failure' | 'retry';

export interface WaiterOptions<State> extends Timing {
  /** Milliseconds from the first read on. */
  readonly maxWait: number;
  /** Says what a read means. */
  readonly acceptor: (state: State) => WaiterVerdict;
  /** Whether a read shows the change under way: then the max wait does not apply, and only the deadline does. */
  readonly isUnderWay: (state: State) => boolean;
}

export interface WaiterResult<State> {
  readonly state: 'success' | 'failure' | 'timeout';
  /** The last read. */
  readonly reason: State;
}

const MIN_DELAY = 500;
const MAX_DELAY = 2_000;
const GROWTH = 1.5;

/** With little time left, the rest is better spent on another attempt at the change than on waiting for this one. */
const MAX_SHARE_OF_TIME = 1 / 6;

/** Some 600 reads fit into Lambda's 15 minutes. More would mean that the clock stands still. */
export const MAX_READS = 1_000;

/** Reads until the acceptor says success or failure, a little further apart each time, or until the time is over. */
export async function waitUntil<State>(
  read: () => Promise<State>,
  { clock, deadline, maxWait, acceptor, isUnderWay }: WaiterOptions<State>,
): Promise<WaiterResult<State>> {
  let giveUpAt: number | undefined;
  let delay = MIN_DELAY;
  for (let reads = 1; ; reads += 1) {
    const reason = await read();
    const state = acceptor(reason);
    if (state !== 'retry') return { state, reason };
    const now = clock.now();
    // From the first read that succeeds: nothing was seen in a minute of denied access.
    giveUpAt ??= now + Math.min(maxWait, (deadline - now) * MAX_SHARE_OF_TIME);
    const isOver = now >= giveUpAt && !isUnderWay(reason);
    const next = delay * jitter();
    if (isOver || now + next > deadline || reads >= MAX_READS) return { state: 'timeout', reason };
    await clock.sleep(next);
    delay = Math.min(delay * GROWTH, MAX_DELAY);
  }
}

/** Parallel associations share a quota of one read a second, so their reads must not come together. */
function jitter(): number {
  return 0.75 + Math.random() / 2;
}
