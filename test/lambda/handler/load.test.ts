import { expect, test } from '@jest/globals';
import { storm } from './storm';
import { withRandomness } from '../../randomness';
import { parseResponse } from '../harness/response';
import { createEvent } from '../harness/event';
import { virtualHarness } from '../harness';

const EVENTS = 200;

test('two hundred events at once have one response each, all SUCCESS, while calls are throttled, fail and hang', async () => {
  const harness = virtualHarness({ identitiesPerPool: EVENTS });
  const pool = harness.service.createPool();
  harness.service.faults.add(...storm());
  const events = Array.from({ length: EVENTS }, (_, index) => {
    const { id } = harness.service.requestPhoneNumber();
    const properties = { PoolId: pool.id, OriginationIdentity: id, IsoCountryCode: 'US' };
    return createEvent(properties, { logicalId: `Association${index}` });
  });

  await withRandomness(() => harness.sendAll(...events));

  const responses = harness.inbox.bodies.map(parseResponse);
  expect(responses.map(({ RequestId }) => RequestId).sort()).toEqual(events.map(({ RequestId }) => RequestId).sort());
  expect(responses.filter(({ Status }) => Status !== 'SUCCESS')).toEqual([]);
  expect(harness.service.contents(pool)).toHaveLength(EVENTS);
  expect(harness.changes()).toHaveLength(EVENTS);
}, 60_000);
