import { beforeEach, describe, expect, test } from '@jest/globals';
import { updateEvent } from '../harness/event';
import { parseResponse } from '../harness/response';
import { type Harness, virtualHarness } from '../harness';

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});
const moving = () => updateEvent(harness.owned, harness.properties(harness.next), harness.properties());
const mismatch = { name: 'ConflictException', fields: { Reason: 'KEYWORD_MISMATCH' } };
const validation = { name: 'ValidationException', message: 'no such field' };
const disassociated = () =>
  harness.service.history.filter(({ by, kind }) => by !== 'hand' && kind === 'disassociated').length;

beforeEach(async () => {
  await harness.create();
  await harness.wait(60_000);
});

/** Delivers the move, and does something after that many seconds. */
const moveAnd = (seconds: number, act: () => void) =>
  harness.sendWhile(moving(), async () => {
    await harness.clock.sleep(seconds * 1_000);
    act();
  });

describe('a move', () => {
  test('of a number that only its own read shows in the previous pool, since the list lags', async () => {
    const kind = { name: 'ResourceNotFoundException' };
    harness.service.faults.add({ kind, operation: 'ListPoolOriginationIdentities' });
    expect(await harness.send(moving())).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.poolsOf()).toEqual([harness.next.id]);
  });

  test('of a number that is still ASSOCIATING in the declared pool waits for it', async () => {
    const event = moving();
    harness.service.settings.statusDelayMilliseconds = 20_000;
    await harness.sendWhile(event, async () => {
      await harness.until(() => harness.service.status(harness.number) === 'ASSOCIATING');
      await harness.deliver(event);
    });
    expect(harness.inbox.bodies.slice(-2).map((body) => parseResponse(body).Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(harness.poolsOf()).toEqual([harness.next.id]);
    expect(disassociated()).toBe(1);
  });

  test('that is delivered again after somebody moved the number back fails, because its token is used up', async () => {
    const event = moving();
    await harness.send(event);
    harness.service.disassociate(harness.next, harness.number);
    harness.service.associate(harness.pool, harness.number);
    const response = await harness.send(event);
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain('every read shows it still there a minute later');
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});

describe('a move whose second half fails', () => {
  test('puts the number back after the response of an Associate was lost', async () => {
    harness.service.faults.add({ kind: 'drop-before', operation: /^Associate/ });
    harness.service.faults.add({ kind: mismatch, operation: /^Associate/ });
    const response = await harness.send(moving());
    expect(response.Reason).toContain(`It was put back into pool ${harness.pool.id}`);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('puts the number back that an earlier delivery took out before it crashed', async () => {
    harness.service.disassociate(harness.pool, harness.number);
    harness.service.faults.add({ kind: mismatch, operation: /^Associate/ });
    const response = await harness.send(moving());
    expect(response.Reason).toContain(`It was put back into pool ${harness.pool.id}`);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('puts the number back while it is still DISASSOCIATING', async () => {
    harness.service.settings.statusDelayMilliseconds = 10_000;
    harness.service.faults.add({ kind: mismatch, operation: /^Associate/ });
    const response = await harness.send(moving());
    expect(response.Reason).toContain(`It was put back into pool ${harness.pool.id}`);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('takes the number out of the new pool again if a lost Associate comes through late, and puts it back', async () => {
    harness.service.faults.add({ kind: 'drop-before', operation: /^Associate/ });
    harness.service.faults.add({ kind: mismatch, operation: /^Associate/ });
    const before = harness.calls('Associate').length;
    // Just before the one that puts it back.
    harness.service.authorize = ({ action }) => {
      const isLate = action === 'sms-voice:AssociateOriginationIdentity' && disassociated() === 1;
      if (isLate && harness.calls('Associate').length === before + 3) {
        harness.service.associate(harness.next, harness.number);
      }
      return true;
    };
    const response = await harness.send(moving());
    expect(response.Reason).toContain(`It was put back into pool ${harness.pool.id}`);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
    expect(disassociated()).toBe(2);
  });

  test('leaves a number alone that somebody put into a third pool meanwhile', async () => {
    const third = harness.service.createPool();
    harness.service.faults.add({ kind: 'latency', operation: /^Associate/, milliseconds: 2_000 });
    harness.service.faults.add({ kind: mismatch, operation: /^Associate/ });
    const response = await moveAnd(1, () => {
      harness.service.associate(third, harness.number);
    });
    expect(response.Reason).toContain('KEYWORD_MISMATCH');
    expect(response.Reason).not.toContain('put back');
    expect(harness.poolsOf()).toEqual([third.id]);
  });

  test('says that the number may be in no pool if it can not be put back either', async () => {
    harness.service.faults.add({ kind: mismatch, operation: /^Associate/, times: 2 });
    const response = await harness.send(moving());
    expect(response.Reason).toMatch(/back into pool .* failed as well .*IT MAY BE IN NO POOL NOW/);
  });

  /** The number is in the new pool, but a read fails the request. */
  const failAfterAssociate = () => {
    harness.service.faults.add({ kind: 'latency-after', operation: /^Associate/, milliseconds: 5_000 });
    harness.service.faults.add({ kind: validation, operation: 'DescribePhoneNumbers' });
  };

  test('takes the number out of the new pool again, and puts it back', async () => {
    failAfterAssociate();
    const response = await harness.send(moving());
    expect(response.Reason).toMatch(/DescribePhoneNumbers .* was refused.*It was put back into pool/);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('gives up after four rounds in which somebody puts the number into the new pool again', async () => {
    failAfterAssociate();
    harness.service.faults.add({
      kind: 'latency',
      operation: 'DescribePhoneNumbers',
      milliseconds: 300,
      times: Infinity,
    });
    const putIn = async (): Promise<void> => {
      const end = harness.clock.now() + 600_000;
      while (harness.clock.now() < end) {
        await harness.clock.sleep(100);
        if (harness.poolsOf().length === 0) harness.service.associate(harness.next, harness.number);
      }
    };
    const response = await harness.sendWhile(moving(), putIn);
    expect(response.Reason).toContain('something else took it out each time');
    expect(harness.calls('Disassociate')).toHaveLength(1 + 4);
  });

  test('leaves the number in the new pool to the rollback that CloudFormation has begun', async () => {
    failAfterAssociate();
    const response = await moveAnd(4, () => {
      harness.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
      harness.stacks.showResource({ status: 'UPDATE_IN_PROGRESS', physicalId: harness.owned });
    });
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).not.toContain('NO POOL');
    expect(harness.poolsOf()).toEqual([harness.next.id]);
    expect(disassociated()).toBe(1);
  });

  test('puts the number back after CloudFormation cancelled it, though the response of an Associate was lost', async () => {
    harness.service.faults.add({ kind: 'drop-before', operation: /^Associate/ });
    harness.service.faults.add({ kind: 'throttle', operation: /^Associate/, until: harness.clock.now() + 60_000 });
    const response = await moveAnd(10, () => {
      harness.stacks.showStack('UPDATE_ROLLBACK_IN_PROGRESS');
      harness.stacks.showResource({ status: 'UPDATE_IN_PROGRESS', physicalId: harness.owned });
    });
    expect(response.Reason).toMatch(/stopped: .* It was put back into pool/);
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('leaves the number in no pool if a later request removes the resource', async () => {
    harness.service.faults.add({ kind: 'throttle', operation: /^Associate/, until: harness.clock.now() + 60_000 });
    const response = await moveAnd(4, () => {
      harness.stacks.showStack('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      harness.stacks.showResource({ status: 'DELETE_IN_PROGRESS', physicalId: harness.owned });
    });
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).not.toContain('put back');
    expect(harness.poolsOf()).toEqual([]);
  });
});

test('a move whose direction is unknown is tried four times while somebody takes the number out each time', async () => {
  harness.stacks.api.settings.denied = true;
  harness.service.disassociate(harness.pool, harness.number);
  const takeOut = async (): Promise<void> => {
    const end = harness.clock.now() + 200_000;
    while (harness.clock.now() < end) {
      await harness.clock.sleep(3_000);
      if (harness.poolsOf()[0] === harness.next.id) harness.service.disassociate(harness.next, harness.number);
    }
  };
  const event = updateEvent(harness.owned, harness.properties(harness.next), harness.properties());
  const response = await harness.sendWhile(event, takeOut);
  expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
  expect(response.Reason).toContain('something else took it out each time');
  expect(harness.changes('associated')).toHaveLength(1 + 4);
});

describe('a rollback of a move', () => {
  const back = () => updateEvent(harness.owned, harness.properties(), harness.properties(harness.next));
  /** Somebody moves the number away so often, three seconds after it is back. */
  const disturbed = (times: number) => {
    harness.stacks.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    let left = times;
    const moveAway = async (): Promise<void> => {
      const end = harness.clock.now() + 200_000;
      while (left > 0 && harness.clock.now() < end) {
        await harness.clock.sleep(3_000);
        if (harness.poolsOf()[0] !== harness.pool.id) continue;
        left -= 1;
        harness.service.disassociate(harness.pool, harness.number);
        harness.service.associate(harness.next, harness.number);
      }
    };
    harness.service.disassociate(harness.pool, harness.number);
    harness.service.associate(harness.next, harness.number);
    return harness.sendWhile(back(), moveAway);
  };

  test('moves the number again if the cancelled request moved it meanwhile', async () => {
    expect(await disturbed(1)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('leaves it where it is after four rounds, with a warning', async () => {
    expect(await disturbed(100)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(harness.poolsOf()).toEqual([harness.next.id]);
    expect(harness.warnings).toEqual([expect.stringContaining('something else took it out each time')]);
    expect(harness.calls('Associate')).toHaveLength(1 + 2);
  });
});
