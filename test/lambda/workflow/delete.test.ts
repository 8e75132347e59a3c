import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Pool } from '../../sms-voice';
import { createEvent, deleteEvent, inventedId, owned } from '../harness/event';
import { type Harness, harnesses, virtualHarness } from '../harness';

describe.each(harnesses)('Delete (%s)', (_name, make) => {
  let harness: Harness;

  beforeEach(async () => {
    harness = await make();
  });
  afterEach(() => harness.close());

  describe('of an association that the stack made', () => {
    test('takes the identity out, and waits until it can be released', async () => {
      await harness.create();
      harness.service.settings.statusDelayMilliseconds = 1_500;

      const response = await harness.delete();

      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
      expect(harness.poolsOf()).toEqual([]);
      expect(harness.service.status(harness.number)).toBe('ACTIVE');
    });

    test('takes a sender ID and an RCS agent out', async () => {
      harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      const agent = harness.service.createRcsAgent();
      const sender = harness.sender();
      const rcs = { PoolId: harness.pool.id, OriginationIdentity: agent.id };
      for (const each of [sender, rcs]) {
        const { PhysicalResourceId } = await harness.create(each);
        expect(await harness.delete(each, { id: PhysicalResourceId })).toMatchObject({ Status: 'SUCCESS' });
      }
      expect(harness.service.contents(harness.pool)).toHaveLength(1);
    });

    test('succeeds when somebody has taken it out already', async () => {
      await harness.create();
      harness.service.disassociate(harness.pool, harness.number);
      expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
    });

    test('succeeds when the number was released, and when the pool was deleted', async () => {
      await harness.create();
      harness.service.releasePhoneNumber(harness.number);
      expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
      harness.service.deletePool(harness.pool);
      expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
    });

    test('succeeds when the pool of a sender ID was deleted', async () => {
      harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      harness.service.deletePool(harness.pool);
      const sender = harness.sender();
      expect(await harness.delete(sender, { id: owned(`${harness.pool.id}/SHOP/GB`) })).toMatchObject({
        Status: 'SUCCESS',
      });
    });

    test('does not touch another pool that the number is in meanwhile', async () => {
      const elsewhere = harness.service.createPool();
      harness.service.associate(elsewhere, harness.number);
      expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
      expect(harness.service.contents(elsewhere)).toEqual([harness.number.id]);
    });
  });

  describe("of an association that is moved into the list of the stack's own pool", () => {
    const deletedBeside = async (...list: unknown[]) => {
      await harness.create();
      harness.stacks.showPool(harness.pool.id, list);
      return harness.delete();
    };

    test('leaves it, because the list owns it', async () => {
      expect(await deletedBeside('phone-1', harness.number.arn)).toMatchObject({ Status: 'SUCCESS' });
      expect(harness.poolsOf()).toEqual([harness.pool.id]);
    });

    test('takes it out if the list names others', async () => {
      expect(await deletedBeside('phone-1')).toMatchObject({ Status: 'SUCCESS' });
      expect(harness.poolsOf()).toEqual([]);
    });

    test('takes out what it owns where the template can not be read', async () => {
      harness.stacks.api.fault = ({ action }) => (action === 'GetTemplate' ? 'denied' : undefined);
      expect(await deletedBeside(harness.number.arn)).toMatchObject({ Status: 'SUCCESS' });
      expect(harness.poolsOf()).toEqual([]);
      expect(harness.warnings).toHaveLength(1);
    });
  });

  test.each(['adopted', 'failed'])('makes no call for an id with %s:', async (prefix) => {
    harness.service.associate(harness.pool, harness.number);
    const response = await harness.delete(harness.properties(), { id: `${prefix}:${harness.number.id}` });
    expect(response.Status).toBe('SUCCESS');
    expect(harness.service.calls).toHaveLength(0);
    expect(harness.service.contents(harness.pool)).toContain(harness.number.id);
  });

  test('succeeds for a Create that failed on its properties', async () => {
    const bad = { ...harness.properties(), IsoCountryCode: 'usa' };
    expect(await harness.delete(bad, { id: 'failed:1' })).toMatchObject({ Status: 'SUCCESS' });
    expect(await harness.delete(bad, { id: inventedId() })).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.service.calls).toHaveLength(0);
  });

  test('fails on invalid properties of an association that was made', async () => {
    const bad = { ...harness.properties(), IsoCountryCode: 'usa' };
    const response = await harness.delete(bad);
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(response.Reason).toContain('IsoCountryCode: got "usa"');
  });

  describe("of the pool's last phone number", () => {
    let lonely: Pool;
    beforeEach(async () => {
      lonely = harness.service.createPool();
      await harness.create(harness.properties(lonely));
    });

    test('keeps it with KeepLastPhoneNumber', async () => {
      const response = await harness.delete({ ...harness.properties(lonely), KeepLastPhoneNumber: 'true' });
      expect(response.Status).toBe('SUCCESS');
      expect(harness.poolsOf()).toEqual([lonely.id]);
    });

    test('fails with the remedies when no other number comes', async () => {
      const event = deleteEvent(harness.owned, harness.properties(lonely));
      const response = await harness.send(event, harness.context(3_000));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
      expect(response.Reason).toMatch(
        /LAST_PHONE_NUMBER.*Put another number.*keepLastPhoneNumber.*RETAIN.*delete the pool/,
      );
    });

    test('takes it out as soon as another number is in the pool', async () => {
      const response = await harness.sendWhile(deleteEvent(harness.owned, harness.properties(lonely)), async () => {
        await harness.until(() => harness.calls('Disassociate').length > 0);
        harness.service.associate(lonely, harness.service.requestPhoneNumber());
      });
      expect(response.Status).toBe('SUCCESS');
      expect(harness.poolsOf()).toEqual([]);
    });
  });

  describe('with an id that CloudFormation invented', () => {
    test('undoes a Create that never responded', async () => {
      await harness.deliverUnseen(createEvent(harness.properties()));
      const response = await harness.delete(harness.properties(), { id: inventedId() });
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: inventedId() });
      expect(harness.poolsOf()).toEqual([]);
      expect(new Set(harness.tokens('Associate')).size).toBe(1);
    });

    test("leaves somebody else's association alone", async () => {
      harness.service.associate(harness.pool, harness.number);
      expect(await harness.delete(harness.properties(), { id: inventedId() })).toMatchObject({ Status: 'SUCCESS' });
      expect(harness.service.contents(harness.pool)).toContain(harness.number.id);
      expect(harness.calls('Disassociate')).toHaveLength(0);
    });
  });
});

test.each(['by-kind', 'conflict', 'not-found'] as const)(
  'a Delete succeeds when somebody has taken the identity out already (the service says %s)',
  async (disassociateAbsent) => {
    const harness = virtualHarness({ disassociateAbsent });
    harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
    const agent = harness.service.createRcsAgent();
    const sender = harness.sender();
    for (const each of [harness.properties(), sender, { PoolId: harness.pool.id, OriginationIdentity: agent.id }]) {
      const key = each === sender ? `${harness.pool.id}/SHOP/GB` : each.OriginationIdentity;
      expect(await harness.delete(each, { id: key })).toMatchObject({ Status: 'SUCCESS' });
    }
  },
);
