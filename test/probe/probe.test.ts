import { expect, test } from '@jest/globals';
import { probeRig } from './rig';

const ask = ['--only', 'same-pool-associate'] as const;

test('the probe deletes its pool and sender IDs', async () => {
  const { service, cleanup, run } = await probeRig({ requestsPerSecond: 1, statusDelayMilliseconds: 3_000 });

  await run(...ask);

  expect(service.calls.filter(({ operation }) => operation === 'RequestSenderId').length).toBeGreaterThanOrEqual(3);
  expect([service.pools, service.identities, cleanup.leftovers]).toEqual([[], [], []]);
});

test('a pool that has to be empty is emptied before it is deleted', async () => {
  const { service, run } = await probeRig();
  const refusal = { name: 'ConflictException', fields: { Reason: 'RESOURCE_NOT_EMPTY' } };
  service.faults.add({ kind: refusal, operation: 'DeletePool' });

  await run(...ask);

  expect(service.history.filter(({ kind }) => kind === 'disassociated').length).toBeGreaterThan(0);
  expect(service.pools).toEqual([]);
});

test.each(['RequestSenderId', 'CreatePool', 'ListPoolOriginationIdentities'])(
  'the probe deletes what it has created when %s fails',
  async (operation) => {
    const { service, run } = await probeRig();
    service.faults.add({ kind: 'access-denied', operation, after: operation === 'RequestSenderId' ? 1 : 0 });

    await run(...ask).catch(() => undefined);

    expect(service.faults.pending).toEqual([]);
    expect([service.pools, service.identities]).toEqual([[], []]);
  },
);

test('the probe releases a sender ID whose request lost its response', async () => {
  const { service, run } = await probeRig();
  service.faults.add({ kind: 'drop-after', operation: 'RequestSenderId' });

  await expect(run(...ask)).rejects.toThrow('RequestSenderId has no answer');

  expect(service.identities).toEqual([]);
});

test('an interrupted probe deletes what it has created', async () => {
  const { service, interrupt, run } = await probeRig();
  service.authorize = ({ action }) => {
    if (action === 'sms-voice:AssociateOriginationIdentity') interrupt.abort(new Error('interrupted'));
    return true;
  };

  await expect(run(...ask)).rejects.toThrow('interrupted');

  expect(service.calls.some(({ operation }) => operation === 'AssociateOriginationIdentity')).toBe(true);
  expect([service.pools, service.identities]).toEqual([[], []]);
});

test('the probe tells what it could not delete', async () => {
  const { service, cleanup, run } = await probeRig();
  service.faults.add({ kind: 'access-denied', operation: 'ReleaseSenderId', times: Infinity });

  await run(...ask);

  expect(cleanup.leftovers).toHaveLength(3);
  expect(cleanup.leftovers[0]?.command).toMatch(/release-sender-id --sender-id PROBE\w+ --iso-country-code DE$/);
});

test('sender IDs that cost a fee are released at once', async () => {
  const { service, run } = await probeRig({ senderIdMonthlyPrice: '25.00' });

  await expect(run(...ask)).rejects.toThrow('a sender ID in DE costs 25.00 USD a month: choose another --country');

  expect(service.calls.filter(({ operation }) => operation === 'RequestSenderId')).toHaveLength(1);
  expect(service.identities).toEqual([]);
});

test("the user's pool and identities are as before", async () => {
  const { service, run } = await probeRig();
  const [pool, number] = [service.createPool(), service.requestPhoneNumber()];
  service.associate(pool, number);
  service.requestSenderId({ id: 'ACME', country: 'GB' });
  const agent = service.createRcsAgent();

  const { replies } = await run('--pool-id', pool.id, '--sender-id', 'ACME/GB', '--rcs-agent', agent.id);

  expect(replies.find(({ question }) => question === 'rcs-agent-country')?.findings).not.toEqual([]);
  expect(service.contents(pool)).toEqual([number.id]);
  expect(service.pools.map(({ id }) => id)).toEqual([pool.id]);
  expect(service.identities.map(({ id }) => id)).toEqual([number.id, 'ACME', agent.id]);
});

test("an error in the user's pool leaves it as before", async () => {
  const { service, run } = await probeRig();
  const pool = service.createPool();
  service.faults.add({ kind: 'drop-after', operation: 'AssociateOriginationIdentity' });

  const { replies } = await run('--pool-id', pool.id, ...ask);

  expect(replies[0]?.unanswered).toContain('AssociateOriginationIdentity has no answer');
  expect(service.contents(pool)).toEqual([]);
});

test.each([
  ['--sender-id', 'ACME/GB', 'the sender ID arn:aws:sms-voice:us-east-1:111122223333:sender-id/ACME/GB is in the pool'],
  ['--phone-number', 'phone-1', 'the phone number phone-1 is in a pool: give one in no pool'],
  ['--phone-number', 'phone-2', 'the phone number phone-2 is PENDING: give one that is ACTIVE'],
  ['--phone-number', 'phone-3', 'DescribePhoneNumbers failed: ResourceNotFoundException'],
  ['--rcs-agent', 'rcs-1', 'the RCS agent rcs-1 is in a pool: give one in no pool'],
])('%s %s is an error before the probe touches it', async (option, value, message) => {
  const { service, run } = await probeRig();
  const pool = service.createPool();
  service.associate(pool, service.requestSenderId({ id: 'ACME', country: 'GB' }));
  service.associate(pool, service.requestPhoneNumber({ id: 'phone-1' }));
  service.associate(pool, service.createRcsAgent({ id: 'rcs-1' }));
  service.requestPhoneNumber({ id: 'phone-2', pendingMilliseconds: Infinity });
  const before = service.contents(pool);

  await expect(run('--pool-id', pool.id, option, value)).rejects.toThrow(message);

  expect(service.contents(pool)).toEqual(before);
});

test('questions without what they need have no answer and no effect', async () => {
  const { run } = await probeRig();

  const { replies } = await run('--only', 'last-phone-number', '--only', 'rcs-agent-country');

  expect(replies).toEqual([
    { question: 'rcs-agent-country', findings: [], unanswered: 'needs --rcs-agent' },
    {
      question: 'last-phone-number',
      findings: [],
      unanswered: 'needs --phone-number or --request-phone-number, and no --pool-id',
    },
  ]);
});

test('a phone number that the probe requests is ACTIVE for its questions, and released', async () => {
  const { service, run } = await probeRig({ statusDelayMilliseconds: 3_000, readLagMilliseconds: 1_000 });

  const { replies } = await run('--request-phone-number', '--only', 'last-phone-number');

  expect(replies[0]?.findings).toMatchObject([{ setting: 'lastPhoneNumber', values: [true] }]);
  expect(service.identities).toEqual([]);
});

test('a country without sender IDs is an error with a remedy', async () => {
  const { service, run } = await probeRig();
  const refusal = { name: 'ValidationException', fields: { Reason: 'SENDER_ID_REQUIRES_REGISTRATION' } };
  service.faults.add({ kind: refusal, operation: 'RequestSenderId' });

  await expect(run(...ask, '--country', 'GB')).rejects.toThrow(
    /^AWS gives no sender ID in GB: .+ \(SENDER_ID_REQUIRES_REGISTRATION\)\): choose another --country/,
  );
});
