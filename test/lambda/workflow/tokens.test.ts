import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEvent, deleteEvent, inventedId, LOGICAL_ID, updateEvent } from '../harness/event';
import { virtualStage } from '../harness/stage';

const stage = virtualStage();
const pools = () => stage.rig.service.poolsOf(stage.number);
const move = () => stage.rig.send(updateEvent(stage.number.id, stage.properties(stage.next), stage.properties()));
const moveBack = () => stage.rig.send(updateEvent(stage.number.id, stage.properties(), stage.properties(stage.next)));

describe('the token of a Create', () => {
  test('is the same for each delivery, in a later deployment, and for the Delete that has to prove it', async () => {
    for (let times = 0; times < 2; times += 1) await stage.rig.deliverUnseen(createEvent(stage.properties()));
    await stage.rig.send(deleteEvent(inventedId(), stage.properties()));
    expect(stage.rig.tokens('Associate')).toHaveLength(3);
    expect(new Set(stage.rig.tokens('Associate')).size).toBe(1);
  });

  test('is that of the first Associate of a replacement', async () => {
    const other = stage.rig.service.requestPhoneNumber();
    const replaced = { ...stage.properties(), OriginationIdentity: other.id };
    await stage.rig.send(createEvent(stage.properties()));
    await stage.rig.send(updateEvent(stage.number.id, replaced, stage.properties()));
    await stage.rig.deliverUnseen(createEvent(replaced));
    const [, replacement, create] = stage.rig.tokens('Associate');
    expect(replacement).toBe(create);
  });
});

describe('a move', () => {
  beforeEach(async () => {
    await stage.rig.send(createEvent(stage.properties()));
  });

  test('never begins with a token that the service remembers, so the number is in no pool for a moment only', async () => {
    for (const step of [move, moveBack, move, moveBack]) expect(await step()).toMatchObject({ Status: 'SUCCESS' });
    const calls = stage.rig.service.calls.filter(({ operation }) => operation.includes('ssociate'));
    expect(calls).toHaveLength(1 + 4 * 2);
    expect(calls.filter(({ replayed, effective }) => replayed || !effective)).toEqual([]);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('that fails puts the number back with a token that the service does not remember', async () => {
    const kind = { name: 'ConflictException', fields: { Reason: 'KEYWORD_MISMATCH' } };
    stage.rig.service.faults.add({ kind, operation: /^Associate/ });
    await move();
    expect(stage.rig.calls('Associate').map(({ effective }) => effective)).toEqual([true, false, true]);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('has the same tokens in each delivery of its event, and other tokens than any other event', async () => {
    const event = updateEvent(stage.number.id, stage.properties(stage.next), stage.properties());
    stage.rig.service.faults.add({ kind: 'drop-before', operation: /ssociate/, times: 4 });
    await stage.rig.send(event);
    expect(new Set(stage.rig.tokens('Disassociate')).size).toBe(1);
    expect(new Set(stage.rig.tokens('Associate')).size).toBe(2);
    await moveBack();
    await move();
    expect(new Set(stage.rig.tokens('Disassociate')).size).toBe(3);
    expect(new Set(stage.rig.tokens('Associate')).size).toBe(4);
  });
});

test('a repair does not begin with the token of the Create, which the service remembers', async () => {
  await stage.rig.send(createEvent(stage.properties()));
  stage.rig.service.disassociate(stage.pool, stage.number);
  await stage.rig.send(updateEvent(stage.number.id, { ...stage.properties(), Revision: '2' }, stage.properties()));
  expect(stage.rig.calls('Associate').map(({ effective }) => effective)).toEqual([true, true]);
});

describe('a Disassociate that was answered with success', () => {
  const SENDER = { OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' };
  const sender = () => ({ ...stage.properties(), ...SENDER });
  const key = () => `${stage.pool.id}/SHOP/GB`;

  test.each([5_000, 30_000, 50_000])('is sent once though reads show the identity for %d ms', async (lag) => {
    await stage.rig.send(createEvent(stage.properties()));
    await stage.rig.wait(600_000);
    stage.rig.service.settings.readLagMilliseconds = lag;
    expect(await stage.rig.send(deleteEvent(stage.number.id, stage.properties()))).toMatchObject({ Status: 'SUCCESS' });
    expect(stage.rig.calls('Disassociate')).toHaveLength(1);
  });

  test('is sent once though another stack associates the identity again meanwhile, which stays', async () => {
    const { rig, pool } = stage;
    rig.service.requestSenderId({ id: 'SHOP', country: 'GB' });
    await rig.send(createEvent(sender()));
    await rig.wait(60_000);
    rig.service.settings.readLagMilliseconds = 5_000;
    await rig.run(async () => {
      const deleted = rig.deliver(deleteEvent(key(), sender()));
      await rig.until(() => rig.calls('Disassociate').length > 0);
      rig.service.associate(pool, 'SHOP/GB');
      await deleted;
    });
    expect(rig.inbox.bodies.at(-1)).toContain('"SUCCESS"');
    expect(rig.calls('Disassociate')).toHaveLength(1);
    expect(rig.service.poolsOf('SHOP/GB')).toEqual([pool.id]);
    expect(rig.warnings).toEqual([expect.stringContaining('reads still show the identity in the pool')]);
  });

  test('is sent once though the identity was only seen to leave', async () => {
    await stage.rig.send(createEvent(stage.properties()));
    stage.rig.service.settings.statusDelayMilliseconds = 20_000;
    stage.rig.service.faults.add({ kind: 'internal-after', operation: /^Disassociate/ });
    await stage.rig.send(deleteEvent(stage.number.id, stage.properties()));
    expect(stage.rig.calls('Disassociate')).toHaveLength(1);
    expect(pools()).toEqual([]);
  });

  test('takes nothing out when the same Delete is delivered again after another resource made the association', async () => {
    const event = deleteEvent(stage.number.id, stage.properties());
    await stage.rig.send(createEvent(stage.properties()));
    await stage.rig.send(event);
    await stage.rig.send(createEvent(stage.properties(), { logicalId: `${LOGICAL_ID}New` }));
    await stage.rig.wait(60_000);
    await stage.rig.deliverAgain(event, stage.rig.clock.now() - 60_000);
    expect(pools()).toEqual([stage.pool.id]);
  });
});
