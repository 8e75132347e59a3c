import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEvent, updateEvent } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

/** Less than Lambda gives, so that a test ends sooner. */
const TWO_MINUTES = 120_000;

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});
/** A point in virtual time from now on, in milliseconds since the epoch. */
const after = (milliseconds: number) => harness.clock.now() + milliseconds;
/** How long the calls of an operation went on, in seconds. */
const span = (operation: string) => {
  const times = harness.calls(operation).map(({ time }) => time);
  return (Math.max(...times) - Math.min(...times)) / 1000;
};

describe('access denied', () => {
  test('for a minute is waited for', async () => {
    harness.service.faults.add({ kind: 'access-denied', until: after(60_000) });
    expect(await harness.create()).toMatchObject({ Status: 'SUCCESS' });
  });

  test('for longer fails soon after the minute, naming the action', async () => {
    harness.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: 'access-denied', times: 10_000 });
    const response = await harness.create();
    expect(response).toMatchObject({ Status: 'FAILED' });
    expect(response.Reason).toMatch(/AssociateOriginationIdentity of .* was denied \d+ times in \d+ s.*AccessDenied/);
    expect(span('Associate')).toBeGreaterThan(60);
    expect(span('Associate')).toBeLessThan(90);
  });
});

describe('throttling', () => {
  test('for ten minutes is waited out with one token, full of jitter', async () => {
    harness.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: 'throttle', until: after(600_000) });
    expect(await harness.create()).toMatchObject({ Status: 'SUCCESS' });
    const tokens = harness.tokens('Associate');
    expect(new Set(tokens).size).toBe(1);
    expect(tokens.length).toBeLessThan(260);
    const times = harness.calls('Associate').map(({ time }) => time);
    expect(new Set(times.slice(1).map((time, index) => time - (times[index] ?? 0))).size).toBeGreaterThan(10);
  });

  test('without an end fails shortly before the deadline, saying how often it tried', async () => {
    harness.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: 'throttle', times: 100_000 });
    const event = createEvent(harness.properties());
    const response = await harness.send(event);
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: `failed:${String(event.RequestId)}` });
    expect(response.Reason).toMatch(/tried \d+ times in 8\d\d s.*ThrottlingException/);
  });
});

describe('a number that is not ACTIVE', () => {
  test('is waited for', async () => {
    const kind = { name: 'ConflictException', fields: { Reason: 'RESOURCE_NOT_ACTIVE' } };
    harness.service.faults.add({ operation: 'AssociateOriginationIdentity', kind, until: after(100_000) });
    expect(await harness.create()).toMatchObject({ Status: 'SUCCESS' });
    expect(new Set(harness.tokens('Associate')).size).toBe(1);
  });

  test('and stays ASSOCIATING to the end fails with the key, so that the Delete undoes it', async () => {
    harness.service.settings.statusDelayMilliseconds = 3_600_000;
    const response = await harness.send(createEvent(harness.properties()), harness.context(TWO_MINUTES));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain('still ASSOCIATING');
  });
});

describe('a success that never shows', () => {
  test('is tried with a few generations of the token, and fails with the key', async () => {
    harness.service.settings.readLagMilliseconds = 3_600_000;
    harness.service.settings.associateAgain = 'success';
    const response = await harness.create();
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain('no read shows it there');
    expect(new Set(harness.tokens('Associate')).size).toBe(4);
  });

  test('for seconds needs one call', async () => {
    harness.service.settings.readLagMilliseconds = 8_000;
    expect(await harness.create()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.calls('Associate')).toHaveLength(1);
  });

  test('for longer is found by a later generation of the token', async () => {
    harness.service.settings.readLagMilliseconds = 25_000;
    expect(await harness.create()).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: harness.owned,
    });
    expect(harness.changes()).toHaveLength(1);
  });
});

test('a number that somebody takes out while a Create waits for it is put in again, because the stack wants it there', async () => {
  harness.service.settings.statusDelayMilliseconds = 60_000;
  const response = await harness.sendWhile(createEvent(harness.properties()), async () => {
    await harness.until(() => harness.calls('Describe').length > 2);
    harness.service.disassociate(harness.pool, harness.number);
  });
  expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
  expect(harness.poolsOf()).toEqual([harness.pool.id]);
});

test('the reads of a waiter come further apart, and at different times for each request', async () => {
  harness.service.settings.statusDelayMilliseconds = 60_000;
  await harness.create();
  const times = harness.calls('DescribePhoneNumbers').map(({ time }) => time);
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
  harness.service.associate(harness.pool, harness.service.requestPhoneNumber());
  await harness.create();
  const kind = { name: 'ConflictException', fields: { Reason: 'RESOURCE_NOT_ACTIVE', ResourceType: 'pool' } };
  harness.service.faults.add({ operation: 'DisassociateOriginationIdentity', kind, times: 10_000 });
  harness.service.faults.add({
    operation: 'DescribePools',
    kind: { name: 'ResourceNotFoundException' },
    times: 10,
    after,
  });
  expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
  expect(harness.calls('Disassociate')).toHaveLength(after);
});

test('a Disassociate that conflicts with another operation is retried', async () => {
  harness.service.associate(harness.pool, harness.service.requestPhoneNumber());
  await harness.create();
  harness.service.faults.add({ operation: /^Disassociate/, kind: { name: 'ConflictException' }, until: after(20_000) });
  expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
  expect(harness.poolsOf()).toEqual([]);
});

describe('an Update of a number that is ASSOCIATING', () => {
  beforeEach(() => {
    harness.service.settings.statusDelayMilliseconds = 30_000;
  });
  const updatedMeanwhile = (act: () => void) =>
    harness.sendWhile(createEvent(harness.properties()), async () => {
      await harness.clock.sleep(1_000);
      const updated = harness.deliver(updateEvent(harness.owned, harness.revised(), harness.properties()));
      await harness.clock.sleep(1_000);
      act();
      await updated;
    });

  test('waits until it is ACTIVE', async () => {
    await updatedMeanwhile(() => undefined);
    expect(harness.inbox.bodies.filter((body) => body.includes('"SUCCESS"'))).toHaveLength(2);
    expect(harness.calls('Associate')).toHaveLength(1);
  });

  test('associates it again if somebody takes it out meanwhile', async () => {
    await updatedMeanwhile(() => {
      harness.service.disassociate(harness.pool, harness.number);
    });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});

test("a phone number's gap in a move is one disassociate long", async () => {
  harness.service.settings.statusDelayMilliseconds = 5_000;
  await harness.create();
  await harness.update(harness.properties(harness.next));
  const [, out, into] = harness.changes();
  expect(out?.kind).toBe('disassociated');
  expect((into?.time ?? Infinity) - (out?.time ?? 0)).toBeLessThan(5_000 + 4_000);
});

describe('a move', () => {
  beforeEach(async () => {
    await harness.create();
  });
  const moved = () => harness.update(harness.properties(harness.next));

  test('waits for the old pool to let go, and asks the new one again only then', async () => {
    harness.service.settings.statusDelayMilliseconds = 20_000;
    expect(await moved()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.calls('Associate')).toHaveLength(1 + 2);
    expect(harness.poolsOf()).toEqual([harness.next.id]);
  });

  test('there and back and there again asks each pool once', async () => {
    await moved();
    await harness.update(harness.properties(), { from: harness.properties(harness.next) });
    expect(await moved()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.poolsOf()).toEqual([harness.next.id]);
    expect(harness.changes('disassociated')).toHaveLength(3);
    expect(new Set(harness.tokens('Disassociate')).size).toBe(3);
  });

  test('that the new pool refuses puts the number back though reads still show it in the old one', async () => {
    await harness.wait(60_000);
    harness.service.settings.readLagMilliseconds = 6_000;
    const fields = { Reason: 'OPT_OUT_LIST_MISMATCH' };
    harness.service.faults.add({ operation: /^Associate/, kind: { name: 'ConflictException', fields } });
    const response = await moved();
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain(`put back into pool ${harness.pool.id}`);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});

describe('a change that is not done in time', () => {
  /** Declares another number, which is ASSOCIATING for that long, in two minutes. */
  const replaced = async (milliseconds: number) => {
    await harness.create();
    const replacing = harness.properties(harness.pool, harness.service.requestPhoneNumber());
    harness.service.settings.statusDelayMilliseconds = milliseconds;
    const event = updateEvent(harness.owned, replacing, harness.properties());
    const response = await harness.send(event, harness.context(TWO_MINUTES));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    return response;
  };

  test('is undone when it was a replacement, since no Delete will come for it', async () => {
    expect((await replaced(75_000)).Reason).toContain('still ASSOCIATING');
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('says so when it can not be undone either', async () => {
    expect((await replaced(3_600_000)).Reason).toMatch(
      /Undoing the half-made association failed as well .*gave up shortly before/,
    );
  });

  test('is taken back when it was a move, and says so when that fails as well', async () => {
    await harness.create();
    harness.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: 'throttle', times: 100_000 });
    const response = await harness.update(harness.properties(harness.next));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain('IT MAY BE IN NO POOL NOW');

    harness.service.faults.clear();
    const rollback = updateEvent(harness.owned, harness.properties(), harness.properties(harness.next));
    expect(await harness.send(rollback)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});
