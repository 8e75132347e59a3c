import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SECRET_ACCESS_KEY } from '../harness/bundle';
import { createEvent } from '../harness/event';
import { ResponseInbox } from '../harness/response-inbox';
import { type Harness, harnesses, virtualHarness } from '../harness/harness';

describe.each(harnesses)('the response (%s)', (_name, make) => {
  let harness: Harness;

  beforeEach(async () => {
    harness = await make();
  });
  afterEach(() => harness.close());

  test.each(['ü', '漢', '😀', '"', '\\', '\n', '\u0007'])(
    'fits into 4096 bytes for a reason of 9000 times %j',
    async (character) => {
      const kind = { name: 'ValidationException', message: character.repeat(9_000) };
      harness.service.faults.add({ operation: 'AssociateOriginationIdentity', kind });

      const response = await harness.create();

      const [body = ''] = harness.inbox.bodies;
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4096);
      expect(Buffer.byteLength(body)).toBeGreaterThan(4096 - 16);
      expect(response.Reason).toContain('ValidationException');
      expect(response.Reason).toMatch(/…$/);
      // Half of a surrogate pair would not survive the way through UTF-8.
      expect(Buffer.from(response.Reason ?? '').toString()).toBe(response.Reason);
    },
  );

  test('is accepted once, however often the response URL is not available', async () => {
    harness.inbox.statuses.push(503, 0, 403);
    const response = await harness.create();
    expect(response.Status).toBe('SUCCESS');
    expect(harness.inbox.bodies).toHaveLength(1);
    expect(harness.inbox.attempts).toBe(4);
  });

  test('that is never accepted ends the invocation with an error, so that Lambda delivers the event again', async () => {
    harness.inbox.statuses.push(...Array.from({ length: 10_000 }, () => 503));
    const delivery = harness.run(() => harness.deliver(createEvent(harness.properties()), harness.context(2_000)));
    await expect(delivery).rejects.toThrow(/could not submit the response in \d+ attempts.*HTTP 503/);
  });

  test('comes before Lambda stops the function when the service hangs', async () => {
    harness.service.faults.add({ kind: 'hang-before', times: 1_000 });
    const context = harness.context(2_000);
    const response = await harness.send(createEvent(harness.properties()), context);
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toMatch(
      /gave up shortly before the time limit: ListPoolOriginationIdentities .* tried \d+ time/,
    );
    expect(context.getRemainingTimeInMillis?.()).toBeGreaterThan(200);
  });

  test('to a Create whose outcome stays unknown lets the Delete that follows undo it', async () => {
    harness.service.faults.add({ operation: 'AssociateOriginationIdentity', kind: 'hang-after', times: 1_000 });
    harness.service.faults.add({ operation: 'DescribePhoneNumbers', kind: 'hang-before', times: 1_000 });
    const response = await harness.send(createEvent(harness.properties()), harness.context(2_000));
    expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: harness.owned });
    expect(harness.poolsOf()).toEqual([harness.pool.id]);
  });

  test('keeps the ResponseURL and the credentials out of log and body', async () => {
    harness.inbox.statuses.push(0, 503);
    harness.service.faults.add({ kind: 'drop-before' }, { kind: 'access-denied' });

    await harness.create();

    const written = [...harness.lines, ...harness.inbox.bodies].join('\n');
    for (const secret of [ResponseInbox.path, 'X-Amz-Signature', '5ec2e7', SECRET_ACCESS_KEY])
      expect(written).not.toContain(secret);
  });

  test('has a log line for each decision and call, with the ids of resource, request and invocation', async () => {
    const event = createEvent(harness.properties());
    await harness.send(event);
    const entries = harness.lines.map((line): unknown => JSON.parse(line));
    const calls = harness.service.calls.map(({ operation }) => expect.objectContaining({ message: 'call', operation }));
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

describe('an event that CloudFormation does not send', () => {
  test.each([
    undefined,
    null,
    'text',
    [],
    {},
    { ResponseURL: 7 },
    { ResponseURL: 'nowhere' },
    { ResponseURL: 'ftp://a/b' },
  ])('ends with a log line if it has no URL to respond to: %j', async (event) => {
    const harness = virtualHarness();
    await harness.deliverRaw(event);
    expect(harness.lines.map((line): unknown => JSON.parse(line))).toEqual([
      expect.objectContaining({ message: 'no response possible', error: expect.stringContaining('ResponseURL') }),
    ]);
    expect(harness.inbox.attempts).toBe(0);
  });

  test.each([
    [{ RequestType: 'Read' }, 'RequestType: got "Read"; expected Create, Update or Delete'],
    [{ StackId: 'shop' }, 'StackId: got "shop"; expected the ARN of a stack'],
    [{ RequestId: undefined }, 'RequestId: got nothing; expected a text'],
    [{ RequestId: '' }, 'RequestId: got ""; expected a text'],
    [{ LogicalResourceId: 5 }, 'LogicalResourceId: got 5; expected a text'],
    [{ RequestType: 'Delete' }, 'PhysicalResourceId: got nothing; expected a text'],
    [{ ResourceProperties: null }, 'PoolId: got nothing; expected a pool id'],
  ])('is FAILED, and no call is made: %j', async (change, reason) => {
    const harness = virtualHarness();
    const response = await harness.send({ ...createEvent({}), ...change });
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toContain(reason);
    expect(harness.service.calls).toHaveLength(0);
  });
});

test('a caller that is not Lambda need not give a context', async () => {
  const harness = virtualHarness();
  const event = { ...createEvent(harness.properties()), ResponseURL: 'https://responses.example/1' };
  await harness.run(() => harness.deliverRaw(event));
  expect(harness.inbox.bodies).toEqual([expect.stringContaining('"SUCCESS"')]);
});
