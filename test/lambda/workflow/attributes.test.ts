import { describe, expect, test } from '@jest/globals';
import type { Settings } from '../../sms-voice';
import { createEvent, deleteEvent, updateEvent } from '../harness/event';
import { virtualStage } from '../harness/stage';

const stage = virtualStage();

describe.each<Settings['rcsAgentCountry']>(['as-sent', 'absent', 'ZZ'])(
  'the attributes of an RCS agent, with a service that responds with the country %s',
  (rcsAgentCountry) => {
    test.each([undefined, 'ZZ'])('are equal after a Create and an Update (declared country: %s)', async (country) => {
      stage.rig.service.settings.rcsAgentCountry = rcsAgentCountry;
      const agent = stage.rig.service.createRcsAgent();
      const properties = {
        PoolId: stage.pool.id,
        OriginationIdentity: agent.id,
        ...(country === undefined ? {} : { IsoCountryCode: country }),
      };
      const created = await stage.rig.send(createEvent(properties));
      const updated = await stage.rig.send(updateEvent(agent.id, { ...properties, Revision: '2' }, properties));
      expect(created.Data).toMatchObject({ IsoCountryCode: country ?? '' });
      expect(updated.Data).toEqual(created.Data);
    });
  },
);

describe.each<Partial<Settings>>([
  { senderIdCountryListed: false },
  { senderIdCountryListed: false, listedIdentity: 'arn' },
  { listedIdentity: 'arn' },
])('a sender ID in the list of its pool, with a service of %j', (settings) => {
  test('is found by name and country, and not taken for its namesake of another country', async () => {
    const { rig, pool } = stage;
    Object.assign(rig.service.settings, settings);
    for (const country of ['DE', 'GB']) rig.service.requestSenderId({ id: 'SHOP', country });
    rig.service.associate(pool, 'SHOP/DE');
    const properties = { PoolId: pool.id, OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' };
    const created = await rig.send(createEvent(properties));
    expect(created).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: `${pool.id}/SHOP/GB` });
    await rig.send(deleteEvent(created.PhysicalResourceId, properties));
    expect(rig.service.poolsOf('SHOP/GB')).toEqual([]);
    expect(rig.service.poolsOf('SHOP/DE')).toEqual([pool.id]);
  });
});
