import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { failedOutcome, responseBody } from '../../../lambda/cloudformation/response';
import { InvalidProperty, RequestFailed } from '../../../lambda/util/errors';
import type { LogEntry } from '../../../lambda/util/log';
import { SECRET_ACCESS_KEY } from '../harness/bundle';
import { createEvent } from '../harness/event';
import { ResponseInbox } from '../harness/response-inbox';
import { type Harness, harnesses } from '../harness';

const target = {
  requestId: 'request-1',
  stackId: 'stack-1',
  logicalResourceId: 'Association',
  physicalResourceId: '',
  responseUrl: 'https://responses.example/response',
  serviceTimeoutSeconds: undefined,
};
const ids = {
  PhysicalResourceId: 'phone-01',
  StackId: 'stack-1',
  RequestId: 'request-1',
  LogicalResourceId: 'Association',
};
const attributes = {
  PoolId: 'pool-01',
  PoolArn: 'arn:of:the:pool',
  OriginationIdentity: 'phone-01',
  OriginationIdentityArn: 'arn:of:the:number',
  IsoCountryCode: 'US',
};

const failed = (reason: string) => responseBody(target, { status: 'FAILED', reason, physicalResourceId: 'phone-01' });

describe('the body of a response', () => {
  test('of SUCCESS has the attributes, and no reason', () => {
    const body = responseBody(target, { status: 'SUCCESS', attributes, physicalResourceId: 'phone-01' });
    expect(JSON.parse(body)).toEqual({ ...ids, Status: 'SUCCESS', Data: attributes });
  });

  test('to a Delete has no attributes', () => {
    const body = responseBody(target, { status: 'SUCCESS', physicalResourceId: 'phone-01' });
    expect(JSON.parse(body)).toEqual({ ...ids, Status: 'SUCCESS' });
  });

  test('of FAILED has the reason, and no attributes', () => {
    expect(JSON.parse(failed('a reason'))).toEqual({ ...ids, Status: 'FAILED', Reason: 'a reason' });
  });
});

describe('a reason', () => {
  const room = 4096 - Buffer.byteLength(failed(''));

  test('that just fits is whole', () => {
    expect(JSON.parse(failed('x'.repeat(room)))).toMatchObject({ Reason: 'x'.repeat(room) });
  });

  test.each([room + 1, room + 2, 9_000, 9_001])('of %d bytes is cut by no more than necessary', (length) => {
    const body = failed('x'.repeat(length));
    expect(Buffer.byteLength(body)).toBe(4096);
    expect(JSON.parse(body)).toMatchObject({ Reason: `${'x'.repeat(room - Buffer.byteLength('…'))}…` });
  });
});

describe('the outcome of an error', () => {
  const outcomeOf = (error: unknown) => {
    const lines: LogEntry[] = [];
    return { outcome: failedOutcome(error, 'phone-01', (entry) => lines.push(entry)), lines };
  };

  test.each<[string, Error]>([
    ['the pool is full', new RequestFailed('the pool is full')],
    ['PoolId: got "shop"; expected a pool', new InvalidProperty('PoolId', 'shop', 'expected a pool')],
  ])('that explains itself is its message: %s', (reason, error) => {
    expect(outcomeOf(error)).toEqual({
      outcome: { status: 'FAILED', reason, physicalResourceId: 'phone-01' },
      lines: [],
    });
  });

  test.each([
    ['TypeError: x is not a function', new TypeError('x is not a function'), expect.stringContaining('response.test')],
    ['a text', 'a text', 'a text'],
  ])('of any other kind is a defect, and the log has its stack trace: %s', (words, error, stack) => {
    const { outcome, lines } = outcomeOf(error);
    expect(outcome).toEqual({
      status: 'FAILED',
      reason: `${words}: a defect of the function; its log has the stack trace. Deploy again, and report it.`,
      physicalResourceId: 'phone-01',
    });
    expect(lines).toEqual([{ message: 'defect', error: stack }]);
  });
});

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
      expect(response.Reason).toContain('ValidationException');
      expect(response.Reason).toContain('…');
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
