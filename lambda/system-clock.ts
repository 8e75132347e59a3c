import type { Clock } from './clock';

/** By the global timers, which are there already: those of node:timers/promises would be loaded first. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
  alarm: (milliseconds, ring) => {
    const timer = setTimeout(ring, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
