import { checkTokens } from './calls';
import { contexts } from './contexts';
import { deploys } from './deploys';
import { driftDetection } from './drift-detection';
import type { EmulatedAccount } from './emulated-account';
import { failures } from './failures';
import { ownership } from './ownership';
import type { Run } from './run';
import { withAccount } from './with-account';

/** Deploys the example app again and again, in an account of its own. */
export async function deployExample(run: Run): Promise<void> {
  const { steps } = run;
  await withAccount(run, 'example', async (account) => {
    await deploys(steps, account);
    await failures(steps, account);
    await ownership(steps, account);
    await driftDetection(steps, account);
    await steps.step('cdk destroy takes out what the stack put in, and what it owns since', () => destroys(account));
    await steps.step('every client token stood for one request, in all deployments', () => {
      checkTokens(account.service.calls);
    });
  });
}

async function destroys(account: EmulatedAccount): Promise<void> {
  await account.cdk.destroy(contexts(account).deferring);
  await account.checkPools({ support: [], marketing: [] });
  await account.checkStackIsGone();
}
