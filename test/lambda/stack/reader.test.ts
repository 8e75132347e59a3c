import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { HttpResponse, type HttpHandler } from '@smithy/core/protocols';
import type { Request } from '../../../lambda/cloudformation/event';
import { StackReader, Unreadable } from '../../../lambda/stack/reader';
import { requestOf } from '../harness/requests';
import { steadyTime } from '../harness/steady-time';

type Reply = string | { readonly status: number; readonly body?: string } | Error;

const time = steadyTime();
let calls: URLSearchParams[];
let start: number;
beforeEach(() => {
  calls = [];
  start = time.clock.now();
});

/** Reads from a CloudFormation that replies so, one after the other, the last reply for ever. */
function reading<Result>(
  replies: readonly Reply[],
  work: (reader: StackReader) => Promise<Result>,
  { type = 'Create', isOneAttempt = false }: Partial<{ type: Request['type']; isOneAttempt: boolean }> = {},
) {
  const requestHandler: HttpHandler = {
    handle: ({ body }: { body?: unknown }) => {
      calls.push(new URLSearchParams(String(body)));
      const reply = replies[Math.min(calls.length, replies.length) - 1] ?? '';
      if (reply instanceof Error) return Promise.reject(reply);
      const { status, body: text = '' } = typeof reply === 'string' ? { status: 200, body: reply } : reply;
      return Promise.resolve({
        response: new HttpResponse({ statusCode: status, headers: {}, body: Buffer.from(text) }),
      });
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
  const client = new CloudFormationClient({ region: 'us-east-1', credentials, maxAttempts: 1, requestHandler });
  const context = { clock: time.clock, log: () => undefined, deadline: start + 900_000 };
  return time.clock.run(() => work(new StackReader(client, context, requestOf(type), isOneAttempt)));
}
const seconds = () => (time.clock.now() - start) / 1_000;

const result = (operation: string, members: string) =>
  `<${operation}Response><${operation}Result>${members}</${operation}Result></${operation}Response>`;
const member = (list: string, members: string) => `<${list}><member>${members}</member></${list}>`;
const stack = (members: string) => result('DescribeStacks', member('Stacks', members));
const status = (text: string) => stack(`<StackStatus>${text}</StackStatus>`);
const failure = (code: string, http = 400): Reply => ({
  status: http,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
});
const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

describe('the stack', () => {
  test('has its status, and the values of its parameters', async () => {
    const parameter = (key: string, members: string) =>
      `<member><ParameterKey>${key}</ParameterKey>${members}</member>`;
    const parameters =
      parameter('A', '<ParameterValue>a</ParameterValue>') +
      parameter('B', '<ParameterValue>/path</ParameterValue><ResolvedValue>b</ResolvedValue>');
    const body = stack(`<StackStatus>UPDATE_IN_PROGRESS</StackStatus><Parameters>${parameters}</Parameters>`);
    const read = await reading([body], (reader) => reader.stack());
    const expected = [
      ['A', 'a'],
      ['B', 'b'],
    ] as const;
    expect(read).toEqual({ status: 'UPDATE_IN_PROGRESS', parameters: new Map(expected) });
    expect(calls.map((form) => [form.get('Action'), form.get('StackName')])).toEqual([
      ['DescribeStacks', requestOf('Create').stackId],
    ]);
  });
});

const rowMembers = (id: string) =>
  `<LogicalResourceId>${id}</LogicalResourceId><PhysicalResourceId>phone-1</PhysicalResourceId>` +
  '<ResourceType>Custom::X</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus>' +
  '<LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp>';
const resourceOf = (logicalResourceId: string) => ({
  logicalResourceId,
  physicalResourceId: 'phone-1',
  resourceType: 'Custom::X',
  status: 'CREATE_COMPLETE',
  updated: Date.UTC(2026, 0, 1),
});

test('the own resource is asked for by its logical id', async () => {
  const { logicalResourceId } = requestOf('Create');
  const body = result('DescribeStackResource', `<StackResourceDetail>${rowMembers('X')}</StackResourceDetail>`);
  expect(await reading([body], (reader) => reader.ownResource())).toEqual(resourceOf(logicalResourceId));
  expect(calls[0]?.get('LogicalResourceId')).toBe(logicalResourceId);
});

describe('the resources', () => {
  const page = (id: string, token = '') =>
    result('ListStackResources', member('StackResourceSummaries', rowMembers(id)) + token);
  const next = (token: string) => `<NextToken>${token}</NextToken>`;

  test('are those of all pages', async () => {
    const read = await reading([page('A', next('2')), page('B')], (reader) => reader.resources());
    expect(read).toEqual([resourceOf('A'), resourceOf('B')]);
    expect(calls.map((form) => form.get('NextToken'))).toEqual([null, '2']);
  });

  test('have empty strings for members that a row lacks', async () => {
    const empty = result('ListStackResources', member('StackResourceSummaries', ''));
    expect(await reading([empty], (reader) => reader.resources())).toEqual([
      { logicalResourceId: '', physicalResourceId: '', resourceType: '', status: '', updated: 0 },
    ]);
  });

  test('end where the token of a page repeats', async () => {
    await reading([page('A', next('2')), page('B', next('2'))], (reader) => reader.resources());
    expect(calls).toHaveLength(2);
  });

  test('end after a hundred pages, more than any stack has', async () => {
    const pages = Array.from({ length: 200 }, (_, index) => page('A', next(String(index))));
    await reading(pages, (reader) => reader.resources());
    expect(calls).toHaveLength(100);
  });
});

describe('the events', () => {
  const event = (id: string, eventStatus: string, physicalId = `id-of-${id}`) =>
    `<member><StackId>stack-1</StackId><LogicalResourceId>${id}</LogicalResourceId>` +
    `<PhysicalResourceId>${physicalId}</PhysicalResourceId><ResourceStatus>${eventStatus}</ResourceStatus><Timestamp>2026-01-01T00:00:00Z</Timestamp></member>`;
  const page = (events: string, token = '') =>
    result('DescribeStackEvents', `<StackEvents>${events}</StackEvents>${token}`);

  test('go back to the last stable state of the stack, and no page further', async () => {
    const pages = [
      page(event('A', 'UPDATE_IN_PROGRESS'), '<NextToken>2</NextToken>'),
      page(
        event('shop', 'UPDATE_FAILED', 'stack-1') + event('shop', 'UPDATE_COMPLETE', 'stack-1') + event('B', 'X'),
        '<NextToken>3</NextToken>',
      ),
    ];
    const events = await reading(pages, (reader) => reader.eventsSinceStable());
    const time = Date.UTC(2026, 0, 1);
    expect(events).toEqual([
      { isStack: false, logicalResourceId: 'A', physicalResourceId: 'id-of-A', status: 'UPDATE_IN_PROGRESS', time },
      { isStack: true, logicalResourceId: 'shop', physicalResourceId: 'stack-1', status: 'UPDATE_FAILED', time },
    ]);
    expect(calls).toHaveLength(2);
  });

  test('are all of them where the stack was never stable', async () => {
    const events = await reading([page(event('A', 'CREATE_IN_PROGRESS'))], (reader) => reader.eventsSinceStable());
    expect(events).toHaveLength(1);
  });
});

test('the template is the processed one, parsed', async () => {
  const body = result('GetTemplate', '<TemplateBody>{"Resources":{}}</TemplateBody>');
  expect(await reading([body], (reader) => reader.template())).toEqual({ Resources: {} });
  expect(calls[0]?.get('TemplateStage')).toBe('Processed');
});

const passing: [string, Reply][] = [
  ['is throttled', failure('Throttling')],
  ['fails with 500', failure('InternalFailure', 500)],
  ['fails with 503', { status: 503 }],
  ['loses its connection', reset],
  ['is empty', ''],
  ['is cut', status('UPDATE_IN_PROGRESS').slice(0, 60)],
  ['is HTML', '<html><body>Service Unavailable</body>'],
  ['has no status', stack('')],
  ['has no stack', '<DescribeStacksResponse></DescribeStacksResponse>'],
];

describe('a call whose response', () => {
  test.each(passing)('%s is made again', async (_what, reply) => {
    const read = await reading([reply, reply, status('UPDATE_IN_PROGRESS')], (reader) => reader.stack());
    expect(read.status).toBe('UPDATE_IN_PROGRESS');
  });

  test.each<Request['type']>(['Create', 'Update', 'Delete'])('never comes is unreadable, for a %s', async (type) => {
    const limit = type === 'Delete' ? 30 : 5;
    const read = reading([failure('Throttling')], (reader) => reader.stack(), { type });
    await expect(read).rejects.toMatchObject({ name: 'Unreadable', isStale: false, isSilent: false });
    expect(seconds()).toBeGreaterThanOrEqual(limit);
    expect(seconds()).toBeLessThan(limit * 1.3 + 0.5);
  });

  test('does not pass is made once after an earlier call was given up', async () => {
    const read = reading([failure('Throttling')], (reader) => reader.stack(), { type: 'Delete', isOneAttempt: true });
    await expect(read).rejects.toBeInstanceOf(Unreadable);
    expect(calls).toHaveLength(1);
  });

  test.each<[string, Reply]>([
    ['denies access', failure('AccessDenied', 403)],
    ['has no route', refused],
  ])('%s is unreadable at once', async (_what, reply) => {
    await expect(reading([reply], (reader) => reader.stack(), { type: 'Delete' })).rejects.toBeInstanceOf(Unreadable);
    expect(calls).toHaveLength(1);
  });

  test('knows nothing of the stack is stale', async () => {
    const read = reading([failure('ValidationError')], (reader) => reader.stack());
    await expect(read).rejects.toMatchObject({ isStale: true });
    expect(calls).toHaveLength(1);
  });
});
