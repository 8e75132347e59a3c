import { expect, test } from '@jest/globals';
import { HttpResponse, type HttpHandler } from '@smithy/core/protocols';
import fc from 'fast-check';
import { createEvent, deleteEvent, type Event, inventedId, updateEvent } from '../harness/event';
import { fuzzRuns } from '../harness/fuzz-runs';
import { type Harness, virtualHarness } from '../harness';

const RESPONSE_URL = 'https://responses.example/bucket/response?X-Amz-Signature=5ec2e7';
const POOL = `pool-${'0'.repeat(32)}`;
const NUMBER = `phone-${'0'.repeat(32)}`;

const properties = { PoolId: POOL, OriginationIdentity: NUMBER, IsoCountryCode: 'US' };
const next = { ...properties, PoolId: `pool-${'1'.repeat(32)}` };

/** Any JSON, and often a valid value. */
const like = (...values: unknown[]) => fc.oneof(fc.constantFrom(...values), fc.jsonValue());

const anyEvent = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      RequestType: like('Create', 'Update', 'Delete'),
      ResponseURL: like(RESPONSE_URL),
      StackId: like('arn:aws:cloudformation:us-east-1:111122223333:stack/shop/1'),
      RequestId: like('request'),
      LogicalResourceId: like('Association'),
      PhysicalResourceId: like(NUMBER, `adopted:${NUMBER}`, inventedId('Association')),
      ResourceProperties: like(properties),
      OldResourceProperties: like(properties, next),
    },
    { requiredKeys: ['ResponseURL'] },
  ),
);

/** Little time, so that a service that never succeeds costs few attempts. */
const briefly = (harness: Harness) => harness.context(4_000);

function expectOneResponse(harness: Harness): void {
  expect(harness.inbox.bodies).toHaveLength(1);
  expect(Buffer.byteLength(harness.inbox.bodies[0] ?? '')).toBeLessThanOrEqual(4096);
}

test('any JSON as an event has one response, or ends with a log line if it has no URL to respond to', async () => {
  await fc.assert(
    fc.asyncProperty(anyEvent, async (event) => {
      const harness = virtualHarness();
      await harness.run(() => harness.deliverRaw(event, briefly(harness)));
      if (harness.inbox.attempts === 0) expect(harness.lines.join()).toContain('no response possible');
      else expectOneResponse(harness);
    }),
    { numRuns: fuzzRuns(300) },
  );
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.stringMatching(/^[A-Za-z0-9_:/-]{0,300}$/),
  fc
    .tuple(fc.constantFrom('phone-', 'pool-', 'rcs-', 'arn:aws:sms-voice:us-east-1:111122223333:'), fc.string())
    .map((parts) => parts.join('')),
  fc.constantFrom(POOL, NUMBER, 'SHOP', 'US', 'GB', 'true', ''),
);
const anyProperties = fc.record(
  {
    PoolId: anyText,
    OriginationIdentity: anyText,
    IsoCountryCode: anyText,
    AdoptExisting: anyText,
    ServiceTimeout: anyText,
  },
  { requiredKeys: [] },
);

/** What the API reference allows in a request. */
const REFERENCE = /^[A-Za-z0-9_:/-]{1,256}$/;

test('any text as a property has one response, and leads to no call that the API would refuse', async () => {
  await fc.assert(
    fc.asyncProperty(anyProperties, fc.constantFrom('Create', 'Update', 'Delete'), async (raw, type) => {
      const harness = virtualHarness();
      const events: Readonly<Record<string, Event>> = {
        Create: createEvent(properties, { raw }),
        Update: updateEvent(NUMBER, properties, properties, { raw }),
        Delete: deleteEvent(inventedId(), properties, { raw }),
      };
      await harness.run(() => harness.deliver(events[type] ?? {}, briefly(harness)));
      expectOneResponse(harness);
      for (const { input } of harness.calls('Associate')) {
        expect(input).toMatchObject({
          PoolId: expect.stringMatching(REFERENCE),
          OriginationIdentity: expect.stringMatching(REFERENCE),
          ClientToken: expect.stringMatching(/^[!-~]{1,64}$/),
        });
      }
    }),
    { numRuns: fuzzRuns(300) },
  );
});

const anyBody = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .oneof(
      fc.jsonValue(),
      fc.record({ PhoneNumbers: like([{ PoolId: POOL, Status: 'ACTIVE' }], [{}], [null], [{ PoolId: 5 }]) }),
      fc.record({
        __type: like('ConflictException', 'ThrottlingException'),
        Reason: like('LAST_PHONE_NUMBER'),
        Fields: fc.jsonValue(),
      }),
    )
    .map((value) => Buffer.from(JSON.stringify(value))),
);
const anyResponse = fc.record({
  statusCode: fc.oneof(fc.constantFrom(200, 400, 500), fc.integer({ min: 200, max: 599 })),
  body: anyBody,
});

test('any bytes and status from the service lead to one response', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyResponse, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('Create', 'Update', 'Move', 'Delete', 'Undo'),
      async (responses, type) => {
        let calls = 0;
        const wire: HttpHandler = {
          handle: () => {
            const { statusCode, body } = responses[calls++ % responses.length] ?? {
              statusCode: 500,
              body: new Uint8Array(),
            };
            return Promise.resolve({ response: new HttpResponse({ statusCode, headers: {}, body }) });
          },
          updateHttpClientConfig: () => undefined,
          httpHandlerConfigs: () => ({}),
        };
        const harness = virtualHarness({}, wire);
        const events: Readonly<Record<string, Event>> = {
          Create: createEvent(properties),
          Update: updateEvent(NUMBER, properties, properties),
          Move: updateEvent(NUMBER, next, properties),
          Delete: deleteEvent(NUMBER, properties),
          Undo: deleteEvent(inventedId(), properties),
        };
        await harness.run(() => harness.deliver(events[type] ?? {}, briefly(harness)));
        expectOneResponse(harness);
      },
    ),
    { numRuns: fuzzRuns(200) },
  );
});

test('any statuses from the response URL end with one accepted response', async () => {
  const refusal = fc.oneof(fc.constant(0), fc.integer({ min: 300, max: 599 }));
  await fc.assert(
    fc.asyncProperty(fc.array(refusal, { maxLength: 10 }), async (statuses) => {
      const harness = virtualHarness();
      harness.inbox.statuses.push(...statuses);
      await harness.run(() => harness.deliver(createEvent({})));
      expectOneResponse(harness);
      expect(harness.inbox.attempts).toBe(statuses.length + 1);
    }),
    { numRuns: fuzzRuns(100) },
  );
});
