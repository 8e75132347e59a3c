import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PhoneNumber, Pool } from '../../sms-voice';
import { adopted, LOGICAL_ID, owned, updateEvent } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});
const pools = (number: PhoneNumber = harness.number) => harness.poolsOf(number);
const rollingBack = () => {
  harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
};

describe('a replacement whose new association is in place', () => {
  let other: PhoneNumber;
  const before = () => harness.properties(harness.pool, other);
  const replaced = (declared = harness.properties()) =>
    harness.update(declared, { id: owned(other.id), from: before() });
  beforeEach(async () => {
    other = harness.service.requestPhoneNumber();
    await harness.create(before());
    harness.service.associate(harness.pool, harness.number);
  });

  test('fails on the way forward, because somebody else may own it', async () => {
    const response = await replaced();
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: owned(other.id) });
    expect(response.Reason).toContain('is already in pool');
    expect(pools()).toEqual([harness.pool.id]);
    expect(pools(other)).toEqual([harness.pool.id]);
  });

  test('is adopted on the way forward with AdoptExisting', async () => {
    expect(await replaced(harness.adopting())).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: harness.adopted,
    });
  });

  test.each([
    ['owns', owned],
    ['adopted', adopted],
  ])('is taken over on the way forward from a resource that %s it', async (_how, idOf) => {
    const holder = { logicalId: `${LOGICAL_ID}Old`, status: 'CREATE_COMPLETE' };
    harness.stacks.showResource({ ...holder, physicalId: idOf(harness.number.id) });
    expect(await replaced()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: idOf(harness.number.id) });
  });
});

describe('the rollback of a replacement', () => {
  let other: PhoneNumber;
  beforeEach(() => {
    other = harness.service.requestPhoneNumber();
  });
  const replacing = () => harness.properties(harness.pool, other);

  /** The resource, in a stack that is stable then, is replaced; another resource fails; the stack rolls back. */
  const rolledBack = async (before = harness.properties()) => {
    const { PhysicalResourceId: id } = await harness.create(before);
    harness.stacks.showStack('UPDATE_COMPLETE');
    const replaced = await harness.update(replacing(), { id, from: before });
    rollingBack();
    return harness.update(harness.properties(), { id: replaced.PhysicalResourceId, from: replacing() });
  };

  test('owns what the resource owned', async () => {
    expect(await rolledBack()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
  });

  test('adopts what the resource had adopted, though the flag was removed since', async () => {
    harness.service.associate(harness.pool, harness.number);
    expect(await rolledBack(harness.adopting())).toMatchObject({ PhysicalResourceId: harness.adopted });
  });

  test('owns what the resource made with AdoptExisting set', async () => {
    expect(await rolledBack(harness.adopting())).toMatchObject({ PhysicalResourceId: harness.owned });
  });

  test('adopts what no event proves to be owned', async () => {
    harness.service.associate(harness.pool, harness.number);
    await harness.create(replacing());
    rollingBack();
    const response = await harness.update(harness.properties(), { id: owned(other.id), from: replacing() });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
  });

  test.each(['denied', 'outage'] as const)('adopts it where the events can not be read (%s)', async (trouble) => {
    await harness.create();
    harness.stacks.showStack('UPDATE_COMPLETE');
    await harness.update(replacing());
    rollingBack();
    harness.stacks.api.fault = ({ action }) =>
      action !== 'DescribeStackEvents' ? undefined : trouble === 'denied' ? 'denied' : 'unavailable';
    const response = await harness.update(harness.properties(), { id: owned(other.id), from: replacing() });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});

describe('a target in a third pool', () => {
  let third: Pool;
  beforeEach(async () => {
    third = harness.service.createPool();
    await harness.create();
    harness.service.disassociate(harness.pool, harness.number);
    harness.service.associate(third, harness.number);
  });

  const updates: [string, () => ReturnType<typeof updateEvent>][] = [
    ['of the same association', () => updateEvent(harness.owned, harness.properties(), harness.properties())],
    ['that moves it', () => updateEvent(harness.owned, harness.properties(harness.next), harness.properties())],
    [
      'that replaces another',
      () => {
        const other = harness.service.requestPhoneNumber();
        return updateEvent(owned(other.id), harness.properties(), {
          ...harness.properties(),
          OriginationIdentity: other.id,
        });
      },
    ],
  ];

  test.each(updates)('fails an update %s', async (_what, event) => {
    const response = await harness.send(event());
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toContain(`is in pool ${third.id}; expected in no pool or in`);
    expect(pools()).toEqual([third.id]);
  });

  test.each(updates)('costs a warning in a rollback %s, and is left there', async (_what, event) => {
    rollingBack();
    expect(await harness.send(event())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(harness.warnings).toEqual([expect.stringContaining('the rollback goes on in spite of this')]);
    expect(pools()).toEqual([third.id]);
  });
});

describe('a wrong country', () => {
  const wrong = () => ({ ...harness.properties(), IsoCountryCode: 'CA' });
  beforeEach(async () => {
    await harness.create();
  });

  test('fails the update, and the message names the right one', async () => {
    const response = await harness.update(wrong());
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain('IsoCountryCode: got "CA"; expected US, the country of phone number');
  });

  test('is no problem in a rollback, since the number is in its pool', async () => {
    rollingBack();
    const response = await harness.update(wrong());
    expect(response.Status).toBe('SUCCESS');
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('fails a Create that finds the association in place', async () => {
    harness.service.settings.wrongCountry = 'ignored';
    const response = await harness.create({ ...wrong(), AdoptExisting: 'true' }, { logicalId: 'Other' });
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toContain('expected US');
  });
});

describe('the rollback of a replacement that never responded', () => {
  let other: PhoneNumber;
  const replacing = () => harness.properties(harness.pool, other);
  const rollBack = () => {
    rollingBack();
    return harness.update(harness.properties(), { from: replacing() });
  };
  beforeEach(async () => {
    other = harness.service.requestPhoneNumber();
    await harness.create();
  });

  test('undoes what that has made', async () => {
    await harness.deliverUnseen(updateEvent(harness.owned, replacing(), harness.properties()));
    expect(pools(other)).toEqual([harness.pool.id]);
    expect(await rollBack()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(pools(other)).toEqual([]);
    expect(pools()).toEqual([harness.pool.id]);
  });

  test('leaves an association that somebody else made', async () => {
    harness.service.associate(harness.pool, other);
    expect(await rollBack()).toMatchObject({ Status: 'SUCCESS' });
    expect(pools(other)).toEqual([harness.pool.id]);
  });

  test('leaves an association that another resource of the stack holds', async () => {
    await harness.deliverUnseen(updateEvent(harness.owned, replacing(), harness.properties()));
    harness.stacks.showResource({ logicalId: 'Other', status: 'CREATE_COMPLETE', physicalId: owned(other.id) });
    expect(await rollBack()).toMatchObject({ Status: 'SUCCESS' });
    expect(pools(other)).toEqual([harness.pool.id]);
  });
});

describe('the rollback of a move', () => {
  const moving = () => updateEvent(harness.owned, harness.properties(harness.next), harness.properties());
  const back = () => updateEvent(harness.owned, harness.properties(), harness.properties(harness.next));
  beforeEach(async () => {
    await harness.create();
  });

  test('moves the number back', async () => {
    await harness.send(moving());
    rollingBack();
    expect(await harness.send(back())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(pools()).toEqual([harness.pool.id]);
  });

  /** Delivers the move, cancels it after some seconds, and delivers its rollback while the move still runs. */
  const cancelled = async (milliseconds: number) => {
    await harness.sendWhile(moving(), async () => {
      await harness.clock.sleep(milliseconds);
      rollingBack();
      await harness.deliver(back());
    });
    await harness.wait(600_000);
    expect(harness.inbox.bodies.filter((body) => body.includes('"SUCCESS"')).length).toBeGreaterThanOrEqual(2);
    expect(pools()).toEqual([harness.pool.id]);
  };

  test('moves it back for good if the move took effect, and its reads are throttled', async () => {
    const until = harness.clock.now() + 60_000;
    harness.service.faults.add({ kind: 'throttle', operation: 'DescribePhoneNumbers', until, times: 10 });
    await cancelled(5_000);
  });

  test.each(['latency', 'latency-after'] as const)(
    'moves it back for good if the Associate of the move is still in flight (%s)',
    async (kind) => {
      harness.service.faults.add({ kind, operation: /^Associate/, milliseconds: 9_000 });
      await cancelled(2_000);
    },
  );

  test.each(['latency', 'latency-after'] as const)(
    'puts it back if the Disassociate of the move is still in flight (%s)',
    async (kind) => {
      harness.service.faults.add({ kind, operation: /^Disassociate/, milliseconds: 9_000 });
      await cancelled(2_000);
    },
  );
});

test('the rollback of a creation takes out what the creation made', async () => {
  await harness.create();
  harness.stacks.status = 'ROLLBACK_IN_PROGRESS';
  await harness.delete();
  expect(pools()).toEqual([]);
});
