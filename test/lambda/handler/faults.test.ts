import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultKind, Settings } from '../../sms-voice';
import { type Harness, virtualHarness } from '../harness';
import type { Response } from '../harness/response';
import { createEvent, deleteEvent, inventedId, updateEvent } from '../harness/event';

const slow = { statusDelayMilliseconds: 7_000, readLagMilliseconds: 4_000 };

/** What the documentation leaves open. Each pair of these behaviours occurs in one of the services. */
const services: Partial<Settings>[] = [
  { replayedToken: 'remembered', associateAgain: 'conflict', disassociateAbsent: 'by-kind' },
  { replayedToken: 'executed', associateAgain: 'success', disassociateAbsent: 'by-kind', ...slow },
  { replayedToken: 'remembered', associateAgain: 'success', disassociateAbsent: 'conflict', ...slow },
  { replayedToken: 'executed', associateAgain: 'conflict', disassociateAbsent: 'conflict' },
  { replayedToken: 'remembered', associateAgain: 'success', disassociateAbsent: 'not-found' },
  { replayedToken: 'executed', associateAgain: 'conflict', disassociateAbsent: 'not-found', ...slow },
];

const unknownOutcomes: FaultKind[] = [
  'internal-before',
  'internal-after',
  'drop-before',
  'drop-after',
  'hang-before',
  'hang-after',
  'empty-before',
  'empty-after',
  'null-before',
  'null-after',
  'unavailable',
  'redirect',
  'expired-token',
  'request-expired',
];
const passing: FaultKind[] = ['throttle', 'access-denied', ...unknownOutcomes];

describe.each(services)('with a service of %j', (settings) => {
  let harness: Harness;
  beforeEach(() => {
    harness = virtualHarness(settings);
  });
  const effective = (kind: 'associated' | 'disassociated') =>
    harness.changes(kind).filter(({ identity }) => identity === harness.number.id);
  const disturb = (kind: FaultKind, ...changes: RegExp[]) => {
    for (const operation of [...changes, /^List/, /^Describe/])
      harness.service.faults.add({ kind, operation, times: 2 });
  };
  const expectInPlace = (response: Response, into = harness.pool) => {
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(harness.poolsOf()).toEqual([into.id]);
    expect(harness.service.status(harness.number)).toBe('ACTIVE');
  };

  test.each(passing)('creates once, in spite of %s at any call', async (kind) => {
    disturb(kind, /^Associate/);
    expectInPlace(await harness.create());
    expect(effective('associated')).toHaveLength(1);
  });

  test.each(passing)('deletes once, in spite of %s at any call', async (kind) => {
    await harness.create();
    disturb(kind, /^Disassociate/);
    expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.poolsOf()).toEqual([]);
    expect(harness.service.status(harness.number)).toBe('ACTIVE');
    expect(effective('disassociated')).toHaveLength(1);
  });

  test.each(passing)('moves, in spite of %s at any call', async (kind) => {
    await harness.create();
    disturb(kind, /^Disassociate/, /^Associate/);
    expectInPlace(await harness.update(harness.properties(harness.next)), harness.next);
    expect(effective('associated')).toHaveLength(2);
    expect(effective('disassociated')).toHaveLength(1);
  });

  test('moves there, back and there again', async () => {
    await harness.create();
    for (const [into, from] of [
      [harness.next, harness.pool],
      [harness.pool, harness.next],
      [harness.next, harness.pool],
    ] as const)
      expectInPlace(await harness.update(harness.properties(into), { from: harness.properties(from) }), into);
  });

  test('creates again after a Delete, with a token that the service may remember', async () => {
    for (let times = 0; times < 2; times += 1) {
      expectInPlace(await harness.create());
      await harness.delete();
      expect(harness.poolsOf()).toEqual([]);
    }
  });

  // A service that executes a replayed token again, and responds with a conflict for an association that is in place, gives
  // the retry of a crashed request no proof of its own work.
  const tells = settings.replayedToken === 'remembered' || settings.associateAgain === 'success';

  test('moves and deletes once, when an Update and a Delete crash after their work and are delivered again', async () => {
    await harness.create();
    const moving = updateEvent(harness.owned, harness.properties(harness.next), harness.properties());
    const deleting = deleteEvent(harness.owned, harness.properties(harness.next));
    await harness.deliverUnseen(moving);
    const moved = await harness.send(moving);
    if (tells) expectInPlace(moved, harness.next);
    else expect(moved).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    await harness.deliverUnseen(deleting);
    expect(await harness.send(deleting)).toMatchObject({ Status: 'SUCCESS' });
    expect(effective('disassociated')).toHaveLength(2);
  });

  test('moves once when an Update is delivered twice at the same time', async () => {
    await harness.create();
    const moving = updateEvent(harness.owned, harness.properties(harness.next), harness.properties());
    const responses = await harness.sendAll(moving, moving);
    expect(responses.map(({ Status }) => Status)).toContain('SUCCESS');
    if (tells) for (const response of responses) expectInPlace(response, harness.next);
    expect(harness.poolsOf()).toEqual([harness.next.id]);
    expect(effective('associated')).toHaveLength(2);
  });

  test(`${tells ? 'knows its own work' : 'fails rather than claim an association that may not be its own'} when a Create is delivered again`, async () => {
    const event = createEvent(harness.properties());
    await harness.deliverUnseen(event);
    const retried = await harness.send(event);
    if (tells) expectInPlace(retried);
    else expect(retried).toMatchObject({ Status: 'FAILED' });
    expect(effective('associated')).toHaveLength(1);
  });

  // No handler can know that a success is about an association that somebody else made.
  if (settings.associateAgain === 'conflict') {
    test.each(passing)("never claims somebody else's association, in spite of %s", async (kind) => {
      harness.service.associate(harness.pool, harness.number);
      harness.service.faults.add({ kind, operation: /Associate/, times: 2 });
      const response = await harness.create();
      expect(response).toMatchObject({ Status: 'FAILED' });
      await harness.delete(harness.properties(), { id: response.PhysicalResourceId });
      await harness.delete(harness.properties(), { id: inventedId() });
      expect(harness.poolsOf()).toEqual([harness.pool.id]);
      expect(effective('disassociated')).toEqual([]);
    });
  }
});
