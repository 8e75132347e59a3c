import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A port that refuses connections, so that no function reaches AWS. */
const REFUSED = 'http://127.0.0.1:9';

/** The environment that Lambda gives a function, as far as the SDK or a handler reads it, with both services on loopback. */
export function lambdaEnvironment(smsVoice: string, cloudFormation = REFUSED): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: smsVoice,
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_SESSION_TOKEN: 'not-a-token',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
    AWS_LAMBDA_FUNCTION_NAME: 'association',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // Lambda has no home directory either. So no AWS configuration of this machine is read.
    HOME: join(tmpdir(), 'no-home'),
  };
}
