import { expect, test } from '@jest/globals';
import { enumerate } from './enumerate';

/** A few of them, spread over all; `npm run test:histories -- --all` runs every one. */
const SLICE = { number: 1, of: 1_500 };

test('small histories of stacks keep every promise', async () => {
  const { runs, violations } = await enumerate([SLICE]);
  expect(violations).toEqual([]);
  expect(runs).toBeGreaterThan(15);
}, 300_000);
