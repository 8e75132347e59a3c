import { describe, expect, test } from '@jest/globals';
import { campaign } from './campaign';
import { COMBINATIONS } from './combinations';

const HISTORIES = 20;

describe('random histories of stacks keep every promise', () => {
  const fresh = Math.floor(Math.random() * 2 ** 31);

  test.each([
    ['the seed that is always the same', 1],
    [`a new seed, ${fresh}`, fresh],
  ])(
    'with %s',
    async (_, seed) => {
      const { runs, events } = await campaign({ seed, histories: HISTORIES });
      expect(runs).toBe(HISTORIES * COMBINATIONS.length);
      expect(events).toBeGreaterThan(runs);
    },
    300_000,
  );
});
