import { describe, expect, test } from '@jest/globals';
import { minute, setUp } from './set-up';

describe('a repeated client token', () => {
  test('answers from memory without an action, even after the opposite call', async () => {
    const { service, client, pool, number, request } = setUp({ lastPhoneNumber: false });
    const first = await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });
    await client.disassociateOriginationIdentity({ ...request, ClientToken: 'b' });

    const replay = await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    expect(replay.OriginationIdentityArn).toBe(first.OriginationIdentityArn);
    expect(service.poolsOf(number)).toEqual([]);
    expect(service.contents(pool)).toEqual([]);
    expect(service.calls.at(-1)).toMatchObject({ outcome: 'success', effective: false, replayed: true });
  });

  test('runs the call again', async () => {
    const { service, client, pool, number, request } = setUp({ lastPhoneNumber: false, replayedToken: 'executed' });
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });
    await client.disassociateOriginationIdentity({ ...request, ClientToken: 'b' });

    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    expect(service.contents(pool)).toEqual([number.id]);
    expect(service.calls.at(-1)).toMatchObject({ effective: true, replayed: false });
  });

  test('is new again after its window', async () => {
    const { service, client, request, later } = setUp({ tokenWindowMilliseconds: minute });
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    await later(minute - 1);
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });
    expect(service.calls.at(-1)?.replayed).toBe(true);

    await later(1);
    await expect(client.associateOriginationIdentity({ ...request, ClientToken: 'a' })).rejects.toMatchObject({
      Reason: 'PHONE_NUMBER_ASSOCIATED_TO_POOL',
    });
  });

  test('is new when its first call failed', async () => {
    const { service, client, request } = setUp();
    service.faults.add({ kind: 'throttle' });
    const associate = () => client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    await expect(associate()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await associate();

    expect(service.calls.at(-1)).toMatchObject({ effective: true, replayed: false });
  });

  test('is new to another operation', async () => {
    const { client, request } = setUp({ lastPhoneNumber: false });
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    const answer = client.disassociateOriginationIdentity({ ...request, ClientToken: 'a' });

    await expect(answer).resolves.toMatchObject({ PoolId: request.PoolId });
  });

  test.each([
    ['conflict', { name: 'ConflictException' }],
    ['validation', { name: 'ValidationException', Fields: [{ Name: 'ClientToken' }] }],
  ] as const)('with other parameters is an error: %s', async (tokenWithOtherParameters, error) => {
    const { client, pool, request } = setUp({ tokenWithOtherParameters });
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    const answer = client.associateOriginationIdentity({ ...request, PoolId: pool.arn, ClientToken: 'a' });

    await expect(answer).rejects.toMatchObject(error);
  });

  test('with other parameters runs the call', async () => {
    const { service, client, request } = setUp({ tokenWithOtherParameters: 'ignored' });
    const other = service.requestPhoneNumber();
    await client.associateOriginationIdentity({ ...request, ClientToken: 'a' });

    await client.associateOriginationIdentity({ ...request, OriginationIdentity: other.id, ClientToken: 'a' });

    expect(service.contents(request.PoolId)).toContain(other.id);
  });
});
