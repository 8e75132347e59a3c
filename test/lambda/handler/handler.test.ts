import { expect, test } from '@jest/globals';
import type { HttpHandler } from '@smithy/core/protocols';
import { requestHandler, SmsVoice } from '../../sms-voice';
import { ACCOUNT, createEvent } from '../harness/event';
import { virtualHarness } from '../harness';

test("an event's client is destroyed at its end, whatever its outcome", async () => {
  let destroyed = 0;
  const wire: HttpHandler = {
    ...requestHandler(new SmsVoice({ accountId: ACCOUNT })),
    destroy: () => {
      destroyed += 1;
    },
  };
  const harness = virtualHarness({}, wire);
  expect(await harness.create({})).toMatchObject({ Status: 'FAILED' });
  expect(destroyed).toBe(1);
});

test('an error in the client fails the request at once, with its words', async () => {
  const wire: HttpHandler = {
    ...requestHandler(new SmsVoice()),
    handle: () => Promise.reject(new TypeError('x is null')),
  };
  const harness = virtualHarness({}, wire);
  const PoolId = `pool-${'0'.repeat(32)}`;
  const event = createEvent({ PoolId, OriginationIdentity: `phone-${'0'.repeat(32)}`, IsoCountryCode: 'US' });
  const response = await harness.send(event);
  expect(response).toMatchObject({ Status: 'FAILED', PhysicalResourceId: `failed:${String(event.RequestId)}` });
  expect(response.Reason).toContain('TypeError: x is null');
});
