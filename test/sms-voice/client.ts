import { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { requestHandler } from './request-handler';
import type { SmsVoice } from './sms-voice';

/** The real SDK client on the service without a socket. Its own retries are off, so that one command is one call. */
export function clientOf(service: SmsVoice, accessKeyId = 'AKIDEXAMPLE'): PinpointSMSVoiceV2 {
  return new PinpointSMSVoiceV2({
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: requestHandler(service),
  });
}
