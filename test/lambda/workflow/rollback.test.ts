import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PhoneNumber, Pool } from '../../sms-voice';
import { createEvent, deleteEvent, LOGICAL_ID, updateEvent } from '../harness/event';
import { virtualStage } from '../harness/stage';

const stage = virtualStage();
const pools = (number: PhoneNumber = stage.number) => stage.rig.service.poolsOf(number);
const rollingBack = () => {
  stage.rig.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
};

describe('a replacement whose new association is in place', () => {
  let other: PhoneNumber;
  const before = () => ({ ...stage.properties(), OriginationIdentity: other.id });
  const adopting = () => ({ ...stage.properties(), AdoptExisting: 'true' });
  const replaced = (declared = stage.properties()) => stage.rig.send(updateEvent(other.id, declared, before()));
  beforeEach(async () => {
    other = stage.rig.service.requestPhoneNumber();
    await stage.rig.send(createEvent(before()));
    stage.rig.service.associate(stage.pool, stage.number);
  });

  test("in a roll-back is the resource's own from before", async () => {
    rollingBack();
    expect(await replaced()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
  });

  test('in a roll-back to properties with AdoptExisting stays adopted', async () => {
    rollingBack();
    expect(await replaced(adopting())).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: `adopted:${stage.number.id}`,
    });
  });

  test('fails on the way forward, because somebody else may own it', async () => {
    const response = await replaced();
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: other.id });
    expect(response.Reason).toContain('is already in pool');
    expect(pools()).toEqual([stage.pool.id]);
    expect(pools(other)).toEqual([stage.pool.id]);
  });

  test('is adopted on the way forward with AdoptExisting', async () => {
    expect(await replaced(adopting())).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: `adopted:${stage.number.id}`,
    });
  });

  test.each([
    ['made', '', ''],
    ['adopted', 'adopted:', 'adopted:'],
  ])('is taken over on the way forward from a resource that %s it', async (_how, held, prefix) => {
    const holder = { logicalId: `${LOGICAL_ID}Old`, status: 'CREATE_COMPLETE' };
    stage.rig.stacks.showResource({ ...holder, physicalId: `${held}${stage.number.id}` });
    expect(await replaced()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: `${prefix}${stage.number.id}` });
  });
});

describe('a target in a third pool', () => {
  let third: Pool;
  beforeEach(async () => {
    third = stage.rig.service.createPool();
    await stage.rig.send(createEvent(stage.properties()));
    stage.rig.service.disassociate(stage.pool, stage.number);
    stage.rig.service.associate(third, stage.number);
  });

  const updates: [string, () => ReturnType<typeof updateEvent>][] = [
    ['of the same association', () => updateEvent(stage.number.id, stage.properties(), stage.properties())],
    ['that moves it', () => updateEvent(stage.number.id, stage.properties(stage.next), stage.properties())],
    [
      'that replaces another',
      () => {
        const other = stage.rig.service.requestPhoneNumber();
        return updateEvent(other.id, stage.properties(), { ...stage.properties(), OriginationIdentity: other.id });
      },
    ],
  ];

  test.each(updates)('fails an update %s', async (_what, event) => {
    const response = await stage.rig.send(event());
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toContain(`is in pool ${third.id}; expected in no pool or in`);
    expect(pools()).toEqual([third.id]);
  });

  test.each(updates)('costs a warning in a roll-back %s, and is left there', async (_what, event) => {
    rollingBack();
    expect(await stage.rig.send(event())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expect(stage.rig.warnings).toEqual([expect.stringContaining('the roll-back goes on in spite of this')]);
    expect(pools()).toEqual([third.id]);
  });
});

describe('a wrong country', () => {
  const wrong = () => ({ ...stage.properties(), IsoCountryCode: 'CA' });
  beforeEach(async () => {
    await stage.rig.send(createEvent(stage.properties()));
  });

  test('fails the update, and the message names the right one', async () => {
    const response = await stage.rig.send(updateEvent(stage.number.id, wrong(), stage.properties()));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: stage.number.id });
    expect(response.Reason).toContain('IsoCountryCode: got "CA"; expected US, the country of phone number');
  });

  test('costs a warning in a roll-back', async () => {
    rollingBack();
    const response = await stage.rig.send(updateEvent(stage.number.id, wrong(), stage.properties()));
    expect(response.Status).toBe('SUCCESS');
    expect(stage.rig.warnings).toHaveLength(1);
  });

  test('fails a Create that finds the association in place', async () => {
    stage.rig.service.settings.wrongCountry = 'ignored';
    const response = await stage.rig.send(createEvent({ ...wrong(), AdoptExisting: 'true' }, { logicalId: 'Other' }));
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toContain('expected US');
  });
});

describe('the roll-back of a replacement that never responded', () => {
  let other: PhoneNumber;
  const replacing = () => ({ ...stage.properties(), OriginationIdentity: other.id });
  const rollBack = () => {
    rollingBack();
    return stage.rig.send(updateEvent(stage.number.id, stage.properties(), replacing()));
  };
  beforeEach(async () => {
    other = stage.rig.service.requestPhoneNumber();
    await stage.rig.send(createEvent(stage.properties()));
  });

  test('undoes what that has made', async () => {
    await stage.rig.deliverUnseen(updateEvent(stage.number.id, replacing(), stage.properties()));
    expect(pools(other)).toEqual([stage.pool.id]);
    expect(await rollBack()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expect(pools(other)).toEqual([]);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('leaves an association that somebody else made', async () => {
    stage.rig.service.associate(stage.pool, other);
    expect(await rollBack()).toMatchObject({ Status: 'SUCCESS' });
    expect(pools(other)).toEqual([stage.pool.id]);
  });

  test('leaves an association that another resource of the stack holds', async () => {
    await stage.rig.deliverUnseen(updateEvent(stage.number.id, replacing(), stage.properties()));
    stage.rig.stacks.showResource({ logicalId: 'Other', status: 'CREATE_COMPLETE', physicalId: other.id });
    expect(await rollBack()).toMatchObject({ Status: 'SUCCESS' });
    expect(pools(other)).toEqual([stage.pool.id]);
  });
});

describe('the roll-back of a move', () => {
  const moving = () => updateEvent(stage.number.id, stage.properties(stage.next), stage.properties());
  const back = () => updateEvent(stage.number.id, stage.properties(), stage.properties(stage.next));
  beforeEach(async () => {
    await stage.rig.send(createEvent(stage.properties()));
  });

  test('moves the number back', async () => {
    await stage.rig.send(moving());
    rollingBack();
    expect(await stage.rig.send(back())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expect(pools()).toEqual([stage.pool.id]);
  });

  /** Delivers the move, cancels it after some seconds, and delivers its roll-back while the move still runs. */
  const cancelled = async (milliseconds: number) => {
    await stage.rig.run(async () => {
      const move = stage.rig.deliver(moving());
      await stage.rig.clock.sleep(milliseconds);
      rollingBack();
      await Promise.all([move, stage.rig.deliver(back())]);
    });
    await stage.rig.wait(600_000);
    expect(stage.rig.inbox.bodies.filter((body) => body.includes('"SUCCESS"')).length).toBeGreaterThanOrEqual(2);
    expect(pools()).toEqual([stage.pool.id]);
  };

  test('moves it back for good if the move took effect, and its reads are throttled', async () => {
    const until = stage.rig.clock.now() + 60_000;
    stage.rig.service.faults.add({ kind: 'throttle', operation: 'DescribePhoneNumbers', until, times: 10 });
    await cancelled(5_000);
  });

  test.each(['latency', 'latency-after'] as const)(
    'moves it back for good if the Associate of the move is still in flight (%s)',
    async (kind) => {
      stage.rig.service.faults.add({ kind, operation: /^Associate/, milliseconds: 9_000 });
      await cancelled(2_000);
    },
  );

  test.each(['latency', 'latency-after'] as const)(
    'puts it back if the Disassociate of the move is still in flight (%s)',
    async (kind) => {
      stage.rig.service.faults.add({ kind, operation: /^Disassociate/, milliseconds: 9_000 });
      await cancelled(2_000);
    },
  );
});

test('the roll-back of a creation takes out what the creation made', async () => {
  await stage.rig.send(createEvent(stage.properties()));
  stage.rig.stacks.status = 'ROLLBACK_IN_PROGRESS';
  await stage.rig.send(deleteEvent(stage.number.id, stage.properties()));
  expect(pools()).toEqual([]);
});
