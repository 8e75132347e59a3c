import {
  CloudFormationServiceException,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { custom, scripted, succeed, topic, type Rig } from '../scripted';
import { Reader } from './reader';
import type { Outage } from './settings';

let rig: Rig;
let reader: Reader;

beforeEach(async () => {
  rig = scripted(succeed);
  reader = await Reader.open(rig.cloudFormation);
  await rig.deploy({ A: custom({ Id: '<a> & "b"' }), B: topic() });
});

afterEach(async () => {
  await reader.close();
});

const describeStack = new DescribeStacksCommand({ StackName: 'Stack' });
const listResources = new ListStackResourcesCommand({ StackName: 'Stack' });

/** The error of a call as the SDK client throws it. */
async function errorOf(call: Promise<unknown>): Promise<object> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CloudFormationServiceException)) return { error: String(error) };
  return { status: error.$metadata.httpStatusCode, name: error.name, message: error.message };
}

describe('reading a stack over HTTP', () => {
  test('gives the stack with its id, name and times', async () => {
    const created = rig.clock.now();
    await rig.clock.run(() => rig.clock.sleep(60_500));
    await rig.deploy({ A: custom({ Id: 'a2' }) });
    const { Stacks } = await reader.client.send(describeStack);
    expect(Stacks).toMatchObject([
      {
        StackId: rig.cloudFormation.stack('Stack')?.id,
        StackName: 'Stack',
        StackStatus: 'UPDATE_COMPLETE',
        CreationTime: new Date(created),
        LastUpdatedTime: new Date(created + 60_500),
      },
    ]);
  });

  test('gives no time of an update before the first one', async () => {
    const { Stacks } = await reader.client.send(describeStack);
    expect(Stacks?.[0]).not.toHaveProperty('LastUpdatedTime');
  });

  test('gives each resource with its ids, type and time', async () => {
    const { StackResourceSummaries } = await reader.client.send(listResources);
    expect(StackResourceSummaries?.[0]).toMatchObject({
      LogicalResourceId: 'A',
      PhysicalResourceId: '<a> & "b"',
      ResourceType: 'Custom::Thing',
      ResourceStatus: 'CREATE_COMPLETE',
      LastUpdatedTimestamp: new Date(rig.clock.now()),
    });
  });

  test.each([
    [1, [['A'], ['B'], ['Function'], ['Role']]],
    [3, [['A', 'B', 'Function'], ['Role']]],
    [4, [['A', 'B', 'Function', 'Role']]],
  ])('gives pages of %d', async (pageSize, expected) => {
    rig.cloudFormation.api.settings.pageSize = pageSize;
    const pages: unknown[] = [];
    for await (const { StackResourceSummaries = [] } of paginateListStackResources(
      { client: reader.client },
      { StackName: 'Stack' },
    )) {
      pages.push(StackResourceSummaries.map(({ LogicalResourceId }) => LogicalResourceId));
    }
    expect(pages).toEqual(expected);
  });

  test('gives a hundred resources in a page by default', async () => {
    const topics = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`T${index}`, topic()]));
    await rig.deploy(topics);
    const { StackResourceSummaries, NextToken } = await reader.client.send(listResources);
    expect(StackResourceSummaries).toHaveLength(100);
    expect(NextToken).toBeDefined();
  });

  test('refuses a token that it never gave', async () => {
    const command = new ListStackResourcesCommand({ StackName: 'Stack', NextToken: 'guess' });
    expect(await errorOf(reader.client.send(command))).toMatchObject({ status: 400, name: 'ValidationError' });
  });

  test('finds a deleted stack by its id alone', async () => {
    const StackName = rig.cloudFormation.stack('Stack')?.id;
    await rig.destroy();
    const { Stacks } = await reader.client.send(new DescribeStacksCommand({ StackName }));
    expect(Stacks).toMatchObject([{ StackStatus: 'DELETE_COMPLETE' }]);
    expect(await errorOf(reader.client.send(describeStack))).toEqual({
      status: 400,
      name: 'ValidationError',
      message: 'Stack with id Stack does not exist',
    });
  });

  test('records each call and its outcome', async () => {
    await reader.client.send(describeStack);
    await errorOf(reader.client.send(new ListStackResourcesCommand({ StackName: 'Other' })));
    expect(rig.cloudFormation.api.calls).toMatchObject([
      { action: 'DescribeStacks', stackName: 'Stack', accessKeyId: 'AKIDEXAMPLE', outcome: 'success' },
      { action: 'ListStackResources', stackName: 'Other', outcome: 'ValidationError' },
    ]);
  });
});

describe('the failures of the API over HTTP', () => {
  test.each<[Outage, object]>([
    ['internal', { status: 500, name: 'InternalFailure' }],
    ['unavailable', { status: 503, name: 'ServiceUnavailable' }],
    ['refused', { error: expect.stringContaining('ECONNRESET') }],
    ['dropped', { error: expect.stringContaining('ECONNRESET') }],
  ])('can fail as a whole: %s', async (outage, expected) => {
    rig.cloudFormation.api.settings.outage = outage;
    expect(await errorOf(reader.client.send(describeStack))).toMatchObject(expected);
  });

  test('never responds while it hangs', async () => {
    rig.cloudFormation.api.settings.outage = 'hanging';
    const gone = new AbortController();
    const call = errorOf(reader.client.send(describeStack, { abortSignal: gone.signal }));
    while (rig.cloudFormation.api.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    gone.abort();
    expect(await call).toEqual({ error: 'AbortError: Request aborted' });
  });

  test('denies access', async () => {
    rig.cloudFormation.api.settings.denied = true;
    expect(await errorOf(reader.client.send(describeStack))).toEqual({
      status: 403,
      name: 'AccessDenied',
      message: expect.stringContaining(
        'is not authorized to perform: cloudformation:DescribeStacks on resource: arn:aws:',
      ),
    });
  });

  test('asks for authorization on the id of the stack', async () => {
    const asked: unknown[] = [];
    rig.cloudFormation.api.authorize = (request) => asked.push(request) === 1;
    await reader.client.send(listResources);
    expect(await errorOf(reader.client.send(listResources))).toMatchObject({ status: 403, name: 'AccessDenied' });
    expect(asked[0]).toEqual({
      accessKeyId: 'AKIDEXAMPLE',
      action: 'cloudformation:ListStackResources',
      resources: [rig.cloudFormation.stack('Stack')?.id],
    });
  });

  test('throttles each action on its own', async () => {
    rig.cloudFormation.api.settings.requestsPerSecond = 2;
    await reader.client.send(describeStack);
    await reader.client.send(describeStack);
    const throttled = { status: 400, name: 'Throttling', message: 'Rate exceeded' };
    expect(await errorOf(reader.client.send(describeStack))).toEqual(throttled);
    await reader.client.send(listResources);
    await rig.clock.run(() => rig.clock.sleep(1000));
    await reader.client.send(describeStack);
  });

  test('has the faults that a test gives single calls', async () => {
    rig.cloudFormation.api.fault = ({ action }) => (action === 'ListStackResources' ? 'throttled' : undefined);
    await reader.client.send(describeStack);
    expect(await errorOf(reader.client.send(listResources))).toMatchObject({ name: 'Throttling' });
  });
});
