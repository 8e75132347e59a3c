import { serve, SmsVoice } from '../sms-voice';
import { AwsCli } from './aws-cli';
import { checkTokens } from './calls';
import { CdkCli } from './cdk-cli';
import { contexts } from './contexts';
import { deploys } from './deploys';
import { driftDetection } from './drift-detection';
import { EmulatedAccount } from './emulated-account';
import { startEmulator } from './emulator';
import { failures } from './failures';
import { ownership } from './ownership';
import type { Run } from './run';

/** ministack takes an access key id of twelve digits for the account's id. */
const ACCOUNT_ID = '111122223333';
const REGION = 'us-east-1';

/** Starts the service and the emulator, and deploys the example app on them. */
export async function deployExample({ steps, processes, workspace, tools }: Run): Promise<void> {
  // AWS's own quota of one request a second, and numbers that take their time to become ACTIVE.
  const settings = { requestsPerSecond: 1, statusDelayMilliseconds: 500 };
  const service = new SmsVoice({ accountId: ACCOUNT_ID, region: REGION, settings });
  const served = await serve(service);
  try {
    const emulator = await steps.step('starts the emulator', () =>
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
    const cdk = new CdkCli(processes, env, workspace.path('cdk.out'));
    const aws = new AwsCli(processes, tools.aws, env, workspace.path('returned.json'));
    await steps.step('cdk bootstrap', () => cdk.bootstrap(ACCOUNT_ID, REGION));
    const account = new EmulatedAccount(cdk, aws, service, served.endpoint);
    await deploys(steps, account);
    await failures(steps, account);
    await ownership(steps, account);
    await driftDetection(steps, account);
    await steps.step('cdk destroy takes out what the stack put in, and what it owns since', () => destroys(account));
    await steps.step('every client token stood for one request, in all deployments', () => {
      checkTokens(service.calls);
    });
  } finally {
    await served.close();
  }
}

async function destroys(account: EmulatedAccount): Promise<void> {
  await account.cdk.destroy(contexts(account).deferring);
  await account.checkPools({ support: [], marketing: [] });
  await account.checkStackIsGone();
}
