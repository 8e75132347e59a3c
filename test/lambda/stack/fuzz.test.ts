import { expect, test } from '@jest/globals';
import { HttpResponse, type HttpHandler, type HttpRequest } from '@smithy/core/protocols';
import fc from 'fast-check';
import { createEvent, deleteEvent, type Event, inventedId, updateEvent } from '../harness/event';
import { fuzzRuns } from '../harness/fuzz-runs';
import { virtualHarness } from '../harness';

const NUMBER = `phone-${'0'.repeat(32)}`;

const anyText = fc.oneof(
  fc.string(),
  fc.constantFrom('CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_FAILED', 'UPDATE_ROLLBACK_IN_PROGRESS'),
  fc.constantFrom('DELETE_IN_PROGRESS', 'DELETE_COMPLETE', 'Association', 'AWS::SMSVOICE::Pool'),
  fc.constantFrom(`owned:${NUMBER}`, `adopted:${NUMBER}`, 'failed:request', '2026-01-01T00:00:00Z'),
);
const FIELDS = [
  ...['StackId', 'StackName', 'StackStatus', 'ResourceStatus', 'ResourceType', 'ResourceStatusReason'],
  ...['LogicalResourceId', 'PhysicalResourceId', 'LastUpdatedTimestamp', 'Timestamp', 'EventId'],
];
const anyItem = fc
  .record(Object.fromEntries(FIELDS.map((field) => [field, anyText])), { requiredKeys: [] })
  .map((fields) => Object.entries(fields).map(([field, text = '']) => element(field, escaped(text))));
const anyTemplate = fc.oneof(
  anyText,
  fc.json(),
  fc
    .record({ Type: fc.constant('AWS::SMSVOICE::Pool'), Properties: fc.jsonValue(), Condition: fc.jsonValue() })
    .map((pool) => JSON.stringify({ Resources: { Pool: pool } })),
);

/** What CloudFormation answers to every operation, with any values in it; or any bytes. */
const anyAnswer = fc.record({
  statusCode: fc.oneof(fc.constantFrom(200, 400, 503), fc.integer({ min: 200, max: 599 })),
  body: fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .tuple(fc.array(anyItem, { maxLength: 3 }), anyTemplate, fc.option(anyText, { nil: undefined }))
      .map(([items, template, nextToken]) => {
        const members = items.map((item) => element('member', item.join(''))).join('');
        const lists = ['Stacks', 'StackResourceSummaries', 'StackEvents'].map((list) => element(list, members));
        const next = nextToken === undefined ? '' : element('NextToken', escaped(nextToken));
        const detail = element('StackResourceDetail', items[0]?.join('') ?? '');
        return `${lists.join('')}${detail}${element('TemplateBody', escaped(template))}${next}`;
      }),
  ),
});

test('any bytes and status from CloudFormation lead to one response', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAnswer, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('Create', 'Update', 'Move', 'Delete', 'Adopted', 'Undo'),
      async (answers, type) => {
        const harness = virtualHarness({}, undefined, inTurn(answers));
        const here = harness.properties();
        const there = harness.properties(harness.next);
        const key = harness.number.id;
        const events: Readonly<Record<string, Event>> = {
          Create: createEvent(here),
          Update: updateEvent(`owned:${key}`, here, here),
          Move: updateEvent(`owned:${key}`, there, here),
          Delete: deleteEvent(`owned:${key}`, here),
          Adopted: updateEvent(`adopted:${key}`, there, { ...here, TakeOwnership: 'true' }),
          Undo: deleteEvent(inventedId(), here),
        };
        await harness.run(() => harness.deliver(events[type] ?? {}, harness.context(60_000)));
        expect(harness.inbox.bodies).toHaveLength(1);
        expect(Buffer.byteLength(harness.inbox.bodies[0] ?? '')).toBeLessThanOrEqual(4096);
      },
    ),
    { numRuns: fuzzRuns(60) },
  );
});

function inTurn(answers: readonly { readonly statusCode: number; readonly body: Uint8Array | string }[]): HttpHandler {
  let calls = 0;
  return {
    handle: (request: HttpRequest) => {
      const { statusCode = 500, body = '' } = answers[calls++ % answers.length] ?? {};
      const action = /Action=(\w+)/.exec(String(request.body))?.[1] ?? '';
      const content = typeof body === 'string' ? element(`${action}Response`, element(`${action}Result`, body)) : body;
      return Promise.resolve({ response: new HttpResponse({ statusCode, headers: {}, body: Buffer.from(content) }) });
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
