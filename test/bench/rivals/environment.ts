import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What Lambda tells a function, as far as the SDK or a handler reads it, with the service on loopback. */
export function lambdaEnvironment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_SESSION_TOKEN: 'not-a-token',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
    AWS_LAMBDA_FUNCTION_NAME: 'association',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // No home directory as in Lambda, so that no AWS configuration of the machine gets in.
    HOME: join(tmpdir(), 'no-home'),
  };
}
