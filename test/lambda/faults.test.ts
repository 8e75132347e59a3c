import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultKind, PhoneNumber, Pool, Settings } from '../sms-voice';
import type { Response } from './response';
import { createEvent, deleteEvent, inventedId, updateEvent } from './event';
import { type Rig, virtualRig } from './rig';

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
  let rig: Rig;
  let pool: Pool;
  let next: Pool;
  let number: PhoneNumber;

  beforeEach(async () => {
    rig = await virtualRig(settings);
    [pool, next] = [rig.service.createPool(), rig.service.createPool()];
    number = rig.service.requestPhoneNumber();
    for (const each of [pool, next]) rig.service.associate(each, rig.service.requestPhoneNumber());
  });

  const properties = (into = pool) => ({ PoolId: into.id, OriginationIdentity: number.id, IsoCountryCode: 'US' });
  const effective = (kind: string) =>
    rig.service.history.filter(
      (change) => change.by !== 'hand' && change.kind === kind && change.identity === number.id,
    );
  const disturb = (kind: FaultKind, ...changes: RegExp[]) => {
    for (const operation of [...changes, /^List/, /^Describe/]) rig.service.faults.add({ kind, operation, times: 2 });
  };
  const expectInPlace = (response: Response, into = pool) => {
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id });
    expect(rig.service.poolsOf(number)).toEqual([into.id]);
    expect(rig.service.status(number)).toBe('ACTIVE');
  };

  test.each(passing)('creates once, in spite of %s at any call', async (kind) => {
    disturb(kind, /^Associate/);
    expectInPlace(await rig.send(createEvent(properties())));
    expect(effective('associated')).toHaveLength(1);
  });

  test.each(passing)('deletes once, in spite of %s at any call', async (kind) => {
    await rig.send(createEvent(properties()));
    disturb(kind, /^Disassociate/);
    expect(await rig.send(deleteEvent(number.id, properties()))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.service.poolsOf(number)).toEqual([]);
    expect(rig.service.status(number)).toBe('ACTIVE');
    expect(effective('disassociated')).toHaveLength(1);
  });

  test.each(passing)('moves, in spite of %s at any call', async (kind) => {
    await rig.send(createEvent(properties()));
    disturb(kind, /^Disassociate/, /^Associate/);
    expectInPlace(await rig.send(updateEvent(number.id, properties(next), properties())), next);
    expect(effective('associated')).toHaveLength(2);
    expect(effective('disassociated')).toHaveLength(1);
  });

  test('moves there, back and there again', async () => {
    await rig.send(createEvent(properties()));
    for (const [into, from] of [
      [next, pool],
      [pool, next],
      [next, pool],
    ] as const)
      expectInPlace(await rig.send(updateEvent(number.id, properties(into), properties(from))), into);
  });

  test('creates again after a Delete, with a token that the service may remember', async () => {
    for (let times = 0; times < 2; times += 1) {
      expectInPlace(await rig.send(createEvent(properties())));
      await rig.send(deleteEvent(number.id, properties()));
      expect(rig.service.poolsOf(number)).toEqual([]);
    }
  });

  test('responds to a duplicate of an Update and of a Delete as to the first one', async () => {
    await rig.send(createEvent(properties()));
    const moving = updateEvent(number.id, properties(next), properties());
    const deleting = deleteEvent(number.id, properties(next));
    for (const event of [moving, moving]) expectInPlace(await rig.send(event), next);
    for (const event of [deleting, deleting]) expect(await rig.send(event)).toMatchObject({ Status: 'SUCCESS' });
    expect(effective('disassociated')).toHaveLength(2);
  });

  test('moves once when an Update is delivered twice at the same time', async () => {
    await rig.send(createEvent(properties()));
    const moving = updateEvent(number.id, properties(next), properties());
    await rig.run(() => Promise.all([rig.deliver(moving), rig.deliver(moving)]));
    expect(rig.inbox.bodies.slice(-2).map((body) => body.includes('"SUCCESS"'))).toEqual([true, true]);
    expect(rig.service.poolsOf(number)).toEqual([next.id]);
    expect(effective('associated')).toHaveLength(2);
  });

  // A service that executes a replayed token again, and responds with a conflict for an association that is in place, gives
  // the retry of a crashed Create no proof of its own work.
  const tells = settings.replayedToken === 'remembered' || settings.associateAgain === 'success';

  test(`${tells ? 'knows its own work' : 'fails rather than claim an association that may not be its own'} when a Create is delivered again`, async () => {
    const event = createEvent(properties());
    await rig.send(event);
    const retried = await rig.send(event);
    if (tells) expectInPlace(retried);
    else expect(retried).toMatchObject({ Status: 'FAILED' });
    expect(effective('associated')).toHaveLength(1);
  });

  // No handler can know that a success is about an association that somebody else made.
  if (settings.associateAgain === 'conflict') {
    test.each(passing)("never claims somebody else's association, in spite of %s", async (kind) => {
      rig.service.associate(pool, number);
      rig.service.faults.add({ kind, operation: /Associate/, times: 2 });
      const response = await rig.send(createEvent(properties()));
      expect(response).toMatchObject({ Status: 'FAILED' });
      await rig.send(deleteEvent(response.PhysicalResourceId, properties()));
      await rig.send(deleteEvent(inventedId(), properties()));
      expect(rig.service.poolsOf(number)).toEqual([pool.id]);
      expect(effective('disassociated')).toEqual([]);
    });
  }
});
