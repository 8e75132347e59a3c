import { expect, test } from '@jest/globals';
import { minute, setUp } from './set-up';

const conflict = { status: 'rejected', reason: { name: 'ConflictException' } };
const success = { status: 'fulfilled' };

/** Associates each of the identities, all at the same time; the service takes a minute for the answer to the first. */
async function associateAtOnce(
  { clock, service, client, pool }: ReturnType<typeof setUp>,
  identities: readonly string[],
) {
  service.faults.add({ kind: 'latency-after', milliseconds: minute });
  return await clock.run(() =>
    Promise.allSettled(
      identities.map((OriginationIdentity) =>
        client.associateOriginationIdentity({ PoolId: pool.id, OriginationIdentity, ClientToken: OriginationIdentity }),
      ),
    ),
  );
}

test('two requests with one token, the second before the first has its answer, are a success and a conflict', async () => {
  const rig = setUp({ concurrentChanges: 'one-per-identity' });

  const answers = await associateAtOnce(rig, [rig.number.id, rig.number.id]);

  expect(answers).toMatchObject([success, conflict]);
  expect(answers[1]).not.toHaveProperty('reason.Reason', expect.anything());
  expect(rig.service.contents(rig.pool)).toEqual([rig.number.id]);
});

test('the conflict is over once the first request has its answer', async () => {
  const rig = setUp({ concurrentChanges: 'one-per-identity' });
  await associateAtOnce(rig, [rig.number.id]);

  await expect(
    rig.client.associateOriginationIdentity({ ...rig.request, ClientToken: rig.number.id }),
  ).resolves.toMatchObject({ PoolId: rig.pool.id });
});

test.each([
  ['accepted', success],
  ['one-per-identity', success],
  ['one-per-pool', conflict],
] as const)('two identities join one pool at the same time: %s', async (concurrentChanges, second) => {
  const rig = setUp({ concurrentChanges });

  const answers = await associateAtOnce(rig, [rig.number.id, rig.service.requestPhoneNumber().id]);

  expect(answers).toMatchObject([success, second]);
});

test('reads are answered while a change is in flight', async () => {
  const rig = setUp({ concurrentChanges: 'one-per-pool' });
  const { clock, service, client, request, list } = rig;
  service.faults.add({ kind: 'latency-after', milliseconds: minute });

  const [, listed] = await clock.run(() => Promise.all([client.associateOriginationIdentity(request), list()]));

  expect(listed).toHaveLength(1);
});
