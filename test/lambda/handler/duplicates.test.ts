import { describe, expect, test } from '@jest/globals';
import type { Settings } from '../../sms-voice';
import { createEvent, deleteEvent, type Event, updateEvent } from '../harness/event';
import { parseResponse } from '../harness/response';
import { virtualStage } from '../harness/stage';

// Lambda may deliver one event twice, also at the same time.

const stage = virtualStage();
const adopting = () => ({ ...stage.properties(), AdoptExisting: 'true' });
const deliverTwice = async (event: Event) => {
  await stage.rig.run(() => Promise.all([stage.rig.deliver(event), stage.rig.deliver(event)]));
  return stage.rig.inbox.bodies.slice(-2).map(parseResponse);
};

describe.each<Partial<Settings>>([
  {},
  { concurrentChanges: 'one-per-identity' },
  { concurrentChanges: 'one-per-pool', statusDelayMilliseconds: 5_000 },
  { statusDelayMilliseconds: 5_000, changingReason: undefined },
  { statusDelayMilliseconds: 5_000, changingReason: 'PHONE_NUMBER_ASSOCIATED_TO_POOL' },
])('parallel deliveries, with a service of %j', (settings) => {
  test.each([
    ['a Create', () => stage.properties()],
    ['a Create with AdoptExisting', adopting],
  ])('of %s each respond with SUCCESS and the key', async (_what, declared) => {
    Object.assign(stage.rig.service.settings, settings);
    stage.rig.service.faults.add({ kind: 'latency-after', operation: /^Associate/, milliseconds: 9_000 });
    const responses = await deliverTwice(createEvent(declared()));
    const expected = { Status: 'SUCCESS', PhysicalResourceId: stage.number.id };
    expect(responses).toMatchObject([expected, expected]);
    expect(stage.rig.service.poolsOf(stage.number)).toEqual([stage.pool.id]);
  });

  test('of a move each respond with SUCCESS, and the number is moved once', async () => {
    await stage.rig.send(createEvent(stage.properties()));
    Object.assign(stage.rig.service.settings, settings);
    const responses = await deliverTwice(
      updateEvent(stage.number.id, stage.properties(stage.next), stage.properties()),
    );
    expect(responses.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(stage.rig.service.poolsOf(stage.number)).toEqual([stage.next.id]);
  });

  test('of a Delete each respond with SUCCESS', async () => {
    await stage.rig.send(createEvent(stage.properties()));
    Object.assign(stage.rig.service.settings, settings);
    const responses = await deliverTwice(deleteEvent(stage.number.id, stage.properties()));
    expect(responses.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(stage.rig.service.poolsOf(stage.number)).toEqual([]);
  });
});
