import { describe, expect, test } from '@jest/globals';
import type { Settings } from '.';
import { setUp } from './set-up';

describe('a rate limit', () => {
  test('counts each operation on its own', async () => {
    const { client, later } = setUp({ requestsPerSecond: 1 });
    await client.describePools({});

    await expect(client.describePools({})).rejects.toMatchObject({
      name: 'ThrottlingException',
      $retryable: { throttling: true },
    });
    await client.describePhoneNumbers({});
    await later(1000);
    await client.describePools({});
  });

  test('admits the requests of one second at once by default', async () => {
    const { client } = setUp({ requestsPerSecond: 3 });

    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => client.describePools({})));

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  });

  /** Which of so many simultaneous requests get in, in each of these moments after the first. */
  async function admitted(settings: Partial<Settings>, requests: number, moments: readonly number[]) {
    const { clock, client } = setUp(settings);
    const start = clock.now();
    const counts: number[] = [];
    for (const moment of moments) {
      await clock.run(() => clock.sleep(start + moment - clock.now()));
      const answers = await Promise.allSettled(Array.from({ length: requests }, () => client.describePools({})));
      counts.push(answers.filter(({ status }) => status === 'fulfilled').length);
    }
    return counts;
  }

  test.each([
    [1, [1, 1, 1, 1]],
    [5, [5, 1, 1, 5]],
    [10, [10, 1, 1, 10]],
  ])('admits a burst of %d from a full bucket, which refills evenly', async (burst, counts) => {
    expect(await admitted({ requestsPerSecond: 5, burst }, 20, [0, 200, 400, 10_000])).toEqual(counts);
  });

  test('throttles a request that comes before the bucket holds one', async () => {
    expect(await admitted({ requestsPerSecond: 5, burst: 1 }, 1, [0, 199, 200])).toEqual([1, 0, 1]);
  });

  test('of a fixed window admits the requests of each second of the clock, whenever they come', async () => {
    const settings = { requestsPerSecond: 5, rateLimit: 'fixed-window' } as const;

    expect(await admitted(settings, 20, [500, 999, 1_000, 1_001, 2_999])).toEqual([5, 0, 5, 0, 5]);
  });
});
