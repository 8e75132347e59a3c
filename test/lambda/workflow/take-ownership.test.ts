import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Pool } from '../../sms-voice';
import { createEvent, deleteEvent, updateEvent } from '../harness/event';
import { virtualStage } from '../harness/stage';

const stage = virtualStage();
const adopting = (into?: Pool) => ({ ...stage.properties(into), AdoptExisting: 'true' });
const owning = (into?: Pool) => ({ ...adopting(into), TakeOwnership: 'true' });
const adopted = () => `adopted:${stage.number.id}`;
const pools = () => stage.rig.service.poolsOf(stage.number);

beforeEach(() => {
  stage.rig.service.associate(stage.pool, stage.number);
});

describe('an association that an earlier deployment adopted', () => {
  beforeEach(async () => {
    await stage.rig.send(createEvent(adopting()));
  });

  test('stays adopted, and stays in place, in the deployment that takes ownership', async () => {
    const response = await stage.rig.send(updateEvent(adopted(), owning(), adopting()));
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: adopted() });
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('stays in place when that deployment rolls back', async () => {
    await stage.rig.send(updateEvent(adopted(), owning(), adopting()));
    stage.rig.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const response = await stage.rig.send(updateEvent(adopted(), adopting(), owning()));
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: adopted() });
    expect(pools()).toEqual([stage.pool.id]);
  });

  test.each([
    ['with TakeOwnership is taken out', owning, []],
    ['without TakeOwnership stays in place', adopting, ['pool']],
  ])('and is deleted %s', async (_what, declared, left) => {
    await stage.rig.send(updateEvent(adopted(), declared(), adopting()));
    await stage.rig.send(deleteEvent(adopted(), declared()));
    expect(pools()).toEqual(left.map(() => stage.pool.id));
  });

  test.each([
    ['the new properties', owning, adopting],
    ['the former properties', adopting, owning],
  ])('is moved if %s have TakeOwnership, and the resource owns it then', async (_what, to, from) => {
    const response = await stage.rig.send(updateEvent(adopted(), to(stage.next), from()));
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expect(pools()).toEqual([stage.next.id]);
  });

  test('stays in its new pool when the clean-up deletes the adopted id after a move', async () => {
    await stage.rig.send(updateEvent(adopted(), owning(stage.next), owning()));
    await stage.rig.send(deleteEvent(adopted(), owning()));
    expect(pools()).toEqual([stage.next.id]);
  });

  test('stays in place when the clean-up deletes the adopted id after a repair', async () => {
    stage.rig.service.disassociate(stage.pool, stage.number);
    await stage.rig.send(updateEvent(adopted(), { ...owning(), Revision: '2' }, owning()));
    await stage.rig.send(deleteEvent(adopted(), owning()));
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('is not moved without TakeOwnership, and the message names it', async () => {
    const response = await stage.rig.send(updateEvent(adopted(), adopting(stage.next), adopting()));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: adopted() });
    expect(response.Reason).toContain('set takeOwnership: true');
    expect(pools()).toEqual([stage.pool.id]);
  });
});

describe('an association that nothing adopted before', () => {
  test.each([
    ['TakeOwnership', () => ({ ...stage.properties(), TakeOwnership: 'true' })],
    ['TakeOwnership and AdoptExisting', owning],
  ])('fails a Create with %s, names the two deployments, and stays in place', async (_what, declared) => {
    const response = await stage.rig.send(createEvent(declared()));
    await stage.rig.send(deleteEvent(response.PhysicalResourceId, declared()));
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toMatch(/adoptExisting: true and without takeOwnership, then with takeOwnership: true/);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('fails a replacement with TakeOwnership, and stays in place', async () => {
    const other = stage.rig.service.requestPhoneNumber();
    const before = { ...owning(), OriginationIdentity: other.id };
    await stage.rig.send(createEvent(before));
    const response = await stage.rig.send(updateEvent(other.id, owning(), before));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: other.id });
    expect(response.Reason).toContain(
      'takeOwnership only applies to an association that an earlier deployment adopted',
    );
    expect(pools()).toEqual([stage.pool.id]);
  });
});

test('a Create with TakeOwnership owns an association that it makes', async () => {
  stage.rig.service.disassociate(stage.pool, stage.number);
  expect(await stage.rig.send(createEvent(owning()))).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: stage.number.id,
  });
});

describe('an adopted association that was taken out by hand', () => {
  beforeEach(async () => {
    await stage.rig.send(createEvent(adopting()));
    stage.rig.service.disassociate(stage.pool, stage.number);
  });
  const rollBack = (from: Pool) => {
    stage.rig.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    return stage.rig.send(updateEvent(stage.number.id, adopting(), adopting(from)));
  };

  test.each([
    ['repaired', () => stage.pool],
    ['put into another pool', () => stage.next],
  ])('and is %s is the own of the stack, through a roll-back and a destroy', async (_what, into) => {
    const made = await stage.rig.send(updateEvent(adopted(), { ...adopting(into()), Revision: '2' }, adopting()));
    expect(made).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expect(await rollBack(into())).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expect(pools()).toEqual([stage.pool.id]);

    stage.rig.stacks.status = 'DELETE_IN_PROGRESS';
    await stage.rig.send(deleteEvent(stage.number.id, adopting()));
    expect(pools()).toEqual([]);
  });
});

describe('a hand-over from one stack to another', () => {
  const OTHER = { stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/other/1', logicalId: 'Theirs' };

  test('keeps the association throughout if the first stack retains it', async () => {
    await stage.rig.send(createEvent(adopting(), OTHER));
    // Stack A deletes its resource with RETAIN, so it sends no Delete.
    await stage.rig.send(updateEvent(adopted(), owning(), adopting(), OTHER));
    expect(pools()).toEqual([stage.pool.id]);

    await stage.rig.send(deleteEvent(adopted(), owning(), OTHER));
    expect(pools()).toEqual([]);
  });

  test('is refused without an option, because the holder is in another stack', async () => {
    stage.rig.service.disassociate(stage.pool, stage.number);
    await stage.rig.send(createEvent(stage.properties()));
    expect(await stage.rig.send(createEvent(stage.properties(), OTHER))).toMatchObject({ Status: 'FAILED' });
  });
});
