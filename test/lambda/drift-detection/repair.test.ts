import { beforeEach, describe, expect, test } from '@jest/globals';
import type { PhoneNumber, Pool } from '../../sms-voice';
import { checkEntry, checkEvent } from '../harness/check-event';
import { withRandomness } from '../../randomness';
import { owned } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

let harness: Harness;
let pool: Pool;
let number: PhoneNumber;

beforeEach(() => {
  harness = virtualHarness();
  ({ pool, number } = harness);
  harness.stacks.showStack('UPDATE_COMPLETE');
  harness.stacks.showResource({ status: 'CREATE_COMPLETE', physicalId: harness.owned });
});

const event = (...entries: unknown[]) => checkEvent(entries, { Repair: 'true' });
const repair = (...entries: unknown[]) => harness.check(event(...entries));

/** Checks, and acts as soon as the condition holds. */
async function repairWhile(condition: () => boolean, act: () => void): Promise<unknown> {
  const [result] = await harness.run(() =>
    Promise.all([
      harness.deliverRaw(event(checkEntry(pool, number)), harness.context()),
      harness.until(condition).then(act),
    ]),
  );
  return result;
}

/** It reports what is missing, and asks the service for no change. */
async function expectOnlyReported(entry: unknown = checkEntry(pool, number), drifted: object = {}): Promise<void> {
  expect(await repair(entry)).toMatchObject({ status: 'checked', drifted: [{ ...drifted, repaired: false }] });
  expect(harness.calls('Associate')).toEqual([]);
}

const asked = () => harness.calls('Associate').length > 0;
const slowAssociate = (milliseconds: number) => {
  harness.service.faults.add({ kind: 'latency', operation: /^Associate/, milliseconds });
};

describe('a check that repairs', () => {
  test('puts back what was taken out by hand', async () => {
    expect(await repair(checkEntry(pool, number))).toMatchObject({
      status: 'checked',
      drifted: [{ found: 'nowhere', repaired: true }],
      pending: [],
    });
    expect(harness.poolsOf()).toEqual([pool.id]);
    expect(harness.metrics).toMatchObject([{ Drifted: 0, Repaired: 1, Pending: 0 }]);
    expect(harness.warnings).toEqual([]);
  });

  test('without Repair only reports', async () => {
    expect(await harness.check(checkEvent([checkEntry(pool, number)]))).toMatchObject({
      drifted: [{ repaired: false }],
    });
    expect(harness.changes()).toEqual([]);
  });

  test('leaves what was adopted, and reports it', async () => {
    harness.stacks.showResource({ status: 'CREATE_COMPLETE', physicalId: harness.adopted });
    await expectOnlyReported();
    expect(harness.metrics).toMatchObject([{ Drifted: 1, Repaired: 0 }]);
  });

  test.each(['DELETE_COMPLETE', 'DELETE_SKIPPED', 'CREATE_FAILED'])(
    'leaves what no row of the stack owns: %s',
    async (status) => {
      harness.stacks.showResource({ status, physicalId: harness.owned });
      await expectOnlyReported();
    },
  );

  test('leaves what a row owns under another id', async () => {
    harness.stacks.showResource({ status: 'UPDATE_COMPLETE', physicalId: owned('phone-other') });
    await expectOnlyReported();
  });

  test('never takes an identity out of another pool', async () => {
    harness.service.associate(harness.next, number);
    await expectOnlyReported(checkEntry(pool, number), { found: 'elsewhere' });
    expect(harness.poolsOf()).toEqual([harness.next.id]);
  });

  test('reports what somebody puts into another pool meanwhile', async () => {
    slowAssociate(3_000);
    const result = await repairWhile(asked, () => {
      harness.service.associate(harness.next, number);
    });
    expect(result).toMatchObject({ drifted: [{ repaired: false }] });
    expect(harness.poolsOf()).toEqual([harness.next.id]);
    expect(harness.metrics).toMatchObject([{ Drifted: 1, Repaired: 0 }]);
  });

  test('does not ask for a number that is PENDING, which the service lets into no pool', async () => {
    number = harness.service.requestPhoneNumber({ pendingMilliseconds: 3_600_000 });
    harness.stacks.showResource({ status: 'CREATE_COMPLETE', physicalId: owned(number.id) });
    expect(await repair(checkEntry(pool, number))).toMatchObject({ drifted: [{ repaired: false }], pending: [] });
    expect(harness.calls('Associate')).toEqual([]);
  });

  test.each(['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'UPDATE_FAILED', 'UPDATE_ROLLBACK_FAILED', 'DELETE_FAILED', 'NEW'])(
    'never repairs in %s',
    async (status) => {
      harness.stacks.showStack(status);
      await expectOnlyReported();
    },
  );

  test('asks before each attempt, so that a deployment that begins meanwhile ends the repair', async () => {
    harness.service.faults.add({ kind: 'throttle', operation: /^Associate/, until: harness.clock.now() + 300_000 });
    const result = await repairWhile(asked, () => {
      harness.stacks.showStack('UPDATE_IN_PROGRESS');
    });
    expect(result).toMatchObject({ drifted: [{ repaired: false }] });
    expect(harness.calls('Associate').length).toBeLessThan(4);
    expect(harness.poolsOf()).toEqual([]);
  });

  test('does not repair where it can not read the row', async () => {
    harness.stacks.showResource({ status: 'CREATE_COMPLETE', logicalId: 'Other', physicalId: harness.owned });
    await expectOnlyReported({ ...checkEntry(pool, number), LogicalResourceId: 'Unknown' });
  });

  test('uses tokens of the invocation, the same when Lambda retries it, and others in the next one', async () => {
    const tokenOf = async (awsRequestId: string) => {
      const before = harness.tokens('Associate').length;
      await harness.run(() =>
        harness.deliverRaw(event(checkEntry(pool, number)), { ...harness.context(), awsRequestId }),
      );
      if (harness.poolsOf().length > 0) harness.service.disassociate(pool, number);
      return harness.tokens('Associate')[before];
    };
    const [first, again, other] = [await tokenOf('r-1'), await tokenOf('r-1'), await tokenOf('r-2')];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    await harness.create();
    expect(harness.tokens('Associate').at(-1)).not.toBe(first);
  });

  test('two at once make one association', async () => {
    const results = await harness.run(() =>
      Promise.all(
        ['r-1', 'r-2'].map((awsRequestId) =>
          harness.deliverRaw(event(checkEntry(pool, number)), { ...harness.context(), awsRequestId }),
        ),
      ),
    );
    expect(results).toMatchObject([{ status: 'checked' }, { status: 'checked' }]);
    expect(harness.poolsOf()).toEqual([pool.id]);
    expect(harness.changes()).toHaveLength(1);
  });
});

describe('the time of a repair', () => {
  /** Milliseconds from the start to the last Associate, where each is throttled. */
  const lastAttempt = async (milliseconds: number) => {
    harness.service.faults.add({ kind: 'throttle', operation: /^Associate/, times: Infinity });
    const start = harness.clock.now();
    await harness.run(() => harness.deliverRaw(event(checkEntry(pool, number)), harness.context(milliseconds)));
    return (harness.calls('Associate').at(-1)?.time ?? 0) - start;
  };

  test('is a minute for each association', async () => {
    // The attempts are spread at random: the same way each time.
    const last = await withRandomness(() => lastAttempt(900_000));
    expect(Math.round(last / 10_000)).toBe(6);
  });

  test('leaves two minutes to take out again what it made', async () => {
    // Thirty seconds are for the response of any invocation.
    const last = await lastAttempt(190_000);
    expect(last).toBeGreaterThan(30_000);
    expect(last).toBeLessThan(40_000);
  });

  test('is ten seconds longer than that of its calls, since the stack may show an older state', async () => {
    const start = harness.clock.now();
    await repair(checkEntry(pool, number));
    expect(Math.floor((harness.clock.now() - start) / 5_000)).toBe(2);
  });
});

describe('a repair during which the resource is deleted', () => {
  beforeEach(() => {
    slowAssociate(3_000);
  });

  test.each(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE'])('takes out again what it made: %s', async (status) => {
    const result = await repairWhile(asked, () => {
      harness.stacks.showStack('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      harness.stacks.showResource({ status, physicalId: harness.owned });
    });
    expect(harness.changes().map(({ kind }) => kind)).toEqual(['associated', 'disassociated']);
    expect(harness.poolsOf()).toEqual([]);
    expect(result).toMatchObject({ drifted: [] });
  });

  test('takes out what it made for a stack that is deleted', async () => {
    await repairWhile(asked, () => {
      harness.stacks.showStack('DELETE_IN_PROGRESS');
    });
    expect(harness.poolsOf()).toEqual([]);
  });

  test('leaves what another resource of the stack owns by then', async () => {
    await repairWhile(asked, () => {
      harness.stacks.showResource({ logicalId: 'New', status: 'CREATE_COMPLETE', physicalId: harness.owned });
      harness.stacks.showResource({ status: 'DELETE_COMPLETE', physicalId: harness.owned });
    });
    expect(harness.poolsOf()).toEqual([pool.id]);
  });

  test('waits for a rollback before it takes out what a replaced resource had', async () => {
    const replaced = { status: 'UPDATE_COMPLETE', physicalId: owned('phone-other') };
    await repairWhile(asked, () => {
      harness.stacks.showStack('UPDATE_IN_PROGRESS');
      harness.stacks.showResource(replaced);
      void harness.clock.sleep(60_000).then(() => {
        harness.stacks.showResource({ status: 'UPDATE_COMPLETE', physicalId: harness.owned });
        harness.stacks.showStack('UPDATE_ROLLBACK_COMPLETE');
      });
    });
    expect(harness.poolsOf()).toEqual([pool.id]);
    expect(harness.changes('disassociated')).toEqual([]);
  });

  test('takes it out when the replacement has stayed', async () => {
    await repairWhile(asked, () => {
      harness.stacks.showResource({ status: 'UPDATE_COMPLETE', physicalId: owned('phone-other') });
    });
    expect(harness.poolsOf()).toEqual([]);
  });

  test('leaves at once what the list of a pool of the stack owns by then', async () => {
    const start = harness.clock.now();
    await repairWhile(asked, () => {
      harness.stacks.showPool(pool.id, [number.arn]);
      harness.stacks.showResource({ status: 'DELETE_COMPLETE', physicalId: harness.owned });
    });
    expect(harness.poolsOf()).toEqual([pool.id]);
    expect(harness.clock.now() - start).toBeLessThan(30_000);
  });

  test('takes out what it made though the stack still shows the resource for some seconds', async () => {
    harness.stacks.api.settings.lagMilliseconds = 9_000;
    await harness.wait(20_000);
    await repairWhile(asked, () => {
      harness.stacks.showResource({ status: 'DELETE_COMPLETE', physicalId: harness.owned });
    });
    expect(harness.poolsOf()).toEqual([]);
  });

  test('leaves what somebody else made', async () => {
    await repairWhile(asked, () => {
      harness.service.associate(pool, number);
      harness.stacks.showResource({ status: 'DELETE_COMPLETE', physicalId: harness.owned });
    });
    expect(harness.poolsOf()).toEqual([pool.id]);
  });
});
