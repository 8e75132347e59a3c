import { describe, expect, test } from '@jest/globals';
import { Fleet, type Deed } from '../bench/quota/fleet';
import { withRandomness } from '../randomness';

const ASSOCIATIONS = 100;
/** At a quota of one request a second nobody can be faster. */
const FLOOR = ASSOCIATIONS;

const deeds: Deed[] = ['create', 'move', 'delete'];

/** Delays are random, and so are the times of single runs. */
const run = (fleet: Fleet, deed: Deed) => withRandomness(() => fleet.run(deed));

describe('a hundred associations at a quota of one request a second', () => {
  test('are created, moved and deleted hardly slower than the quota allows, and without asking for a change in vain', async () => {
    const fleet = new Fleet(ASSOCIATIONS, { requestsPerSecond: 1 });
    for (const deed of deeds) {
      const { seconds, done, associates, reads } = await run(fleet, deed);
      expect({ deed, done }).toEqual({ deed, done: ASSOCIATIONS });
      expect(seconds).toBeLessThan(FLOOR * 1.15);
      expect(associates).toBeLessThan(ASSOCIATIONS * 1.2);
      // One that a change begins with, and one that ends it; the few that come too early to see it are repeated.
      expect(reads).toBeLessThan(ASSOCIATIONS * (deed === 'delete' ? 1.1 : 2.1));
    }
  }, 60_000);

  test.each([
    ['of two stacks at once', { stacks: 2 }, ASSOCIATIONS / 2],
    ['by no more than ten functions at a time', { executions: 10 }, ASSOCIATIONS],
  ])(
    '%s, too',
    async (_what, conditions, each) => {
      const fleet = new Fleet(each, { requestsPerSecond: 1, ...conditions });
      for (const deed of deeds) {
        const { seconds, done, associates } = await run(fleet, deed);
        expect({ deed, done }).toEqual({ deed, done: ASSOCIATIONS });
        expect(seconds).toBeLessThan(FLOOR * 1.3);
        expect(associates).toBeLessThan(ASSOCIATIONS * 2);
      }
    },
    60_000,
  );
});

test('a quota that was raised is made use of', async () => {
  const fleet = new Fleet(ASSOCIATIONS, { requestsPerSecond: 10 });
  const { seconds, done } = await run(fleet, 'create');
  expect(done).toBe(ASSOCIATIONS);
  expect(seconds).toBeLessThan(20);
}, 60_000);
