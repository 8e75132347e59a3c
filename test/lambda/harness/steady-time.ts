import { afterEach, beforeEach, jest } from '@jest/globals';
import type { Clock } from '../../../lambda/util/clock';
import { VirtualClock } from '../../virtual-clock';

/** Gives each test of a file a clock of its own, on which every random delay is in the middle of its range. */
export function steadyTime(): { readonly clock: VirtualClock } {
  let clock = new VirtualClock();
  beforeEach(() => {
    clock = new VirtualClock();
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  return {
    get clock() {
      return clock;
    },
  };
}

/** A clock on which no time ever passes. */
export const stoppedClock: Clock = {
  now: () => 0,
  date: () => 0,
  sleep: () => Promise.resolve(),
  alarm: () => () => undefined,
};
