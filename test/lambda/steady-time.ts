import { afterEach, beforeEach, jest } from '@jest/globals';
import { VirtualClock } from '../virtual-clock';

/** For the tests of a file: to each a clock of its own, on which every random delay takes the middle of its range. */
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
