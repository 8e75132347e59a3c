import { join } from 'node:path';
import { serve, SmsVoice } from '../sms-voice';
import { AwsCli } from './aws-cli';
import { CdkCli } from './cdk-cli';
import { EmulatedAccount } from './emulated-account';
import { startEmulator } from './emulator';
import type { Run } from './run';

/** ministack takes an access key id of twelve digits for the account's id. */
const ACCOUNT_ID = '111122223333';
const REGION = 'us-east-1';

/**
 * Does the work in an account of its own: an emulator, bootstrapped, with the SMS service beside it.
 *
 * `name` is that of its files.
 */
export async function withAccount(
  { steps, processes, workspace, tools }: Run,
  name: string,
  work: (account: EmulatedAccount) => Promise<void>,
): Promise<void> {
  // AWS's own quota of one request a second, and numbers that take their time to become ACTIVE.
  const settings = { requestsPerSecond: 1, statusDelayMilliseconds: 500 };
  const service = new SmsVoice({ accountId: ACCOUNT_ID, region: REGION, settings });
  const served = await serve(service);
  try {
    const emulator = await steps.step(`starts the emulator for ${name}`, () =>
      startEmulator(processes, tools.ministack, workspace.environment()),
    );
    const env = workspace.environment({
      AWS_ACCESS_KEY_ID: ACCOUNT_ID,
      AWS_SECRET_ACCESS_KEY: 'anything',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: emulator,
      // The CDK CLI takes this one for assets.
      AWS_ENDPOINT_URL_S3: emulator,
      AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: served.endpoint,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      // Events as lines, where a terminal would get a progress bar.
      CI: 'true',
    });
    const cdk = new CdkCli(processes, env, workspace.path(join(name, 'cdk.out')));
    const aws = new AwsCli(processes, tools.aws, env, workspace.path(join(name, 'returned.json')));
    await steps.step(`cdk bootstrap for ${name}`, () => cdk.bootstrap(ACCOUNT_ID, REGION));
    await work(new EmulatedAccount(cdk, aws, service, served.endpoint));
  } finally {
    await served.close();
  }
}
