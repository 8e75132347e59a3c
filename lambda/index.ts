import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { createHandler } from './handler';
import { httpPut } from './http-put';
import { writeLog } from './log';

export const handler = createHandler({
  clock: {
    now: () => Date.now(),
    sleep: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
    alarm: (milliseconds, ring) => {
      const timer = setTimeout(ring, milliseconds);
      return () => {
        clearTimeout(timer);
      };
    },
  },
  // One attempt each: the handler repeats calls itself, since what a conflict means takes a read to know.
  client: () => new PinpointSMSVoiceV2Client({ maxAttempts: 1 }),
  put: httpPut,
  log: writeLog,
});
