import { describe, expect, test } from '@jest/globals';
import type { FaultKind, Settings } from '../../sms-voice';
import type { Response } from '../harness/response';
import { virtualStage } from '../harness/stage';
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
  const stage = virtualStage(settings);
  const { properties } = stage;
  const effective = (kind: string) =>
    stage.rig.service.history.filter(
      (change) => change.by !== 'hand' && change.kind === kind && change.identity === stage.number.id,
    );
  const disturb = (kind: FaultKind, ...changes: RegExp[]) => {
    for (const operation of [...changes, /^List/, /^Describe/])
      stage.rig.service.faults.add({ kind, operation, times: 2 });
  };
  const expectInPlace = (response: Response, into = stage.pool) => {
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expect(stage.rig.service.poolsOf(stage.number)).toEqual([into.id]);
    expect(stage.rig.service.status(stage.number)).toBe('ACTIVE');
  };

  test.each(passing)('creates once, in spite of %s at any call', async (kind) => {
    disturb(kind, /^Associate/);
    expectInPlace(await stage.rig.send(createEvent(properties())));
    expect(effective('associated')).toHaveLength(1);
  });

  test.each(passing)('deletes once, in spite of %s at any call', async (kind) => {
    await stage.rig.send(createEvent(properties()));
    disturb(kind, /^Disassociate/);
    expect(await stage.rig.send(deleteEvent(stage.number.id, properties()))).toMatchObject({ Status: 'SUCCESS' });
    expect(stage.rig.service.poolsOf(stage.number)).toEqual([]);
    expect(stage.rig.service.status(stage.number)).toBe('ACTIVE');
    expect(effective('disassociated')).toHaveLength(1);
  });

  test.each(passing)('moves, in spite of %s at any call', async (kind) => {
    await stage.rig.send(createEvent(properties()));
    disturb(kind, /^Disassociate/, /^Associate/);
    expectInPlace(await stage.rig.send(updateEvent(stage.number.id, properties(stage.next), properties())), stage.next);
    expect(effective('associated')).toHaveLength(2);
    expect(effective('disassociated')).toHaveLength(1);
  });

  test('moves there, back and there again', async () => {
    await stage.rig.send(createEvent(properties()));
    for (const [into, from] of [
      [stage.next, stage.pool],
      [stage.pool, stage.next],
      [stage.next, stage.pool],
    ] as const)
      expectInPlace(await stage.rig.send(updateEvent(stage.number.id, properties(into), properties(from))), into);
  });

  test('creates again after a Delete, with a token that the service may remember', async () => {
    for (let times = 0; times < 2; times += 1) {
      expectInPlace(await stage.rig.send(createEvent(properties())));
      await stage.rig.send(deleteEvent(stage.number.id, properties()));
      expect(stage.rig.service.poolsOf(stage.number)).toEqual([]);
    }
  });

  test('responds to a duplicate of an Update and of a Delete as to the first one', async () => {
    await stage.rig.send(createEvent(properties()));
    const moving = updateEvent(stage.number.id, properties(stage.next), properties());
    const deleting = deleteEvent(stage.number.id, properties(stage.next));
    for (const event of [moving, moving]) expectInPlace(await stage.rig.send(event), stage.next);
    for (const event of [deleting, deleting]) expect(await stage.rig.send(event)).toMatchObject({ Status: 'SUCCESS' });
    expect(effective('disassociated')).toHaveLength(2);
  });

  test('moves once when an Update is delivered twice at the same time', async () => {
    await stage.rig.send(createEvent(properties()));
    const moving = updateEvent(stage.number.id, properties(stage.next), properties());
    await stage.rig.run(() => Promise.all([stage.rig.deliver(moving), stage.rig.deliver(moving)]));
    expect(stage.rig.inbox.bodies.slice(-2).map((body) => body.includes('"SUCCESS"'))).toEqual([true, true]);
    expect(stage.rig.service.poolsOf(stage.number)).toEqual([stage.next.id]);
    expect(effective('associated')).toHaveLength(2);
  });

  // A service that executes a replayed token again, and responds with a conflict for an association that is in place, gives
  // the retry of a crashed Create no proof of its own work.
  const tells = settings.replayedToken === 'remembered' || settings.associateAgain === 'success';

  test(`${tells ? 'knows its own work' : 'fails rather than claim an association that may not be its own'} when a Create is delivered again`, async () => {
    const event = createEvent(properties());
    await stage.rig.send(event);
    const retried = await stage.rig.send(event);
    if (tells) expectInPlace(retried);
    else expect(retried).toMatchObject({ Status: 'FAILED' });
    expect(effective('associated')).toHaveLength(1);
  });

  // No handler can know that a success is about an association that somebody else made.
  if (settings.associateAgain === 'conflict') {
    test.each(passing)("never claims somebody else's association, in spite of %s", async (kind) => {
      stage.rig.service.associate(stage.pool, stage.number);
      stage.rig.service.faults.add({ kind, operation: /Associate/, times: 2 });
      const response = await stage.rig.send(createEvent(properties()));
      expect(response).toMatchObject({ Status: 'FAILED' });
      await stage.rig.send(deleteEvent(response.PhysicalResourceId, properties()));
      await stage.rig.send(deleteEvent(inventedId(), properties()));
      expect(stage.rig.service.poolsOf(stage.number)).toEqual([stage.pool.id]);
      expect(effective('disassociated')).toEqual([]);
    });
  }
});
