import type { Run } from '../run';
import { withAccount } from '../with-account';
import { importsAndRefactors } from './import-and-refactor';
import { deploysStage } from './pipeline';
import { orphansInRollback } from './rollback-orphan';
import { deploysInstances } from './stack-set';

/** What commands and services that are about stacks in general do with an association. */
export async function otherCommands(run: Run): Promise<void> {
  const { steps } = run;
  await withAccount(run, 'commands', async (account) => {
    await steps.step('cdk rollback --orphan leaves the number where somebody moved it; a revision puts it back', () =>
      orphansInRollback(account),
    );
    await steps.step('cdk import skips an association, and cdk refactor fails; neither changes a pool', () =>
      importsAndRefactors(account),
    );
    await steps.step("the assembly of a pipeline's stage deploys as the pipeline does it", () => deploysStage(account));
    await steps.step('each instance of a stack set has its own number in its own pool', () =>
      deploysInstances(run, account),
    );
  });
}
