import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Settings } from '../../sms-voice';
import { createEvent, deleteEvent, type Event, updateEvent } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

// Lambda may deliver one event twice, also at the same time.

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});
const deliverTwice = (event: Event) => harness.sendAll(event, event);

describe.each<Partial<Settings>>([
  {},
  { concurrentChanges: 'one-per-identity' },
  { concurrentChanges: 'one-per-pool', statusDelayMilliseconds: 5_000 },
  { statusDelayMilliseconds: 5_000, changingReason: undefined },
  { statusDelayMilliseconds: 5_000, changingReason: 'PHONE_NUMBER_ASSOCIATED_TO_POOL' },
])('parallel deliveries, with a service of %j', (settings) => {
  test.each([
    ['a Create', () => harness.properties()],
    ['a Create with AdoptExisting', () => harness.adopting()],
  ])('of %s each respond with SUCCESS and the key', async (_what, declared) => {
    Object.assign(harness.service.settings, settings);
    harness.service.faults.add({ kind: 'latency-after', operation: /^Associate/, milliseconds: 9_000 });
    const responses = await deliverTwice(createEvent(declared()));
    const expected = { Status: 'SUCCESS', PhysicalResourceId: harness.owned };
    expect(responses).toMatchObject([expected, expected]);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('of a move each respond with SUCCESS, and the number is moved once', async () => {
    await harness.create();
    Object.assign(harness.service.settings, settings);
    const responses = await deliverTwice(
      updateEvent(harness.owned, harness.properties(harness.next), harness.properties()),
    );
    expect(responses.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(harness.poolsOf()).toEqual([harness.next.id]);
  });

  test('of a Delete each respond with SUCCESS', async () => {
    await harness.create();
    Object.assign(harness.service.settings, settings);
    const responses = await deliverTwice(deleteEvent(harness.owned, harness.properties()));
    expect(responses.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(harness.poolsOf()).toEqual([]);
  });
});
