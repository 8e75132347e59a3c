import { expect, test } from '@jest/globals';
import { campaign } from './campaign';
import { COMBINATIONS } from './combinations';

const HISTORIES = 3;
const SEED = 1;

test('random histories of stacks keep every promise, from the seed that is always the same', async () => {
  const { runs, events } = await campaign(SEED, HISTORIES);
  expect(runs).toBe(HISTORIES * COMBINATIONS.length);
  expect(events).toBeGreaterThan(runs);
}, 300_000);
