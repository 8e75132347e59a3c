import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ApiSettings } from '../../cloudformation/api';
import type { PhoneNumber } from '../../sms-voice';
import { createEvent, deleteEvent, type Event, LOGICAL_ID, owned, updateEvent } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});
const IN_PLACE = 'phone-0123456789abcdef';
const pools = (number: PhoneNumber = harness.number) => harness.poolsOf(number);

interface Trouble {
  readonly name: string;
  readonly settings: Partial<ApiSettings>;
  /** How long a Create or Update asks, and how long a Delete does, in seconds at most. */
  readonly seconds: readonly [create: number, delete_: number];
}

const troubles: Trouble[] = [
  { name: 'denies access', settings: { denied: true }, seconds: [0, 0] },
  { name: 'has no route', settings: { outage: 'refused' }, seconds: [0, 0] },
  { name: 'never responds', settings: { outage: 'hanging' }, seconds: [5, 30] },
  { name: 'drops connections', settings: { outage: 'dropped' }, seconds: [5, 30] },
  { name: 'fails with 500', settings: { outage: 'internal' }, seconds: [5, 30] },
  { name: 'fails with 503', settings: { outage: 'unavailable' }, seconds: [5, 30] },
  { name: 'throttles', settings: { requestsPerSecond: 0 }, seconds: [5, 30] },
  { name: 'takes forty seconds', settings: { slowMilliseconds: 40_000 }, seconds: [5, 30] },
  { name: 'shows the state of an hour ago', settings: { lagMilliseconds: 3_600_000 }, seconds: [10, 10] },
];

/** Sends an event while CloudFormation is in that trouble, and measures how long the function takes. */
async function sendInTrouble(event: Event, settings: Partial<ApiSettings>) {
  Object.assign(harness.stacks.api.settings, settings);
  const start = harness.clock.now();
  const response = await harness.send(event);
  return { response, seconds: (harness.clock.now() - start) / 1_000 };
}

describe.each(troubles)('when CloudFormation $name', ({ settings, seconds: [forward, delete_] }) => {
  beforeEach(async () => {
    await harness.create();
    // A day later, so that every state was shown for a while.
    await harness.wait(86_400_000);
  });

  /** The properties of an association that somebody made by hand. */
  const inPlace = () => {
    harness.service.associate(harness.next, harness.service.requestPhoneNumber({ id: IN_PLACE }));
    return { ...harness.properties(harness.next), OriginationIdentity: IN_PLACE };
  };

  /** The last delay may go a little beyond the limit. */
  const expectAbout = (seconds: number, limit: number) => {
    expect(seconds).toBeGreaterThanOrEqual(limit);
    expect(seconds).toBeLessThan(limit * 1.3 + 1);
  };

  const expectOneWarning = () => {
    expect(harness.warnings).toEqual([expect.stringContaining("the stack can't be read: ")]);
  };

  test('a Create that comes late goes on as if it were still wanted', async () => {
    const other = harness.service.requestPhoneNumber();
    const until = harness.clock.now() + 10_000;
    harness.service.faults.add({ kind: 'throttle', operation: /^Associate/, until });
    const event = createEvent(harness.properties(harness.pool, other), { logicalId: 'Other' });
    const { response } = await sendInTrouble(event, settings);
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: owned(other.id) });
    expectOneWarning();
  });

  test('a Create that finds the association in place fails, since no owner is known, and says that it may be', async () => {
    const event = createEvent(inPlace(), { logicalId: 'Other' });
    const { response, seconds } = await sendInTrouble(event, settings);
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toMatch(/is already in pool .* a resource of this stack may own it/);
    expectAbout(seconds, forward);
    expectOneWarning();
  });

  test('a Delete of an association that the stack made takes it out', async () => {
    const { response, seconds } = await sendInTrouble(deleteEvent(harness.owned, harness.properties()), settings);
    expect(response.Status).toBe('SUCCESS');
    expect(pools()).toEqual([]);
    expectAbout(seconds, delete_);
    expectOneWarning();
  });

  test('a Delete leaves an association that the stack adopted, even with TakeOwnership', async () => {
    const owning = { ...inPlace(), TakeOwnership: 'true' };
    const event = deleteEvent(`adopted:${IN_PLACE}`, owning, { logicalId: 'Other' });
    const { response } = await sendInTrouble(event, settings);
    expect(response.Status).toBe('SUCCESS');
    expect(harness.poolsOf(IN_PLACE)).toEqual([harness.next.id]);
    expectOneWarning();
  });

  test('an Update that finds its new association in place adopts it, since it may be a rollback', async () => {
    const other = harness.service.requestPhoneNumber();
    const before = harness.properties(harness.pool, other);
    const event = updateEvent(owned(other.id), harness.properties(), before, { logicalId: 'Other' });
    const { response, seconds } = await sendInTrouble(event, settings);
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
    expectAbout(seconds, forward);
    expectOneWarning();
  });

  test('an Update does not move an association that was adopted', async () => {
    const adopting = harness.adopting();
    const event = updateEvent(harness.adopted, { ...adopting, PoolId: harness.next.id }, adopting);
    const { response } = await sendInTrouble(event, settings);
    expect(response.Status).toBe('FAILED');
    expect(pools()).toEqual([harness.pool.id]);
  });

  test('an Update moves an association that the stack made', async () => {
    const event = updateEvent(harness.owned, harness.properties(harness.next), harness.properties());
    const { response } = await sendInTrouble(event, settings);
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(pools()).toEqual([harness.next.id]);
  });
});

test('a Create takes over from an owner that CloudFormation shows, though it shows the state of an hour ago', async () => {
  await harness.create();
  await harness.wait(86_400_000);
  const event = createEvent(harness.properties(), { logicalId: `${LOGICAL_ID}New` });
  const { response } = await sendInTrouble(event, { lagMilliseconds: 3_600_000 });
  expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
});

describe('where only the events of the stack are denied', () => {
  beforeEach(async () => {
    await harness.create();
    harness.stacks.api.fault = ({ action }) => (action === 'DescribeStackEvents' ? 'denied' : undefined);
  });
  const moving = () => updateEvent(harness.owned, harness.properties(harness.next), harness.properties());

  test('an Update moves an association that the stack made', async () => {
    expect(await harness.send(moving())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(pools()).toEqual([harness.next.id]);
  });

  test('a rollback moves it back', async () => {
    await harness.send(moving());
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const back = updateEvent(harness.owned, harness.properties(), harness.properties(harness.next));
    expect(await harness.send(back)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(pools()).toEqual([harness.pool.id]);
  });

  test('a rollback leaves what it may only have found, adopted, in the other pool', async () => {
    harness.service.disassociate(harness.pool, harness.number);
    harness.service.associate(harness.next, harness.number);
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const back = updateEvent(harness.adopted, harness.adopting(), harness.adopting(harness.next));
    expect(await harness.send(back)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.adopted });
    expect(pools()).toEqual([harness.next.id]);
    expect(harness.warnings).toContainEqual(expect.stringContaining('is left there'));
  });
});

test('a Delete asks a denied CloudFormation once', async () => {
  await harness.create();
  await sendInTrouble(deleteEvent(harness.owned, harness.properties()), { denied: true });
  expect(harness.stacks.api.calls).toHaveLength(1);
});

test('a Delete leaves an association to its new owner after CloudFormation failed for twenty seconds', async () => {
  await harness.create();
  await harness.create(harness.properties(), { logicalId: `${LOGICAL_ID}New` });
  const until = harness.clock.now() + 20_000;
  harness.stacks.api.fault = () => (harness.clock.now() < until ? 'unavailable' : undefined);
  await harness.delete();
  expect(pools()).toEqual([harness.pool.id]);
  expect(harness.warnings).toEqual([]);
});
