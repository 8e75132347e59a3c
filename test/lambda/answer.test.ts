import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PhoneNumber, Pool } from '../sms-voice';
import { AnswerInbox } from './answer-inbox';
import { createEvent } from './event';
import { type Rig, rigs, virtualRig } from './rig';
import { SECRET_ACCESS_KEY } from './bundle';

describe.each(rigs)('the answer (%s)', (_name, makeRig) => {
  let rig: Rig;
  let pool: Pool;
  let number: PhoneNumber;

  beforeEach(async () => {
    rig = await makeRig();
    pool = rig.service.createPool();
    number = rig.service.requestPhoneNumber();
  });
  afterEach(() => rig.close());

  const properties = () => ({ PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' });

  test.each(['ü', '漢', '😀', '"', '\\', '\n', '\u0007'])(
    'fits 4096 bytes for a reason of 9000 times %j',
    async (character) => {
      const kind = { name: 'ValidationException', message: character.repeat(9_000) };
      rig.service.faults.add({ operation: 'AssociateOriginationIdentity', kind });

      const answer = await rig.send(createEvent(properties()));

      const [body = ''] = rig.inbox.bodies;
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4096);
      expect(Buffer.byteLength(body)).toBeGreaterThan(4096 - 16);
      expect(answer.Reason).toContain('ValidationException');
      expect(answer.Reason).toMatch(/…$/);
      // Half of a surrogate pair would not survive the way through UTF-8.
      expect(Buffer.from(answer.Reason ?? '').toString()).toBe(answer.Reason);
    },
  );

  test('is delivered once, however often the response URL is not available', async () => {
    rig.inbox.responses.push(503, 0, 500, 403, 429);
    const answer = await rig.send(createEvent(properties()));
    expect(answer.Status).toBe('SUCCESS');
    expect(rig.inbox.bodies).toHaveLength(1);
    expect(rig.inbox.attempts).toBe(6);
  }, 15_000);

  test('that can not be delivered ends the invocation with an error, so that Lambda delivers the event again', async () => {
    rig.inbox.responses.push(...Array.from({ length: 10_000 }, () => 503));
    const delivery = rig.run(() => rig.deliver(createEvent(properties()), rig.context(2_000)));
    await expect(delivery).rejects.toThrow(/could not deliver the answer in \d+ attempts.*HTTP 503/);
  });

  test.each(['hang-before', 'hang-after'] as const)(
    'comes before Lambda stops the function when the service %ss',
    async (kind) => {
      rig.service.faults.add({ kind, times: 1_000 });
      const context = rig.context(4_000);
      const answer = await rig.send(createEvent(properties()), context);
      expect(answer.Status).toBe('FAILED');
      expect(answer.Reason).toMatch(
        /gave up shortly before the time limit: ListPoolOriginationIdentities .* tried \d+ time/,
      );
      expect(context.getRemainingTimeInMillis?.()).toBeGreaterThan(200);
    },
  );

  test('to a Create whose outcome stays unknown lets the clean-up undo it', async () => {
    rig.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: 'hang-after', times: 1_000 });
    rig.service.faults.add({ operation: 'DescribePhoneNumbers', kind: 'hang-before', times: 1_000 });
    const answer = await rig.send(createEvent(properties()), rig.context(3_000));
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: number.id });
    expect(rig.service.contents(pool)).toEqual([number.id]);
  });

  test.each([undefined, {}])('needs nothing of the context (%j)', async (context) => {
    const answer = await rig.send(createEvent(properties()), context ?? {});
    expect(answer.Status).toBe('SUCCESS');
  });

  test('keeps the ResponseURL and the credentials out of log, error and answer', async () => {
    rig.inbox.responses.push(0, 503);
    rig.service.faults.add({ kind: 'drop-before' }, { kind: 'access-denied', times: 3 });
    await rig.send(createEvent(properties()));
    const said = [...rig.lines, ...rig.inbox.bodies].join('\n');
    for (const secret of [AnswerInbox.path, 'X-Amz-Signature', '5ec2e7', SECRET_ACCESS_KEY])
      expect(said).not.toContain(secret);
  });

  test('is told by a log line for each decision and call, with the ids of resource, request and invocation', async () => {
    const event = createEvent(properties());
    await rig.send(event);
    const entries = rig.lines.map((line): unknown => JSON.parse(line));
    const calls = rig.service.calls.map(({ operation }) => expect.objectContaining({ message: 'call', operation }));
    expect(entries).toEqual(expect.arrayContaining(calls));
    expect(entries).toContainEqual(
      expect.objectContaining({ message: 'request', type: 'Create', physicalResourceId: '' }),
    );
    expect(entries).toContainEqual(expect.objectContaining({ message: 'outcome', status: 'SUCCESS' }));
    for (const entry of entries)
      expect(entry).toMatchObject({
        logicalResourceId: event.LogicalResourceId,
        requestId: event.RequestId,
        awsRequestId: 'r-1',
        logStream: 'stream',
      });
  });
});

describe('an event that CloudFormation would not send', () => {
  test.each([
    undefined,
    null,
    'text',
    [],
    {},
    { ResponseURL: 7 },
    { ResponseURL: 'nowhere' },
    { ResponseURL: 'ftp://a/b' },
  ])('without a place to answer (%j) ends with a log line that says so', async (event) => {
    const rig = await virtualRig();
    await rig.deliverRaw(event);
    expect(rig.lines.map((line): unknown => JSON.parse(line))).toEqual([
      expect.objectContaining({ message: 'nowhere to answer', error: expect.stringContaining('ResponseURL') }),
    ]);
    expect(rig.inbox.attempts).toBe(0);
  });

  test.each([
    [{ RequestType: 'Read' }, 'RequestType: got "Read"; expected Create, Update or Delete'],
    [{ StackId: 'shop' }, 'StackId: got "shop"; expected the ARN of a stack'],
    [{ RequestId: undefined }, 'RequestId: got nothing; expected a text'],
    [{ RequestId: '' }, 'RequestId: got ""; expected a text'],
    [{ LogicalResourceId: 5 }, 'LogicalResourceId: got 5; expected a text'],
    [{ RequestType: 'Delete' }, 'PhysicalResourceId: got nothing; expected a text'],
    [{ ResourceProperties: null }, 'PoolId: got nothing; expected a pool id'],
  ])('is answered FAILED: %j', async (change, reason) => {
    const rig = await virtualRig();
    const answer = await rig.send({ ...createEvent({}), ...change });
    expect(answer.Status).toBe('FAILED');
    expect(answer.Reason).toContain(reason);
    expect(rig.service.calls).toHaveLength(0);
  });
});
