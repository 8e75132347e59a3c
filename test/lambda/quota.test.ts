import { expect, test } from '@jest/globals';
import { createEvent } from './event';
import { virtualRig } from './rig';

test('a hundred parallel creates survive the quota of one request a second', async () => {
  const rig = await virtualRig({ requestsPerSecond: 1 });
  const pool = rig.service.createPool();
  const events = Array.from({ length: 100 }, (_, index) => {
    const { id } = rig.service.requestPhoneNumber();
    const properties = { PoolId: pool.id, OriginationIdentity: id, IsoCountryCode: 'US' };
    return createEvent(properties, { logicalId: `Association${index}` });
  });

  await rig.run(() => Promise.all(events.map((event) => rig.deliver(event))));

  expect(rig.service.contents(pool)).toHaveLength(100);
  expect(rig.inbox.bodies.filter((body) => body.includes('"SUCCESS"'))).toHaveLength(100);
}, 60_000);
