import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from '@jest/globals';
import { HttpResponse, type HttpHandler } from '@smithy/core/protocols';
import { parseRequest, parseResponseTarget } from '../../../lambda/cloudformation/event';
import { readStack } from '../../../lambda/register/stack';
import { createEvent, deleteEvent, type Event } from '../harness/event';

const stack = (members: string) =>
  `<DescribeStacksResponse><DescribeStacksResult><Stacks>${members}</Stacks></DescribeStacksResult></DescribeStacksResponse>`;
const page = (members: string) =>
  `<ListStackResourcesResponse><ListStackResourcesResult>${members}</ListStackResourcesResult></ListStackResourcesResponse>`;
const status = (text: string) => stack(`<member><StackStatus>${text}</StackStatus></member>`);
const create = createEvent({});

/** Reads the stack of an event from these responses, one after the other. */
async function read(event: Event, ...bodies: string[]) {
  let calls = 0;
  const requestHandler: HttpHandler = {
    handle: () => {
      const body = Buffer.from(bodies[calls++] ?? '');
      return Promise.resolve({ response: new HttpResponse({ statusCode: 200, headers: {}, body }) });
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
  const client = new CloudFormationClient({ region: 'us-east-1', credentials, maxAttempts: 1, requestHandler });
  const target = parseResponseTarget({ ...event, ResponseURL: 'https://responses.example/1' });
  if (target === undefined) throw new Error('expected a URL to respond to');
  const shown = await readStack(client, parseRequest({ ...event }, target, 0), new AbortController().signal);
  return { ...shown, calls };
}

describe('the stack', () => {
  test('has its status and the resources of all pages', async () => {
    const row = (id: string) =>
      `<StackResourceSummaries><member><LogicalResourceId>${id}</LogicalResourceId><PhysicalResourceId>phone-1` +
      '</PhysicalResourceId><ResourceType>Custom::X</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus>' +
      '<LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp></member></StackResourceSummaries>';
    const shown = await read(
      create,
      status('UPDATE_IN_PROGRESS'),
      page(`${row('A')}<NextToken>2</NextToken>`),
      page(row('B')),
    );
    const common = {
      physicalResourceId: 'phone-1',
      resourceType: 'Custom::X',
      status: 'CREATE_COMPLETE',
      updated: Date.UTC(2026, 0, 1),
    };
    expect(shown).toEqual({
      status: 'UPDATE_IN_PROGRESS',
      resources: [
        { logicalResourceId: 'A', ...common },
        { logicalResourceId: 'B', ...common },
      ],
      calls: 3,
    });
  });

  test('has empty texts for members that a row lacks, and ends at a page without rows', async () => {
    const empty = page('<StackResourceSummaries><member></member></StackResourceSummaries><NextToken>2</NextToken>');
    const shown = await read(create, status('UPDATE_IN_PROGRESS'), empty, page(''));
    expect(shown.resources).toEqual([
      { logicalResourceId: '', physicalResourceId: '', resourceType: '', status: '', updated: 0 },
    ]);
  });

  test('is read without its resources for a Delete while it is deleted as a whole', async () => {
    const shown = await read(deleteEvent('phone-1', {}), status('DELETE_IN_PROGRESS'));
    expect(shown).toEqual({ status: 'DELETE_IN_PROGRESS', resources: [], calls: 1 });
  });

  test.each([stack(''), stack('<member></member>'), '<DescribeStacksResponse></DescribeStacksResponse>'])(
    'without a status is an error: %s',
    async (body) => {
      await expect(read(create, body)).rejects.toThrow('DescribeStacks answered no stack');
    },
  );
});
