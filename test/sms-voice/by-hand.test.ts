import { describe, expect, test } from '@jest/globals';
import { SmsVoice } from '.';
import { VirtualClock } from '../virtual-clock';
import { clientOf } from './client';

describe('a change by hand', () => {
  test('is in the history beside changes by API', async () => {
    const clock = new VirtualClock(1000);
    const service = new SmsVoice({ clock });
    const [pool, number] = [service.createPool(), service.requestPhoneNumber({ country: 'US' })];
    const senderId = service.requestSenderId({ id: 'ACME', country: 'GB' });

    service.associate(pool, number);
    await clientOf(service).associateOriginationIdentity({
      PoolId: pool.id,
      OriginationIdentity: senderId.arn,
      ClientToken: 'token',
    });
    service.disassociate(pool.id, number.arn);

    const byHand = { time: 1000, pool: pool.id, identity: number.id, country: 'US', by: 'hand' };
    expect(service.history).toEqual([
      { ...byHand, kind: 'associated' },
      {
        time: 1000,
        kind: 'associated',
        pool: pool.id,
        identity: 'ACME/GB',
        country: 'GB',
        by: 'AKIDEXAMPLE',
        clientToken: 'token',
      },
      { ...byHand, kind: 'disassociated' },
    ]);
  });

  test('has no quota, no last phone number and no fault', () => {
    const service = new SmsVoice({ settings: { identitiesPerPool: 1 } });
    service.faults.add({ kind: 'throttle' });
    const [pool, first, second] = [service.createPool(), service.requestPhoneNumber(), service.requestPhoneNumber()];
    service.associate(pool, first);
    service.associate(pool, second);
    service.disassociate(pool, first);
    service.disassociate(pool, second);

    expect(service.contents(pool)).toEqual([]);
    expect(service.faults.pending).toHaveLength(1);
    expect(service.calls).toEqual([]);
  });

  test('makes a PENDING phone number ACTIVE at once, also for reads that lag', async () => {
    const service = new SmsVoice({ clock: new VirtualClock(), settings: { readLagMilliseconds: 60_000 } });
    const number = service.requestPhoneNumber({ pendingMilliseconds: Infinity });
    const read = () => clientOf(service).describePhoneNumbers({ PhoneNumberIds: [number.id] });
    expect((await read()).PhoneNumbers).toMatchObject([{ Status: 'PENDING' }]);
    service.completeRegistration(number);
    expect(service.status(number)).toBe('ACTIVE');
    expect((await read()).PhoneNumbers).toMatchObject([{ Status: 'ACTIVE' }]);
  });

  test('makes a DISASSOCIATING phone number ACTIVE at once', async () => {
    const service = new SmsVoice({ clock: new VirtualClock(), settings: { statusDelayMilliseconds: 60_000 } });
    const [pool, number] = [service.createPool(), service.requestPhoneNumber()];
    service.associate(pool, service.requestPhoneNumber());
    service.associate(pool, number);
    await clientOf(service).disassociateOriginationIdentity({ PoolId: pool.id, OriginationIdentity: number.id });
    expect(service.status(number)).toBe('DISASSOCIATING');

    service.associate(pool, number);

    expect(service.status(number)).toBe('ACTIVE');
  });

  test('of a phone number that is in another pool is an error', () => {
    const service = new SmsVoice();
    const [pool, other, number] = [service.createPool(), service.createPool(), service.requestPhoneNumber()];
    service.associate(pool, number);

    expect(() => {
      service.associate(other, number);
    }).toThrow(`${number.id} is in ${pool.id} already: disassociate it first`);
    expect(() => {
      service.disassociate(other, number);
    }).toThrow(`${number.id} is not in ${other.id}`);
  });

  test('that releases an identity disassociates it', () => {
    const service = new SmsVoice();
    const [pool, number, senderId, agent] = [
      service.createPool(),
      service.requestPhoneNumber(),
      service.requestSenderId({ id: 'ACME', country: 'GB' }),
      service.createRcsAgent(),
    ];
    for (const identity of [number, senderId, agent]) service.associate(pool, identity);

    service.releasePhoneNumber(number);
    service.releaseSenderId('ACME', 'GB');
    service.deleteRcsAgent(agent.id);

    expect(service.contents(pool)).toEqual([]);
    expect(service.identities).toEqual([]);
    expect(service.history.filter(({ kind }) => kind === 'disassociated')).toHaveLength(3);
  });

  test('that deletes a pool disassociates its identities', () => {
    const service = new SmsVoice();
    const [pool, number] = [service.createPool(), service.requestPhoneNumber()];
    service.associate(pool, number);

    service.deletePool(pool);

    expect(service.pools).toEqual([]);
    expect(service.poolsOf(number)).toEqual([]);
    expect(service.status(number)).toBe('ACTIVE');
  });

  test('creates the same ids in every run', () => {
    const ids = () => {
      const service = new SmsVoice();
      return [service.createPool().id, service.requestPhoneNumber().id, service.createRcsAgent().id];
    };

    expect(ids()).toEqual(ids());
    expect(ids()).toEqual([
      expect.stringMatching(/^pool-[0-9a-f]{32}$/),
      expect.stringMatching(/^phone-[0-9a-f]{32}$/),
      expect.stringMatching(/^rcs-[0-9a-f]{32}$/),
    ]);
  });

  test('accepts the name of a sender ID as `contents` shows it', () => {
    const service = new SmsVoice();
    const pool = service.createPool();
    service.requestSenderId({ id: 'phone-home', country: 'GB' });

    service.associate(pool, 'phone-home/GB');

    expect(service.contents(pool.arn)).toEqual(['phone-home/GB']);
    expect(service.poolsOf('phone-home', 'GB')).toEqual([pool.id]);
  });

  test('that creates a resource twice is an error', () => {
    const service = new SmsVoice();
    service.requestSenderId({ id: 'ACME', country: 'GB' });

    expect(() => service.requestSenderId({ id: 'ACME', country: 'GB' })).toThrow('exists already: choose another id');
  });
});
