import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { createHandler } from './handler';
import { httpPut } from './http-put';
import { writeLog } from './log';
import { systemClock } from './system-clock';

export const handler = createHandler({
  clock: systemClock,
  // One attempt each: the handler repeats calls itself, since what a conflict means takes a read to know.
  client: () => new PinpointSMSVoiceV2Client({ maxAttempts: 1 }),
  put: httpPut,
  log: writeLog,
});
