import { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { requestHandler } from './request-handler';
import type { SmsVoice } from './sms-voice';

/** The SDK client, connected to the service without a socket. It does not retry, so one command is one call. */
export function clientOf(service: SmsVoice, accessKeyId = 'AKIDEXAMPLE'): PinpointSMSVoiceV2 {
  return new PinpointSMSVoiceV2({
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: requestHandler(service),
  });
}
