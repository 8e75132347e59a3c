import { beforeEach, describe, expect, test } from '@jest/globals';
import { SmsVoice } from '../../../lambda/sms-voice/sms-voice';
import { disassociate } from '../../../lambda/workflow/disassociate';
import { VirtualClock } from '../../virtual-clock';
import { declared, NUMBER, numberIn } from '../harness/declared';
import { updateEvent } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';
import { respondingClient } from '../harness/responding-client';

// A phone number is DISASSOCIATING for a while after it was taken out of a pool.

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});

describe.each([true, false])('a number that is DISASSOCIATING (shown in its old pool: %s)', (disassociatingShown) => {
  beforeEach(async () => {
    const { service } = harness;
    await harness.create(harness.properties(), { logicalId: 'Former' });
    Object.assign(service.settings, { disassociatingShown, statusDelayMilliseconds: 15_000 });
    const PoolId = harness.pool.id;
    const body = JSON.stringify({ PoolId, OriginationIdentity: harness.number.id, IsoCountryCode: 'US' });
    await harness.run(() => service.handle({ operation: 'DisassociateOriginationIdentity', body }));
    harness.stacks.showResource({ logicalId: 'Former', status: 'DELETE_COMPLETE', physicalId: harness.owned });
    expect(service.status(harness.number)).toBe('DISASSOCIATING');
  });

  test.each([
    ['in the pool that it leaves', () => harness.properties()],
    ['in the pool that it leaves, with AdoptExisting', () => harness.adopting()],
    ['in another pool', () => harness.properties(harness.next)],
  ])('is associated by a Create %s when it has left', async (_what, declared) => {
    const properties = declared();
    const response = await harness.create(properties);
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(harness.poolsOf()).toEqual([properties.PoolId]);
  });

  test('is associated by an Update when it has left', async () => {
    const event = updateEvent(harness.owned, harness.revised(), harness.properties());
    expect(await harness.send(event)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
    expect(harness.service.status(harness.number)).toBe('ACTIVE');
  });
});

describe('a number that is joining its pool while reads still show it in none', () => {
  const join = () => {
    const body = JSON.stringify({
      PoolId: harness.pool.id,
      OriginationIdentity: harness.number.id,
      IsoCountryCode: 'US',
    });
    return harness.run(() => harness.service.handle({ operation: 'AssociateOriginationIdentity', body }));
  };

  test('is taken out by a Delete when it has joined', async () => {
    Object.assign(harness.service.settings, { readLagMilliseconds: 2_000, statusDelayMilliseconds: 5_000 });
    await join();
    expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.poolsOf()).toEqual([]);
  });

  test('is read for ten seconds, and a Delete believes the reads then', async () => {
    harness.service.faults.add({
      kind: { name: 'ConflictException', fields: { Reason: 'RESOURCE_NOT_ACTIVE' } },
      operation: /^Disassociate/,
      times: Infinity,
    });
    const start = harness.clock.now();
    expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.clock.now() - start).toBeGreaterThan(9_000);
    expect(harness.clock.now() - start).toBeLessThan(16_000);
  });
});

test('a number that leaves and comes back each time is asked to leave four times', async () => {
  const clock = new VirtualClock();
  const pool = 'pool-01';
  const shown = (Status: string) => ({ PhoneNumbers: [{ PhoneNumberId: NUMBER, PoolId: pool, Status }] });
  const round = [{ __type: 'ConflictException', message: 'busy' }, shown('DISASSOCIATING'), shown('ACTIVE')];
  const { client, inputs } = respondingClient(...Array.from({ length: 10 }, () => round).flat());
  const ids = { stackId: 'stack', serviceToken: '', logicalResourceId: 'Line', requestId: 'r', responseUrl: '' };
  const declaration = declared(numberIn(pool));
  const context = {
    clock,
    log: () => undefined,
    deadline: clock.now() + 600_000,
    declaration,
    service: new SmsVoice(client, ids),
    confirmWanted: () => Promise.resolve(),
  };
  const result = clock.run(() => disassociate(context, declaration, 'keep'));
  await expect(result).rejects.toThrow('every read shows it still there');
  const tokens = inputs.filter((input) => JSON.stringify(input).includes('ClientToken'));
  expect(new Set(tokens.map((input) => JSON.stringify(input))).size).toBe(4);
});
