import { expect, test } from '@jest/globals';
import { storm } from '../../bench/load/storm';
import { withRandomness } from '../../randomness';
import { parseResponse } from '../harness/response';
import { createEvent } from '../harness/event';
import { virtualRig } from '../harness/rig';

const EVENTS = 200;

test('two hundred events at once have one response each, all SUCCESS, while calls are throttled, fail and hang', async () => {
  const rig = await virtualRig({ identitiesPerPool: EVENTS });
  const pool = rig.service.createPool();
  rig.service.faults.add(...storm());
  const events = Array.from({ length: EVENTS }, (_, index) => {
    const { id } = rig.service.requestPhoneNumber();
    const properties = { PoolId: pool.id, OriginationIdentity: id, IsoCountryCode: 'US' };
    return createEvent(properties, { logicalId: `Association${index}` });
  });

  await withRandomness(() => rig.run(() => Promise.all(events.map((event) => rig.deliver(event)))));

  const responses = rig.inbox.bodies.map(parseResponse);
  expect(responses.map(({ RequestId }) => RequestId).sort()).toEqual(events.map(({ RequestId }) => RequestId).sort());
  expect(responses.filter(({ Status }) => Status !== 'SUCCESS')).toEqual([]);
  expect(rig.service.contents(pool)).toHaveLength(EVENTS);
  expect(rig.service.history).toHaveLength(EVENTS);
}, 60_000);
