import type { Clock } from './clock';

/** A quota of one request a second has a token for each beat, whatever the jitter of clocks and of the network. */
const BEAT = 1_030;
const QUARTER = BEAT / 4;
const SPREAD = 20;
/** The share of requests that ask between beats. */
const OFF_BEAT = 0.1;
/** Of a further call that came too early after all: few do. */
const FURTHER_DELAY = BEAT;

/**
 * How one of many requests that wait for the same quota finds its turn.
 *
 * A deployment of a hundred associations sends a hundred requests at once, at a quota of one in a second by default. They
 * run in functions of their own: none knows how many there are, or what the quota is. All that they share is the wall
 * clock. So who has been throttled for seconds asks at its beats, a little more than a second apart: at each beat a token
 * is there and somebody to take it, and a quota that was raised lets in several. A few ask between the beats, and find
 * tokens that nobody took, or that come faster.
 *
 * Who was let in at a beat makes each of its further calls at the next quarter of a beat. These have quotas of their own,
 * of the same second: kept at the same distance as the beats, none of them comes too early.
 */
export class Cadence {
  /** Whether there is a crowd. */
  private crowded = false;
  /** When in a beat this request makes the call that it is at, in milliseconds from its beginning. */
  private phase = 0;

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number = Math.random,
  ) {}

  /**
   * How long a throttled request waits before it asks again, in milliseconds.
   *
   * @param waited for how long it has been throttled
   */
  delayAfterThrottling(waited: number): number {
    const average = this.phase > 0 ? FURTHER_DELAY : averageDelay(waited);
    this.crowded = true;
    if (average < BEAT) return 2 * average * this.random();
    const beats = 1 + Math.floor((2 * average * this.random()) / BEAT);
    const onBeat = beats * BEAT - ((this.clock.now() - this.phase) % BEAT);
    const early = this.phase === 0 && this.random() < OFF_BEAT ? BEAT * this.random() : 0;
    return Math.max(0, onBeat - early) + SPREAD * this.random();
  }

  /** Waits until it is time for a further call: no time at all, unless there is a crowd. */
  async keepStep(): Promise<void> {
    if (!this.crowded) return;
    this.phase = (this.phase + QUARTER) % BEAT;
    await this.clock.sleep(BEAT - ((this.clock.now() - this.phase) % BEAT));
  }
}

/**
 * It grows with the time, soon to three beats. With longer ones a quota would go unused when only a few are left, and with
 * shorter ones a hundred would ask in vain too often; when it takes many minutes, there are more than a hundred.
 */
function averageDelay(waited: number): number {
  return Math.max(300, Math.min(waited / 4, 3 * BEAT), waited / 25);
}
