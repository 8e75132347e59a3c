import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../lambda/clock';

/** Real time, for functions that run as processes of their own. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    try {
      await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.aborted === true && signal.reason instanceof Error ? signal.reason : error;
    }
  },
};
