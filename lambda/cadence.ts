import type { Clock } from './clock';

/** A quota of one request a second has a token for each beat, whatever the jitter of clocks and of the network. */
const BEAT = 1_030;
const QUARTER = BEAT / 4;
const SPREAD = 20;
/** On average: nobody gives up much before the time limit because the next attempt would come too late. */
const LONGEST_DELAY = 10 * BEAT;
/** The share of requests that ask between beats. */
const OFF_BEAT = 0.1;

/**
 * How one of many requests that wait for the same quota finds its turn.
 *
 * A deployment of a hundred associations sends a hundred requests at once, at a quota of one in a second by default. They
 * run in functions of their own: none knows how many there are, or what the quota is. All that they share is the wall
 * clock. So who was throttled asks again at its beats, a little more than a second apart: at each beat a token is there
 * and somebody to take it, and a quota that was raised lets in several. A few ask between the beats, and find tokens that
 * nobody took, or that come faster.
 *
 * Who was let in makes each of its further calls at a quarter of the beat that is the operation's own. Each operation has
 * a quota of its own, of the same second: kept at the same distance as the beats, no call comes too early.
 */
export class Cadence {
  private crowded = false;
  /** When in a beat each operation is called, in milliseconds from its beginning. */
  private readonly phases = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number = Math.random,
  ) {}

  /**
   * How long a throttled request waits before it asks again, in milliseconds.
   *
   * @param waited for how long it has been throttled
   */
  delayAfterThrottling(operation: string, waited: number): number {
    this.crowded = true;
    const spread = SPREAD * this.random();
    // Few of the further calls come too early after all, and they find a beat that nobody uses soon.
    if (this.phases.size > 1)
      return this.beats(operation, Math.max(BEAT, Math.min(waited / 20, LONGEST_DELAY))) + spread;
    const early = this.random() < OFF_BEAT ? BEAT * this.random() : 0;
    return Math.max(0, this.beats(operation, averageDelay(waited)) - early) + spread;
  }

  /**
   * Waits until it is time for the first attempt at a call: no time at all, unless there is a crowd.
   *
   * It comes a moment before those that were throttled ask again, so that what was let in is done, and nobody pushes the
   * next one out of its place.
   */
  async keepStep(operation: string): Promise<void> {
    if (!this.phases.has(operation)) this.phases.set(operation, (this.phases.size * QUARTER) % BEAT);
    if (this.crowded) await this.clock.sleep(this.untilBeat(operation));
  }

  private beats(operation: string, average: number): number {
    return Math.floor((2 * average * this.random()) / BEAT) * BEAT + this.untilBeat(operation);
  }

  private untilBeat(operation: string): number {
    return BEAT - ((this.clock.now() - (this.phases.get(operation) ?? 0)) % BEAT);
  }
}

/**
 * It grows with the time, soon to three beats. With longer ones a quota would go unused when only a few are left, and with
 * shorter ones a hundred would ask in vain too often; when it takes many minutes, there are more than a hundred.
 */
function averageDelay(waited: number): number {
  return Math.max(Math.min(waited / 4, 3 * BEAT), Math.min(waited / 50, LONGEST_DELAY));
}
