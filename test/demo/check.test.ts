import { beforeEach, describe, expect, test } from '@jest/globals';
import { SmsVoice } from '../sms-voice';
import { clientOf } from '../sms-voice/client';
import { problemsWith } from './check';
import { createScene, type Declaration, type Scene } from './scene';

let service: SmsVoice;
let scene: Scene;
let declared: Declaration;

beforeEach(() => {
  service = new SmsVoice({ settings: { statusDelayMilliseconds: 60_000, lastPhoneNumber: false } });
  scene = createScene(service);
  declared = { name: 'PhoneNumber', pool: scene.support, identity: scene.desk };
});

describe('the comparison of the pools with what is declared', () => {
  test('finds nothing when each pool holds what is declared beside what was there', () => {
    service.associate(scene.support, scene.desk);
    expect(problemsWith(scene, [declared])).toEqual([]);
  });

  test('names what is missing, and what is where nobody declares it', () => {
    service.associate(scene.marketing, scene.desk);
    expect(problemsWith(scene, [declared])).toEqual([
      `pool Support (${scene.support.id}) lacks the desk number (${scene.desk.id}), which the stack declares`,
      `pool Marketing (${scene.marketing.id}) holds the desk number (${scene.desk.id}), which nobody declares`,
    ]);
  });

  test('does not content itself with a phone number that is on its way', async () => {
    await clientOf(service).associateOriginationIdentity({
      PoolId: scene.support.id,
      OriginationIdentity: scene.desk.id,
      IsoCountryCode: 'US',
    });
    expect(problemsWith(scene, [declared])).toEqual([
      `the desk number (${scene.desk.id}) is ASSOCIATING; expected ACTIVE`,
    ]);
  });

  test("notices that somebody else's number was missing for a moment", async () => {
    await clientOf(service, 'AKIDFUNCTION').disassociateOriginationIdentity({
      PoolId: scene.support.id,
      OriginationIdentity: scene.hotline.id,
      IsoCountryCode: 'US',
    });
    service.associate(scene.support, scene.hotline);
    expect(problemsWith(scene, [])).toEqual([
      "the hotline number, which is somebody else's, was taken out by AKIDFUNCTION, if only for a moment",
    ]);
  });
});
