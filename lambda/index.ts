import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { version } from '../package.json';
import { httpPut } from './cloudformation/http-put';
import { createHandler } from './handler';
import { systemClock } from './util/clock';
import { writeLog } from './util/log';

const client = {
  credentials: fromEnv(),
  // The handler retries by itself, since what a conflict means takes a read to know.
  maxAttempts: 1,
  // In CloudTrail, the user agent tells whose call it was.
  customUserAgent: [['cdk-sms-pool-association', version]] satisfies [string, string][],
};

export const handler = createHandler({
  clock: systemClock,
  smsVoice: () => new PinpointSMSVoiceV2Client(client),
  cloudFormation: () => new CloudFormationClient(client),
  put: httpPut,
  // An emulator of AWS responds on this machine, without TLS. CloudFormation never does.
  responseProtocols: () =>
    Object.keys(process.env).some((name) => name.startsWith('AWS_ENDPOINT_URL')) ? ['https:', 'http:'] : ['https:'],
  log: writeLog,
  // Not by the console, which the JSON log format wraps.
  writeLine: (line) => process.stdout.write(`${line}\n`),
});
