import { beforeEach, describe, expect, test } from '@jest/globals';
import { createEvent, deleteEvent, inventedId, owned, updateEvent } from '../harness/event';
import { type Harness, virtualHarness } from '../harness';

// What a service, an engine or a clock may do that CloudFormation's documentation does not mention.

let harness: Harness;
beforeEach(() => {
  harness = virtualHarness();
});

describe('a Disassociate that is answered with what is not so', () => {
  const identities: [string, () => { PoolId: string; OriginationIdentity: string }, () => string][] = [
    ['a phone number', () => harness.properties(), () => harness.owned],
    ['a sender ID', () => harness.sender(), () => owned(`${harness.pool.id}/SHOP/GB`)],
    [
      'an RCS agent',
      () => ({ PoolId: harness.pool.id, OriginationIdentity: 'rcs-0123456789abcdef' }),
      () => owned('rcs-0123456789abcdef'),
    ],
  ];
  const answers = [
    { name: 'ConflictException', fields: { Reason: 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL' } },
    { name: 'ResourceNotFoundException' },
  ];

  test.each(identities.flatMap((identity) => answers.map((kind) => [...identity, kind] as const)))(
    'is sent again while %s is in the pool (%#)',
    async (_what, properties, id, kind) => {
      harness.service.requestSenderId({ id: 'SHOP', country: 'GB' });
      harness.service.createRcsAgent({ id: 'rcs-0123456789abcdef' });
      await harness.create(properties());
      harness.service.faults.add({ kind, operation: /^Disassociate/ });
      expect(await harness.delete(properties(), { id: id() })).toMatchObject({ Status: 'SUCCESS' });
      expect(harness.service.contents(harness.pool)).toHaveLength(1);
    },
  );
});

describe('an event of another engine', () => {
  const ServiceToken = 'arn:aws:lambda:us-east-1:111122223333:function:association';

  test('with a StackId that is no ARN is carried out in the environment of the function', async () => {
    const created = await harness.send({ ...createEvent(harness.properties()), StackId: 'urn:stack:1' });
    expect(created).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: harness.owned });
    expect(created.Data).toMatchObject({ PoolArn: harness.pool.arn });
  });

  test('with neither fails', async () => {
    const raw = { ServiceToken: 'urn:function:1' };
    const { Reason } = await harness.send({ ...createEvent(harness.properties(), { raw }), StackId: 'urn:stack:1' });
    expect(Reason).toContain('StackId: got "urn:stack:1"; expected the ARN of a stack');
  });

  test('to delete without a physical id undoes what the resource made, and responds with an id', async () => {
    await harness.deliverUnseen(createEvent(harness.properties()));
    const response = await harness.send({ ...deleteEvent('', harness.properties()), PhysicalResourceId: undefined });
    expect(response.Status).toBe('SUCCESS');
    expect(response.PhysicalResourceId).not.toBe('');
    expect(harness.poolsOf()).toEqual([]);
  });

  test('of two environments with one StackId proves nothing to the function of the other one', async () => {
    await harness.deliverUnseen(createEvent(harness.properties(), { raw: { ServiceToken } }));
    const raw = { ServiceToken: `${ServiceToken}-of-another` };
    await harness.delete(harness.properties(), { id: inventedId(), raw });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });
});

test('a deployment that is retried under one RequestId, with a newly signed URL, has tokens of its own', async () => {
  await harness.create();
  const requestId = 'request-1';
  const there = updateEvent(harness.owned, harness.properties(harness.next), harness.properties(), { requestId });
  const back = () => harness.update(harness.properties(), { from: harness.properties(harness.next) });
  await harness.send(there);
  await back();
  await harness.wait(60_000);
  expect(await harness.send({ ...there })).toMatchObject({ Status: 'SUCCESS' });
  expect(harness.poolsOf()).toEqual([harness.next.id]);
  expect(harness.changes('disassociated')).toHaveLength(3);
});

test('everything denied, a Delete with an invented id succeeds, since nothing can have been made', async () => {
  harness.service.faults.add({ kind: 'access-denied', times: 100_000 });
  const response = await harness.delete(harness.properties(), { id: inventedId() });
  expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: inventedId() });
  expect(harness.warnings).toEqual([expect.stringContaining('nothing can have been made')]);
});

describe('a read that only helps is no reason to fail', () => {
  test('when DescribePools is denied to a Delete', async () => {
    await harness.create();
    harness.service.faults.add({ kind: 'access-denied', operation: 'DescribePools', times: 100_000 });
    expect(await harness.delete()).toMatchObject({ Status: 'SUCCESS' });
    expect(harness.poolsOf()).toEqual([]);
  });

  test('when a number that is PENDING in its pool gets a revision', async () => {
    const pending = harness.service.requestPhoneNumber({ pendingMilliseconds: Infinity });
    harness.service.associate(harness.pool, pending);
    const declared = harness.properties(harness.pool, pending);
    const changed = { ...declared, Revision: '2' };
    const response = await harness.update(changed, { from: declared, id: owned(pending.id) });
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: owned(pending.id) });
  });
});

describe('a refusal names its cause at once', () => {
  test.each([
    [{ name: 'AccessDeniedException', fields: { Reason: 'ACCOUNT_DISABLED' } }, 'Open a case with AWS Support'],
    [{ name: 'ConflictException', fields: { Reason: 'KEYWORD_MISMATCH' } }, 'put-keyword'],
  ])('%j', async (kind, remedy) => {
    const start = harness.clock.now();
    harness.service.faults.add({ kind, operation: /^Associate/, times: 100_000 });
    expect((await harness.create()).Reason).toContain(remedy);
    expect(harness.clock.now() - start).toBeLessThan(2_000);
  });

  test('a pool that is on its way out', async () => {
    const kind = { name: 'ConflictException', fields: { Reason: 'RESOURCE_NOT_ACTIVE', ResourceType: 'pool' } };
    harness.service.faults.add({ kind, operation: /^Associate/, times: 100_000 });
    harness.service.faults.add({ kind: { name: 'ResourceNotFoundException' }, operation: 'DescribePools', times: 100 });
    const start = harness.clock.now();
    expect((await harness.create()).Reason).toMatch(/pool .* is being deleted, so phone number .* can't join it/);
    expect(harness.clock.now() - start).toBeLessThan(5_000);
  });
});

test('an error of megabytes has a response', async () => {
  const kind = { name: 'ValidationException', message: 'x'.repeat(5_000_000) };
  harness.service.faults.add({ kind, operation: /^Associate/ });
  const { Status, Reason = '' } = await harness.create();
  expect(Status).toBe('FAILED');
  expect(Reason.length).toBeLessThan(2_000);
  expect(Math.max(...harness.lines.map((line) => line.length))).toBeLessThan(10_000);
});
