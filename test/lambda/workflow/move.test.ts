import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEvent, updateEvent } from '../harness/event';
import { parseResponse, type Response } from '../harness/response';
import { virtualStage } from '../harness/stage';

const stage = virtualStage();
const pools = () => stage.rig.service.poolsOf(stage.number);
const moving = () => updateEvent(stage.number.id, stage.properties(stage.next), stage.properties());
const mismatch = { name: 'ConflictException', fields: { Reason: 'KEYWORD_MISMATCH' } };
const validation = { name: 'ValidationException', message: 'no such field' };
const disassociated = () =>
  stage.rig.service.history.filter(({ by, kind }) => by !== 'hand' && kind === 'disassociated').length;

beforeEach(async () => {
  await stage.rig.send(createEvent(stage.properties()));
  await stage.rig.wait(60_000);
});

/** Delivers the move, and does something after that many seconds. */
async function moveAnd(seconds: number, act: () => void): Promise<Response> {
  await stage.rig.run(async () => {
    const delivered = stage.rig.deliver(moving());
    await stage.rig.clock.sleep(seconds * 1_000);
    act();
    await delivered;
  });
  return parseResponse(stage.rig.inbox.bodies.at(-1));
}

describe('a move', () => {
  test('of a number that only its own read shows in the previous pool, since the list lags', async () => {
    const kind = { name: 'ResourceNotFoundException' };
    stage.rig.service.faults.add({ kind, operation: 'ListPoolOriginationIdentities' });
    expect(await stage.rig.send(moving())).toMatchObject({ Status: 'SUCCESS' });
    expect(pools()).toEqual([stage.next.id]);
  });

  test('of a number that is still ASSOCIATING in the declared pool waits for it', async () => {
    const event = moving();
    stage.rig.service.settings.statusDelayMilliseconds = 20_000;
    await stage.rig.run(async () => {
      const first = stage.rig.deliver(event);
      await stage.rig.until(() => stage.rig.service.status(stage.number) === 'ASSOCIATING');
      await Promise.all([first, stage.rig.deliver(event)]);
    });
    expect(stage.rig.inbox.bodies.slice(-2).map((body) => parseResponse(body).Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(pools()).toEqual([stage.next.id]);
    expect(disassociated()).toBe(1);
  });

  test('that is delivered again after somebody moved the number back fails, because its token is used up', async () => {
    const event = moving();
    await stage.rig.send(event);
    stage.rig.service.disassociate(stage.next, stage.number);
    stage.rig.service.associate(stage.pool, stage.number);
    const response = await stage.rig.send(event);
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: stage.number.id });
    expect(response.Reason).toContain('every read shows it still there a minute later');
    expect(pools()).toEqual([stage.pool.id]);
  });
});

describe('a move whose second half fails', () => {
  test('puts the number back after the response of an Associate was lost', async () => {
    stage.rig.service.faults.add({ kind: 'drop-before', operation: /^Associate/ });
    stage.rig.service.faults.add({ kind: mismatch, operation: /^Associate/ });
    const response = await stage.rig.send(moving());
    expect(response.Reason).toContain(`It was put back into pool ${stage.pool.id}`);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('puts the number back while it is still DISASSOCIATING', async () => {
    stage.rig.service.settings.statusDelayMilliseconds = 10_000;
    stage.rig.service.faults.add({ kind: mismatch, operation: /^Associate/ });
    const response = await stage.rig.send(moving());
    expect(response.Reason).toContain(`It was put back into pool ${stage.pool.id}`);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('leaves a number alone that somebody put into a third pool meanwhile', async () => {
    const third = stage.rig.service.createPool();
    stage.rig.service.faults.add({ kind: 'latency', operation: /^Associate/, milliseconds: 2_000 });
    stage.rig.service.faults.add({ kind: mismatch, operation: /^Associate/ });
    const response = await moveAnd(1, () => {
      stage.rig.service.associate(third, stage.number);
    });
    expect(response.Reason).toContain('KEYWORD_MISMATCH');
    expect(response.Reason).not.toContain('put back');
    expect(pools()).toEqual([third.id]);
  });

  test('says that the number may be in no pool if it can not be put back either', async () => {
    stage.rig.service.faults.add({ kind: mismatch, operation: /^Associate/, times: 2 });
    const response = await stage.rig.send(moving());
    expect(response.Reason).toMatch(/back into pool .* failed as well .*IT MAY BE IN NO POOL NOW/);
  });

  /** The number is in the new pool, but a read fails the request. */
  const failAfterAssociate = () => {
    stage.rig.service.faults.add({ kind: 'latency-after', operation: /^Associate/, milliseconds: 5_000 });
    stage.rig.service.faults.add({ kind: validation, operation: 'DescribePhoneNumbers' });
  };

  test('takes the number out of the new pool again, and puts it back', async () => {
    failAfterAssociate();
    const response = await stage.rig.send(moving());
    expect(response.Reason).toMatch(/DescribePhoneNumbers .* was refused.*It was put back into pool/);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('leaves the number in the new pool to the roll-back that CloudFormation has begun', async () => {
    failAfterAssociate();
    const response = await moveAnd(4, () => {
      stage.rig.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
      stage.rig.stacks.showResource({ status: 'UPDATE_IN_PROGRESS', physicalId: stage.number.id });
    });
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).not.toContain('NO POOL');
    expect(pools()).toEqual([stage.next.id]);
    expect(disassociated()).toBe(1);
  });

  test('puts the number back after CloudFormation cancelled it, though the response of an Associate was lost', async () => {
    stage.rig.service.faults.add({ kind: 'drop-before', operation: /^Associate/ });
    stage.rig.service.faults.add({ kind: 'throttle', operation: /^Associate/, until: stage.rig.clock.now() + 60_000 });
    const response = await moveAnd(10, () => {
      stage.rig.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
      stage.rig.stacks.showResource({ status: 'UPDATE_IN_PROGRESS', physicalId: stage.number.id });
    });
    expect(response.Reason).toMatch(/stopped: .* It was put back into pool/);
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('leaves the number in no pool if a later request removes the resource', async () => {
    stage.rig.service.faults.add({ kind: 'throttle', operation: /^Associate/, until: stage.rig.clock.now() + 60_000 });
    const response = await moveAnd(4, () => {
      stage.rig.stacks.showStack('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      stage.rig.stacks.showResource({ status: 'DELETE_IN_PROGRESS', physicalId: stage.number.id });
    });
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).not.toContain('put back');
    expect(pools()).toEqual([]);
  });
});

describe('a roll-back of a move', () => {
  const back = () => updateEvent(stage.number.id, stage.properties(), stage.properties(stage.next));
  /** Somebody moves the number away every three seconds. */
  const disturbed = async (times: number) => {
    stage.rig.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await stage.rig.run(async () => {
      const delivered = stage.rig.deliver(back());
      for (let time = 0; time < times; time += 1) {
        await stage.rig.until(() => pools()[0] === stage.pool.id);
        await stage.rig.clock.sleep(3_000);
        stage.rig.service.disassociate(stage.pool, stage.number);
        stage.rig.service.associate(stage.next, stage.number);
      }
      await delivered;
    });
    return parseResponse(stage.rig.inbox.bodies.at(-1));
  };

  test('moves the number again if the cancelled request moved it meanwhile', async () => {
    expect(await disturbed(2)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: stage.number.id });
    expect(pools()).toEqual([stage.pool.id]);
  });

  test('fails after four rounds', async () => {
    const response = await disturbed(4);
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: stage.number.id });
    expect(response.Reason).toContain('somebody else took it out');
  });
});
