import { expect, test } from '@jest/globals';
import type { HttpHandler } from '@smithy/core/protocols';
import { requestHandler, SmsVoice } from '../sms-voice';
import { ACCOUNT, createEvent, type Event } from './event';
import { virtualRig } from './rig';

const event = (properties = {}): Event => ({
  ...createEvent(properties),
  ResponseURL: 'https://responses.example/response',
});

test('a caller that is not Lambda need not give a context', async () => {
  const rig = await virtualRig();
  const pool = rig.service.createPool();
  const number = rig.service.requestPhoneNumber();
  const properties = { PoolId: pool.id, OriginationIdentity: number.id, IsoCountryCode: 'US' };
  await rig.run(() => rig.deliverRaw(event(properties)));
  expect(rig.inbox.bodies).toEqual([expect.stringContaining('"SUCCESS"')]);
});

test("an event's client is destroyed at its end, whatever became of it", async () => {
  let destroyed = 0;
  const wire: HttpHandler = {
    ...requestHandler(new SmsVoice({ accountId: ACCOUNT })),
    destroy: () => {
      destroyed += 1;
    },
  };
  const rig = await virtualRig({}, wire);
  await rig.run(() => rig.deliverRaw(event()));
  expect(rig.inbox.bodies).toEqual([expect.stringContaining('"FAILED"')]);
  expect(destroyed).toBe(1);
});
