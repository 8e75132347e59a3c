import { describe, expect, test } from '@jest/globals';
import { withRandomness } from '../../randomness';
import { createEvent, deleteEvent, type Event, owned, updateEvent } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

// A quick check of the retry rule. The benchmark measures it in more settings.

const ASSOCIATIONS = 30;

describe.each([
  [1, 1.4, 1],
  [5, 2, 1],
  // With two pages of the list before each change, the quota takes twice as long.
  [1, 2.5, 150],
])('thirty associations at %d requests a second, in a bucket of one', (requestsPerSecond, factor, others) => {
  test(`are created, moved and deleted in at most ${factor} times the time of the quota, beside ${others} others`, async () => {
    const harness = virtualHarness({ requestsPerSecond, burst: 1, identitiesPerPool: 1_000 });
    const [pool, next] = [harness.service.createPool(), harness.service.createPool()];
    for (const each of [pool, next])
      for (let count = 0; count < others; count += 1)
        harness.service.associate(each, harness.service.requestPhoneNumber());
    const numbers = Array.from({ length: ASSOCIATIONS }, () => harness.service.requestPhoneNumber().id);
    const declared = (id: string, into = pool) => ({
      PoolId: into.id,
      OriginationIdentity: id,
      IsoCountryCode: 'US',
    });
    const options = (id: string) => ({ logicalId: `Association${id.slice(-8)}` });
    const requests: ((id: string) => Event)[] = [
      (id) => createEvent(declared(id), options(id)),
      (id) => updateEvent(owned(id), declared(id, next), declared(id), options(id)),
      (id) => deleteEvent(owned(id), declared(id, next), options(id)),
    ];
    for (const [step, request] of requests.entries()) {
      const { seconds, calls } = await measured(harness, numbers.map(request));
      const inPools = [pool, next].map((each) => harness.service.contents(each).length - others);
      expect(inPools).toEqual(
        [
          [ASSOCIATIONS, 0],
          [0, ASSOCIATIONS],
          [0, 0],
        ][step],
      );
      expect(seconds).toBeLessThan((factor * ASSOCIATIONS) / requestsPerSecond + 5);
      expect(calls).toBeLessThan(ASSOCIATIONS * 40);
    }
  }, 60_000);
});

async function measured(harness: Harness, events: readonly Event[]) {
  await harness.wait(10_000);
  const [start, before] = [harness.clock.now(), harness.service.calls.length];
  await withRandomness(() => harness.sendAll(...events));
  const failed = harness.inbox.bodies.filter((body) => !body.includes('"SUCCESS"'));
  expect(failed).toEqual([]);
  return { seconds: (harness.clock.now() - start) / 1_000, calls: harness.service.calls.length - before };
}
