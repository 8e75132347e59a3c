import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEvent, updateEvent } from '../harness/event';
import { virtualStage } from '../harness/stage';

// A phone number is DISASSOCIATING for a while after it was taken out of a pool.

const stage = virtualStage();
const pools = () => stage.rig.service.poolsOf(stage.number);

describe.each([true, false])('a number that is DISASSOCIATING (shown in its old pool: %s)', (disassociatingShown) => {
  beforeEach(async () => {
    const { service } = stage.rig;
    await stage.rig.send(createEvent(stage.properties(), { logicalId: 'Former' }));
    Object.assign(service.settings, { disassociatingShown, statusDelayMilliseconds: 15_000 });
    const PoolId = stage.pool.id;
    const body = JSON.stringify({ PoolId, OriginationIdentity: stage.number.id, IsoCountryCode: 'US' });
    await stage.rig.run(() => service.handle({ operation: 'DisassociateOriginationIdentity', body }));
    stage.rig.stacks.showResource({ logicalId: 'Former', status: 'DELETE_COMPLETE', physicalId: stage.number.id });
    expect(service.status(stage.number)).toBe('DISASSOCIATING');
  });

  test.each([
    ['in the pool that it leaves', () => stage.properties()],
    ['in the pool that it leaves, with AdoptExisting', () => ({ ...stage.properties(), AdoptExisting: 'true' })],
    ['in another pool', () => stage.properties(stage.next)],
  ])('is associated by a Create %s when it has left', async (_what, declared) => {
    const properties = declared();
    const response = await stage.rig.send(createEvent(properties));
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expect(pools()).toEqual([properties.PoolId]);
  });

  test('is associated by an Update when it has left', async () => {
    const event = updateEvent(stage.number.id, { ...stage.properties(), Revision: '2' }, stage.properties());
    expect(await stage.rig.send(event)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expect(pools()).toEqual([stage.pool.id]);
    expect(stage.rig.service.status(stage.number)).toBe('ACTIVE');
  });
});
