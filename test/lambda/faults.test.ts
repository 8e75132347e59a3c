import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultKind, PhoneNumber, Pool, Settings } from '../sms-voice';
import type { Response } from './response';
import { createEvent, deleteEvent, inventedId, updateEvent } from './event';
import { type Rig, virtualRig } from './rig';

/** What the documentation leaves open, each way. The handler has to be right with every combination. */
const services: Partial<Settings>[] = (['remembered', 'executed'] as const).flatMap((replayedToken) =>
  (['conflict', 'success'] as const).flatMap((associateAgain) =>
    (['by-kind', 'conflict', 'not-found'] as const).flatMap((disassociateAbsent) =>
      [
        { statusDelayMilliseconds: 0, readLagMilliseconds: 0 },
        { statusDelayMilliseconds: 7_000, readLagMilliseconds: 4_000 },
      ].map((delays) => ({ replayedToken, associateAgain, disassociateAbsent, ...delays })),
    ),
  ),
);

const lostResponses: FaultKind[] = ['internal-before', 'internal-after', 'drop-before', 'drop-after', 'unavailable'];
const healing: FaultKind[] = ['throttle', 'access-denied', 'hang-before', 'hang-after', ...lostResponses];

/** Mutation tests ask about one mutant thousands of times: the two services that differ most have to do. */
const asked =
  process.env.MUTATION_TEST === undefined ? services : services.slice(1, -1).filter((_, index) => index % 13 === 0);

describe.each(asked)('with a service of %j', (settings) => {
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

  test.each(healing)('creates once, in spite of %s at any call', async (kind) => {
    disturb(kind, /^Associate/);
    expectInPlace(await rig.send(createEvent(properties())));
    expect(effective('associated')).toHaveLength(1);
  });

  test.each(healing)('deletes once, in spite of %s at any call', async (kind) => {
    await rig.send(createEvent(properties()));
    disturb(kind, /^Disassociate/);
    expect(await rig.send(deleteEvent(number.id, properties()))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.service.poolsOf(number)).toEqual([]);
    expect(rig.service.status(number)).toBe('ACTIVE');
    expect(effective('disassociated')).toHaveLength(1);
  });

  test.each(healing)('moves, in spite of %s at any call', async (kind) => {
    await rig.send(createEvent(properties()));
    disturb(kind, /^Disassociate/, /^Associate/);
    expectInPlace(await rig.send(updateEvent(number.id, properties(next), properties())), next);
    expect(effective('associated')).toHaveLength(2);
    expect(effective('disassociated')).toHaveLength(1);
  });

  test('moves there and back with the tokens of before', async () => {
    await rig.send(createEvent(properties()));
    for (const [into, from] of [
      [next, pool],
      [pool, next],
      [next, pool],
    ] as const)
      expectInPlace(await rig.send(updateEvent(number.id, properties(into), properties(from))), into);
  });

  test('creates again what was deleted before, with a token that the service may remember', async () => {
    for (let times = 0; times < 2; times += 1) {
      expectInPlace(await rig.send(createEvent(properties())));
      await rig.send(deleteEvent(number.id, properties()));
      expect(rig.service.poolsOf(number)).toEqual([]);
    }
  });

  test('responses a duplicate of an Update and of a Delete as the first one', async () => {
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

  // A service that executes a replayed token again, and responses a conflict for what is in place, gives the retry of a
  // crashed Create nothing to know its own work by.
  const tells = settings.replayedToken === 'remembered' || settings.associateAgain === 'success';

  test(`${tells ? 'knows its own work again' : 'fails rather than claim what may not be its own'} when a Create is delivered again`, async () => {
    const event = createEvent(properties());
    await rig.send(event);
    const retried = await rig.send(event);
    if (tells) expectInPlace(retried);
    else expect(retried).toMatchObject({ Status: 'FAILED' });
    expect(effective('associated')).toHaveLength(1);
  });

  // Success for what somebody else put there is the one thing that no handler can know.
  if (settings.associateAgain === 'conflict') {
    test.each(healing)("never claims somebody else's association, in spite of %s", async (kind) => {
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
