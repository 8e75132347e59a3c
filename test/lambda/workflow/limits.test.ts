import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEvent, deleteEvent, type Event, inventedId, updateEvent } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

// Each limit that a message or the documentation names, by what it lets pass and what it doesn't.

let harness: Harness;
let start: number;
beforeEach(() => {
  harness = virtualHarness();
});
const begin = () => {
  start = harness.clock.now();
};
const seconds = () => (harness.clock.now() - start) / 1_000;

describe('a successor of the last phone number of a pool', () => {
  let lonely: { readonly id: string };
  beforeEach(async () => {
    lonely = harness.service.createPool();
    await harness.create(harness.properties(lonely));
    begin();
  });

  test.each<[string, () => Event]>([
    ['Delete', () => deleteEvent(harness.owned, harness.properties(lonely))],
    ['move', () => updateEvent(harness.owned, harness.properties(), harness.properties(lonely))],
  ])('is waited for half a minute by a %s', async (_what, event) => {
    const { Reason } = await harness.send(event());
    expect(Reason).toContain('no other came within half a minute');
    expect(seconds()).toBeGreaterThanOrEqual(30);
    expect(seconds()).toBeLessThan(42);
  });

  test('may come after 28 seconds', async () => {
    const response = await harness.sendWhile(deleteEvent(harness.owned, harness.properties(lonely)), async () => {
      await harness.clock.sleep(28_000);
      harness.service.associate(lonely.id, harness.service.requestPhoneNumber());
    });
    expect(response.Status).toBe('SUCCESS');
  });
});

describe('a Disassociate that was accepted', () => {
  test('may show after a minute, and that costs a warning', async () => {
    await harness.create();
    await harness.wait(600_000);
    harness.service.settings.readLagMilliseconds = 300_000;
    begin();
    expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.warnings).toEqual([expect.stringContaining('a minute later')]);
    expect(seconds()).toBeGreaterThanOrEqual(60);
    expect(seconds()).toBeLessThan(70);
  });

  test('that shows after 55 seconds costs none', async () => {
    await harness.create();
    await harness.wait(600_000);
    harness.service.settings.readLagMilliseconds = 55_000;
    expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.warnings).toEqual([]);
  });
});

describe('a success that does not show', () => {
  test.each([
    [9_000, 1],
    [16_000, 2],
  ])('for %d ms needs %d tokens: a read may lag for ten seconds', async (readLagMilliseconds, tokens) => {
    Object.assign(harness.service.settings, { readLagMilliseconds, associateAgain: 'success' });
    expect(await harness.create()).toMatchObject({ Status: 'SUCCESS' });
    expect(new Set(harness.tokens('Associate')).size).toBe(tokens);
  });
});

describe('a request asks whether it is still wanted', () => {
  const throttledFor = async (milliseconds: number) => {
    const until = harness.clock.now() + milliseconds;
    harness.service.faults.add({ kind: 'throttle', operation: /^Associate/, until });
    await harness.create();
    return harness.stacks.api.calls.length;
  };

  test('not in its first seconds', async () => {
    expect(await throttledFor(1_200)).toBe(0);
  });

  test('before a change that comes more than three seconds after it began, and then every three seconds', async () => {
    expect(await throttledFor(5_000)).toBeGreaterThan(0);
    await harness.delete();
    const before = harness.stacks.api.calls.length;
    await throttledFor(60_000);
    const reads = harness.stacks.api.calls.slice(before).filter(({ action }) => action === 'DescribeStackResource');
    expect(reads.length).toBeGreaterThanOrEqual(8);
    expect(reads.length).toBeLessThanOrEqual(20);
  });
});

describe('a delivery that is older than its time limit', () => {
  const late = (event: Event, age: number) => harness.deliverAgain(event, harness.clock.now() - age);
  const moving = (serviceTimeout?: number) =>
    updateEvent(harness.owned, harness.properties(harness.next), harness.properties(), {
      ...(serviceTimeout === undefined ? {} : { serviceTimeout }),
    });

  test.each([
    [60, 59_000, 'SUCCESS'],
    [60, 62_000, 'FAILED'],
    [1_800, 1_790_000, 'SUCCESS'],
    [1_800, 1_802_000, 'FAILED'],
  ])('of %d s, by %d ms, is carried out: %s, also where the stack can not be read', async (limit, age, status) => {
    await harness.create();
    harness.stacks.api.settings.denied = true;
    expect((await late(moving(limit), age)).Status).toBe(status);
    expect(harness.poolsOf()).toEqual([status === 'SUCCESS' ? harness.next.id : harness.pool.id]);
  });

  test.each([
    [3_590_000, 'SUCCESS'],
    [3_602_000, 'FAILED'],
  ])('of CloudFormation, by %d ms, where the properties have none: %s', async (age, status) => {
    const event = { ...createEvent(harness.properties()), ResourceProperties: harness.properties() };
    harness.stacks.api.settings.denied = true;
    expect((await late(event, age)).Status).toBe(status);
  });
});

describe('a cancelled request can have an effect for fifteen seconds, so that an undo waits', () => {
  test('where nothing was made', async () => {
    begin();
    await harness.delete(harness.properties(), { id: inventedId() });
    expect(seconds()).toBeGreaterThanOrEqual(15);
    expect(seconds()).toBeLessThan(19);
  });
});

test('an identity that never leaves, though nothing is accepted, is asked four times', async () => {
  await harness.create();
  const kind = { name: 'ConflictException', fields: { Reason: 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL' } };
  harness.service.faults.add({ kind, operation: /^Disassociate/, times: 3 });
  expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
  expect(harness.poolsOf()).toEqual([]);
  expect(new Set(harness.tokens('Disassociate')).size).toBe(4);
});
