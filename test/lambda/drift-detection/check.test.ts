import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PhoneNumber, Pool } from '../../sms-voice';
import { clientOf } from '../../sms-voice/client';
import { checkEntry, checkEvent } from '../harness/check-event';
import { type Harness, harnesses, virtualHarness } from '../harness';

let harness: Harness;
let pool: Pool;
let number: PhoneNumber;

async function begin(make: () => Harness | Promise<Harness>): Promise<void> {
  harness = await make();
  ({ pool, number } = harness);
  harness.stacks.showStack('UPDATE_COMPLETE');
}

const check = (...associations: unknown[]) => harness.check(checkEvent(associations));
const NOTHING = { Drifted: 0, Repaired: 0, Pending: 0 };

describe.each(harnesses)('a check: %s', (_, make) => {
  beforeEach(() => begin(make));
  afterEach(() => harness.close());

  test('finds everything in place', async () => {
    const [senderId, agent] = [harness.service.requestSenderId(), harness.service.createRcsAgent()];
    for (const identity of [number, senderId, agent]) harness.service.associate(pool, identity);
    const entries = [number, senderId, agent].map((identity, index) => checkEntry(pool, identity, `A${index}`));
    expect(await check(...entries)).toEqual({ status: 'checked', associations: 3, drifted: [], pending: [] });
    expect(harness.metrics).toMatchObject([NOTHING]);
    expect(harness.warnings).toEqual([]);
  });

  test('finds what was taken out by hand, and prints the command that repairs it', async () => {
    const entry = checkEntry(pool, number);
    expect(await check(entry)).toEqual({
      status: 'checked',
      associations: 1,
      drifted: [
        {
          LogicalResourceId: entry.LogicalResourceId,
          PoolId: pool.id,
          OriginationIdentity: number.id,
          found: 'nowhere',
          repaired: false,
        },
      ],
      pending: [],
    });
    expect(harness.metrics).toMatchObject([{ ...NOTHING, Drifted: 1 }]);
    expect(harness.warnings).toHaveLength(1);
    expect(harness.warnings[0]).toContain(
      `'${entry.Path}': phone number ${number.id} is not in pool ${pool.id}. It is in no pool. Put it back: ` +
        `aws pinpoint-sms-voice-v2 associate-origination-identity --pool-id ${pool.id} --origination-identity ${number.id} --iso-country-code US`,
    );
  });
});

describe('a check', () => {
  beforeEach(() => begin(virtualHarness));

  describe('says where an identity is', () => {
    const expectFound = async (entry: unknown, found: string) => {
      expect(await check(entry)).toMatchObject({ drifted: [{ found, repaired: false }] });
    };

    test('a number in another pool: with the owner to be found before it is moved back', async () => {
      const other = harness.service.createPool();
      harness.service.associate(other, number);
      await expectFound(checkEntry(pool, number), 'elsewhere');
      expect(harness.warnings[0]).toContain(
        `It is in pool ${other.id}. Find out which stack owns that: aws cloudformation describe-stack-resources ` +
          `--physical-resource-id owned:${number.id}. If none does, move it back: aws pinpoint-sms-voice-v2 ` +
          `disassociate-origination-identity --pool-id ${other.id} --origination-identity ${number.id} --iso-country-code US ` +
          `&& aws pinpoint-sms-voice-v2 associate-origination-identity --pool-id ${pool.id}`,
      );
    });

    test('an RCS agent in another pool', async () => {
      const agent = harness.service.createRcsAgent();
      harness.service.associate(harness.service.createPool(), agent);
      await expectFound(checkEntry(pool, agent), 'elsewhere');
    });

    test('a sender ID that is in another pool too is in no place of its own', async () => {
      const senderId = harness.service.requestSenderId();
      harness.service.associate(harness.service.createPool(), senderId);
      await expectFound(checkEntry(pool, senderId), 'nowhere');
    });

    test('a number, a sender ID and an agent that were deleted', async () => {
      const [senderId, agent] = [harness.service.requestSenderId(), harness.service.createRcsAgent()];
      const entries = [number, senderId, agent].map((identity) => checkEntry(pool, identity));
      harness.service.releasePhoneNumber(number);
      harness.service.releaseSenderId(senderId);
      harness.service.deleteRcsAgent(agent);
      for (const entry of entries) await expectFound(entry, 'gone');
      expect(harness.warnings).toHaveLength(3);
      expect(harness.warnings[0]).toContain('Declare another one, or remove the declaration, and deploy.');
    });

    test('a number whose pool was deleted', async () => {
      harness.service.associate(pool, number);
      const entry = checkEntry(pool, number);
      harness.service.deletePool(pool);
      await expectFound(entry, 'gone');
    });

    test('a number that left a deleted pool for another one', async () => {
      const entry = checkEntry(pool, number);
      harness.service.deletePool(pool);
      harness.service.associate(harness.service.createPool(), number);
      await expectFound(entry, 'elsewhere');
    });
  });

  test('counts a number as in place that shows its pool before the pool lists it', async () => {
    harness.service.settings.readLagMilliseconds = 5_000;
    harness.service.faults.add({ kind: 'latency', operation: /^Describe/, milliseconds: 8_000 });
    await harness.run(() => clientOf(harness.service).associateOriginationIdentity(harness.properties()));
    expect(await check(checkEntry(pool, number))).toMatchObject({ drifted: [] });
    expect(harness.calls('Describe')).toHaveLength(1);
  });

  test('knows a pool and its identities by their ARNs, as the event names them', async () => {
    harness.service.associate(pool, number);
    const missing = harness.service.requestPhoneNumber();
    const named = { ...checkEntry(pool, number), PoolId: pool.arn, OriginationIdentity: number.arn };
    const other = { ...checkEntry(pool, missing, 'Other'), PoolId: pool.arn, OriginationIdentity: missing.arn };
    expect(await check(named, other)).toMatchObject({
      associations: 2,
      drifted: [{ LogicalResourceId: 'Other', PoolId: pool.arn, OriginationIdentity: missing.arn }],
    });
  });

  test('lists each pool once, and reads only the identities that it does not list', async () => {
    const others = Array.from({ length: 30 }, () => harness.service.requestPhoneNumber());
    for (const each of others) harness.service.associate(pool, each);
    const next = harness.service.createPool();
    harness.service.associate(next, number);
    const gone = harness.service.requestPhoneNumber();
    await check(...[...others, gone].map((each) => checkEntry(pool, each)), checkEntry(next, number));
    expect(harness.calls('List')).toHaveLength(2);
    expect(harness.calls('Describe')).toHaveLength(1);
    expect(harness.service.calls).toHaveLength(3);
  });

  test('changes nothing', async () => {
    await check(checkEntry(pool, number));
    expect(harness.service.poolsOf(number)).toEqual([]);
    expect(harness.calls('Associate')).toEqual([]);
  });

  test('waits for the quota of the service, and for a server that has a bad moment', async () => {
    harness.service.associate(pool, number);
    harness.service.faults.add({ kind: 'throttle', operation: /^List/, until: harness.clock.now() + 60_000 });
    harness.service.faults.add({ kind: 'internal-before', operation: /^List/, times: 2 });
    expect(await check(checkEntry(pool, number))).toMatchObject({ status: 'checked', drifted: [] });
  });
});

describe('what a check can not read is no drift: it fails, and counts nothing', () => {
  beforeEach(() => begin(virtualHarness));
  afterEach(() => {
    expect(harness.metrics).toEqual([]);
    expect(harness.warnings).toEqual([]);
  });

  test('the pool', async () => {
    harness.service.faults.add({ kind: 'access-denied', operation: /^List/, until: Infinity });
    await expect(check(checkEntry(pool, number))).rejects.toThrow(
      `ListPoolOriginationIdentities for ${pool.id} was denied`,
    );
  });

  test('the number', async () => {
    harness.service.faults.add({ kind: 'internal-before', operation: /^Describe/, until: Infinity });
    await expect(check(checkEntry(pool, number))).rejects.toThrow(`DescribePhoneNumbers for ${number.id}`);
  });

  test.each(['empty-before', 'null-before', 'unavailable'] as const)('the pool: %s', async (kind) => {
    harness.service.faults.add({ kind, operation: /^List/, until: Infinity });
    await expect(check(checkEntry(pool, number))).rejects.toThrow('gave up shortly before the time limit');
  });

  test('the stack', async () => {
    harness.stacks.api.settings.denied = true;
    await expect(check(checkEntry(pool, number))).rejects.toThrow("the stack can't be read");
    expect(harness.service.calls).toEqual([]);
  });
});
