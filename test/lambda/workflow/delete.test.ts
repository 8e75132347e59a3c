import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PhoneNumber, Pool } from '../../sms-voice';
import { createEvent, deleteEvent, inventedId } from '../harness/event';
import { type Rig, rigs } from '../harness/rig';

describe.each(rigs)('Delete (%s)', (_name, makeRig) => {
  let rig: Rig;
  let pool: Pool;
  let number: PhoneNumber;
  let other: PhoneNumber;

  beforeEach(async () => {
    rig = await makeRig();
    pool = rig.service.createPool();
    number = rig.service.requestPhoneNumber();
    other = rig.service.requestPhoneNumber();
    rig.service.associate(pool, other);
  });
  afterEach(() => rig.close());

  const properties = () => ({ PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' });

  describe('of an association that the stack made', () => {
    test('takes the identity out, and waits until it can be released', async () => {
      await rig.send(createEvent(properties()));
      rig.service.settings.statusDelayMilliseconds = 1_500;

      const response = await rig.send(deleteEvent(number.id, properties()));

      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: number.id });
      expect(rig.service.contents(pool)).toEqual([other.id]);
      expect(rig.service.status(number)).toBe('ACTIVE');
    });

    test('takes a sender ID and an RCS agent out', async () => {
      rig.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      const agent = rig.service.createRcsAgent();
      const sender = { PoolId: pool.id, OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' };
      const rcs = { PoolId: pool.id, OriginationIdentity: agent.id };
      for (const each of [sender, rcs]) {
        const { PhysicalResourceId } = await rig.send(createEvent(each));
        expect(await rig.send(deleteEvent(PhysicalResourceId, each))).toMatchObject({ Status: 'SUCCESS' });
      }
      expect(rig.service.contents(pool)).toEqual([other.id]);
    });

    test.each(['by-kind', 'conflict', 'not-found'] as const)(
      'succeeds when somebody has taken it out already (the service says %s)',
      async (disassociateAbsent) => {
        rig.service.settings.disassociateAbsent = disassociateAbsent;
        rig.service.requestSenderId({ id: 'SHOP', country: 'GB' });
        const agent = rig.service.createRcsAgent();
        const sender = { PoolId: pool.id, OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' };
        for (const each of [properties(), sender, { PoolId: pool.id, OriginationIdentity: agent.id }]) {
          const key = each === sender ? `${pool.id}/SHOP/GB` : each.OriginationIdentity;
          expect(await rig.send(deleteEvent(key, each))).toMatchObject({ Status: 'SUCCESS' });
        }
      },
    );

    test('succeeds when the number was released, and when the pool was deleted', async () => {
      await rig.send(createEvent(properties()));
      rig.service.releasePhoneNumber(number);
      expect(await rig.send(deleteEvent(number.id, properties()))).toMatchObject({ Status: 'SUCCESS' });
      rig.service.deletePool(pool);
      expect(await rig.send(deleteEvent(number.id, properties()))).toMatchObject({ Status: 'SUCCESS' });
    });

    test('succeeds when the pool of a sender ID was deleted', async () => {
      rig.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      rig.service.deletePool(pool);
      const sender = { PoolId: pool.id, OriginationIdentity: 'SHOP', IsoCountryCode: 'GB' };
      expect(await rig.send(deleteEvent(`${pool.id}/SHOP/GB`, sender))).toMatchObject({ Status: 'SUCCESS' });
    });

    test('does not touch another pool that the number is in meanwhile', async () => {
      const elsewhere = rig.service.createPool();
      rig.service.associate(elsewhere, number);
      expect(await rig.send(deleteEvent(number.id, properties()))).toMatchObject({ Status: 'SUCCESS' });
      expect(rig.service.contents(elsewhere)).toEqual([number.id]);
    });
  });

  test.each(['adopted', 'failed'])('makes no call for an id with %s:', async (prefix) => {
    rig.service.associate(pool, number);
    const response = await rig.send(deleteEvent(`${prefix}:${number.id}`, properties()));
    expect(response.Status).toBe('SUCCESS');
    expect(rig.service.calls).toHaveLength(0);
    expect(rig.service.contents(pool)).toContain(number.id);
  });

  test('succeeds for a Create that failed on its properties', async () => {
    const bad = { ...properties(), IsoCountryCode: 'usa' };
    expect(await rig.send(deleteEvent('failed:1', bad))).toMatchObject({ Status: 'SUCCESS' });
    expect(await rig.send(deleteEvent(inventedId(), bad))).toMatchObject({ Status: 'SUCCESS' });
    expect(rig.service.calls).toHaveLength(0);
  });

  test('fails on invalid properties of an association that was made', async () => {
    const bad = { ...properties(), IsoCountryCode: 'usa' };
    const response = await rig.send(deleteEvent(number.id, bad));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
    expect(response.Reason).toContain('IsoCountryCode: got "usa"');
  });

  describe("of the pool's last phone number", () => {
    beforeEach(async () => {
      rig.service.disassociate(pool, other);
      await rig.send(createEvent(properties()));
    });

    test('keeps it with KeepLastPhoneNumber', async () => {
      const keeping = { ...properties(), KeepLastPhoneNumber: 'true' };
      const response = await rig.send(deleteEvent(number.id, keeping));
      expect(response.Status).toBe('SUCCESS');
      expect(rig.service.contents(pool)).toEqual([number.id]);
    });

    test('fails with the remedies when no other number comes', async () => {
      const response = await rig.send(deleteEvent(number.id, properties()), rig.context(3_000));
      expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
      expect(response.Reason).toMatch(
        /LAST_PHONE_NUMBER.*Put another number.*keepLastPhoneNumber.*RETAIN.*delete the pool/,
      );
    });

    test('takes it out as soon as another number is in the pool', async () => {
      const deleting = deleteEvent(number.id, properties());
      const response = await rig.run(async () => {
        const delivered = rig.deliver(deleting);
        await rig.until(() => rig.calls('Disassociate').length > 0);
        rig.service.associate(pool, other);
        await delivered;
        return rig.inbox.bodies.at(-1);
      });
      expect(response).toContain('SUCCESS');
      expect(rig.service.contents(pool)).toEqual([other.id]);
    });
  });

  describe('with an id that CloudFormation invented', () => {
    test('undoes a Create that never responded', async () => {
      await rig.deliverUnseen(createEvent(properties()));
      const response = await rig.send(deleteEvent(inventedId(), properties()));
      expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: inventedId() });
      expect(rig.service.contents(pool)).toEqual([other.id]);
      expect(new Set(rig.tokens('Associate')).size).toBe(1);
    });

    test("leaves somebody else's association alone", async () => {
      rig.service.associate(pool, number);
      expect(await rig.send(deleteEvent(inventedId(), properties()))).toMatchObject({ Status: 'SUCCESS' });
      expect(rig.service.contents(pool)).toContain(number.id);
      expect(rig.calls('Disassociate')).toHaveLength(0);
    });
  });
});
