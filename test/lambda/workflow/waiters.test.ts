import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PhoneNumber, Pool } from '../../sms-voice';
import { createEvent, deleteEvent, updateEvent } from '../harness/event';
import { type Rig, virtualRig } from '../harness/rig';

/** Less than Lambda gives, so that a test ends sooner. */
const TWO_MINUTES = 120_000;

let rig: Rig;
let pool: Pool;
let number: PhoneNumber;
beforeEach(async () => {
  rig = await virtualRig();
  pool = rig.service.createPool();
  number = rig.service.requestPhoneNumber();
});
const properties = () => ({ PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' });
/** A point in virtual time from now on, in milliseconds since the epoch. */
const after = (milliseconds: number) => rig.clock.now() + milliseconds;
/** How long the calls of an operation went on, in seconds. */
const span = (operation: string) => {
  const times = rig.calls(operation).map(({ time }) => time);
  return (Math.max(...times) - Math.min(...times)) / 1000;
};

describe('access denied', () => {
  test('for a minute is waited for', async () => {
    rig.service.faults.add({ kind: 'access-denied', until: after(60_000) });
    expect(await rig.send(createEvent(properties()))).toMatchObject({ Status: 'SUCCESS' });
  });

  test('for longer fails soon after the minute, naming the action', async () => {
    rig.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: 'access-denied', times: 10_000 });
    const response = await rig.send(createEvent(properties()));
    expect(response).toMatchObject({ Status: 'FAILED' });
    expect(response.Reason).toMatch(/AssociateOriginationIdentity of .* was denied \d+ times in \d+ s.*AccessDenied/);
    expect(span('Associate')).toBeGreaterThan(60);
    expect(span('Associate')).toBeLessThan(90);
  });
});

describe('throttling', () => {
  test('for ten minutes is waited out with one token, full of jitter', async () => {
    rig.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: 'throttle', until: after(600_000) });
    expect(await rig.send(createEvent(properties()))).toMatchObject({ Status: 'SUCCESS' });
    const tokens = rig.tokens('Associate');
    expect(new Set(tokens).size).toBe(1);
    expect(tokens.length).toBeLessThan(260);
    const times = rig.calls('Associate').map(({ time }) => time);
    expect(new Set(times.slice(1).map((time, index) => time - (times[index] ?? 0))).size).toBeGreaterThan(10);
  });

  test('without an end fails shortly before the deadline, saying how often it tried', async () => {
    rig.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: 'throttle', times: 100_000 });
    const event = createEvent(properties());
    const response = await rig.send(event);
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: `failed:${String(event.RequestId)}` });
    expect(response.Reason).toMatch(/tried \d+ times in 8\d\d s.*ThrottlingException/);
  });
});

describe('a number that is not ACTIVE', () => {
  test('is waited for', async () => {
    const kind = { name: 'ConflictException', fields: { Reason: 'RESOURCE_NOT_ACTIVE' } };
    rig.service.faults.add({ operation: 'AssociateOriginationIdentity', kind, until: after(100_000) });
    expect(await rig.send(createEvent(properties()))).toMatchObject({ Status: 'SUCCESS' });
    expect(new Set(rig.tokens('Associate')).size).toBe(1);
  });

  test('and stays ASSOCIATING to the end fails with the key, so that the Delete undoes it', async () => {
    rig.service.settings.statusDelayMilliseconds = 3_600_000;
    const response = await rig.send(createEvent(properties()), rig.context(TWO_MINUTES));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
    expect(response.Reason).toContain('still ASSOCIATING');
  });
});

describe('a success that never shows', () => {
  test('is tried with a few generations of the token, and fails with the key', async () => {
    rig.service.settings.readLagMilliseconds = 3_600_000;
    rig.service.settings.associateAgain = 'success';
    const response = await rig.send(createEvent(properties()));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
    expect(response.Reason).toContain('no read shows it there');
    expect(new Set(rig.tokens('Associate')).size).toBe(4);
  });

  test('for seconds needs one call', async () => {
    rig.service.settings.readLagMilliseconds = 8_000;
    expect(await rig.send(createEvent(properties()))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.calls('Associate')).toHaveLength(1);
  });

  test('for longer is found by a later generation of the token', async () => {
    rig.service.settings.readLagMilliseconds = 25_000;
    expect(await rig.send(createEvent(properties()))).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: number.id,
    });
    expect(rig.service.history.filter(({ by }) => by !== 'hand')).toHaveLength(1);
  });
});

test('a number that somebody takes out while a Create waits for it is not put in again', async () => {
  rig.service.settings.statusDelayMilliseconds = 60_000;
  const response = await rig.run(async () => {
    const delivered = rig.deliver(createEvent(properties()));
    await rig.until(() => rig.calls('Describe').length > 2);
    rig.service.disassociate(pool, number);
    await delivered;
    return rig.inbox.bodies.at(-1);
  });
  expect(response).toContain('somebody else took it out while this resource waited for it');
  expect(rig.service.contents(pool)).toEqual([]);
});

test('the reads of a waiter come further apart, and at different times for each request', async () => {
  rig.service.settings.statusDelayMilliseconds = 60_000;
  await rig.send(createEvent(properties()));
  const times = rig.calls('DescribePhoneNumbers').map(({ time }) => time);
  const delays = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(delays[0]).toBeGreaterThanOrEqual(375);
  expect(delays[0]).toBeLessThanOrEqual(625);
  for (const delay of delays.slice(5)) {
    expect(delay).toBeGreaterThanOrEqual(1_500);
    expect(delay).toBeLessThanOrEqual(2_500);
  }
  expect(new Set(delays).size).toBe(delays.length);
});

test.each([0, 1])('a pool that is being deleted makes a Delete succeed (after %d reads of the pool)', async (after) => {
  rig.service.associate(pool, rig.service.requestPhoneNumber());
  await rig.send(createEvent(properties()));
  const kind = { name: 'ConflictException', fields: { Reason: 'RESOURCE_NOT_ACTIVE', ResourceType: 'pool' } };
  rig.service.faults.add({ operation: 'DisassociateOriginationIdentity', kind, times: 10_000 });
  rig.service.faults.add({ operation: 'DescribePools', kind: { name: 'ResourceNotFoundException' }, times: 10, after });
  expect(await rig.send(deleteEvent(number.id, properties()))).toMatchObject({ Status: 'SUCCESS' });
  expect(rig.calls('Disassociate')).toHaveLength(after);
});

test('a Disassociate that conflicts with another operation is retried', async () => {
  rig.service.associate(pool, rig.service.requestPhoneNumber());
  await rig.send(createEvent(properties()));
  rig.service.faults.add({ operation: /^Disassociate/, kind: { name: 'ConflictException' }, until: after(20_000) });
  expect(await rig.send(deleteEvent(number.id, properties()))).toMatchObject({ Status: 'SUCCESS' });
  expect(rig.service.poolsOf(number)).toEqual([]);
});

describe('an Update of a number that is ASSOCIATING', () => {
  beforeEach(() => {
    rig.service.settings.statusDelayMilliseconds = 30_000;
  });
  const updatedMeanwhile = (act: () => void) =>
    rig.run(async () => {
      const created = rig.deliver(createEvent(properties()));
      await rig.clock.sleep(1_000);
      const updated = rig.deliver(updateEvent(number.id, { ...properties(), Revision: '2' }, properties()));
      await rig.clock.sleep(1_000);
      act();
      await Promise.all([created, updated]);
    });

  test('waits until it is ACTIVE', async () => {
    await updatedMeanwhile(() => undefined);
    expect(rig.inbox.bodies.filter((body) => body.includes('"SUCCESS"'))).toHaveLength(2);
    expect(rig.calls('Associate')).toHaveLength(1);
  });

  test('associates it again if somebody takes it out meanwhile', async () => {
    await updatedMeanwhile(() => {
      rig.service.disassociate(pool, number);
    });
    expect(rig.service.poolsOf(number)).toEqual([pool.id]);
  });
});

test("a phone number's gap in a move is one disassociate long", async () => {
  const next = rig.service.createPool();
  for (const each of [pool, next]) rig.service.associate(each, rig.service.requestPhoneNumber());
  rig.service.settings.statusDelayMilliseconds = 5_000;
  await rig.send(createEvent(properties()));
  await rig.send(updateEvent(number.id, { ...properties(), PoolId: next.id }, properties()));
  const [, out, into] = rig.service.history.filter(({ by }) => by !== 'hand');
  expect(out?.kind).toBe('disassociated');
  expect((into?.time ?? Infinity) - (out?.time ?? 0)).toBeLessThan(5_000 + 3_000);
});

describe('a move', () => {
  let next: Pool;
  beforeEach(async () => {
    next = rig.service.createPool();
    for (const each of [pool, next]) rig.service.associate(each, rig.service.requestPhoneNumber());
    await rig.send(createEvent(properties()));
  });
  const moved = () => rig.send(updateEvent(number.id, { ...properties(), PoolId: next.id }, properties()));
  const effective = (kind: string) =>
    rig.service.history.filter((change) => change.by !== 'hand' && change.kind === kind);

  test('waits for the old pool to let go, and asks the new one again only then', async () => {
    rig.service.settings.statusDelayMilliseconds = 20_000;
    expect(await moved()).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.calls('Associate')).toHaveLength(1 + 2);
    expect(rig.service.poolsOf(number)).toEqual([next.id]);
  });

  test('there and back and there again asks each pool once', async () => {
    await moved();
    await rig.send(updateEvent(number.id, properties(), { ...properties(), PoolId: next.id }));
    expect(await moved()).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.service.poolsOf(number)).toEqual([next.id]);
    expect(effective('disassociated')).toHaveLength(3);
    expect(new Set(rig.tokens('Disassociate')).size).toBe(3);
  });

  test('that the new pool refuses puts the number back though reads still show it in the old one', async () => {
    await rig.wait(60_000);
    rig.service.settings.readLagMilliseconds = 6_000;
    const fields = { Reason: 'OPT_OUT_LIST_MISMATCH' };
    rig.service.faults.add({ operation: /^Associate/, kind: { name: 'ConflictException', fields } });
    const response = await moved();
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
    expect(response.Reason).toContain(`put back into pool ${pool.id}`);
    expect(rig.service.poolsOf(number)).toEqual([pool.id]);
  });
});

describe('a change that is not done in time', () => {
  test('is undone when it was a replacement, since no Delete will come for it', async () => {
    await rig.send(createEvent(properties()));
    const replacing = rig.service.requestPhoneNumber();
    rig.service.settings.statusDelayMilliseconds = 75_000;
    const changed = { ...properties(), OriginationIdentity: replacing.id };
    const response = await rig.send(updateEvent(number.id, changed, properties()), rig.context(TWO_MINUTES));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
    expect(response.Reason).toContain('still ASSOCIATING');
    expect(rig.service.contents(pool)).toEqual([number.id]);
  });

  test('says so when it can not be undone either', async () => {
    await rig.send(createEvent(properties()));
    const replacing = rig.service.requestPhoneNumber();
    rig.service.settings.statusDelayMilliseconds = 3_600_000;
    const changed = { ...properties(), OriginationIdentity: replacing.id };
    const response = await rig.send(updateEvent(number.id, changed, properties()), rig.context(TWO_MINUTES));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
    expect(response.Reason).toMatch(/Undoing the half-made association failed as well .*gave up shortly before/);
  });

  test('is taken back when it was a move, and says so when that fails as well', async () => {
    const next = rig.service.createPool();
    for (const each of [pool, next]) rig.service.associate(each, rig.service.requestPhoneNumber());
    await rig.send(createEvent(properties()));
    rig.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: 'throttle', times: 100_000 });
    const response = await rig.send(updateEvent(number.id, { ...properties(), PoolId: next.id }, properties()));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
    expect(response.Reason).toContain('IT MAY BE IN NO POOL NOW');

    rig.service.faults.clear();
    const rollBack = updateEvent(number.id, properties(), { ...properties(), PoolId: next.id });
    expect(await rig.send(rollBack)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id });
    expect(rig.service.poolsOf(number)).toEqual([pool.id]);
  });
});
