import { apiModel } from './api-model';
import { deployExample } from './deployment';
import { Processes } from './processes';
import { installPythonTools } from './python-tools';
import { Steps } from './steps';
import { Workspace } from './workspace';

/**
 * Deploys the example app for real: the CDK CLI and the AWS CLI as they are installed, an emulator of AWS, and the SMS
 * service in memory, all on loopback. Needs Python 3 and PyPI; leaves no process and no file but the cached programs.
 */
async function main(): Promise<number> {
  const processes = new Processes();
  const workspace = new Workspace();
  const end = async () => {
    await processes.stopAll();
    workspace.remove();
  };
  endOnSignals(end);
  const steps = new Steps((line) => {
    console.log(line);
  });
  const giveUp = (error: unknown) => {
    steps.giveUp(error);
  };
  try {
    const tools = await steps.step('installs the emulator and the AWS CLI', () => installPythonTools(processes));
    // Neither builds on the other: one may fail and the other still tell something.
    await apiModel({ steps, processes, workspace, tools }).catch(giveUp);
    await deployExample({ steps, processes, workspace, tools }).catch(giveUp);
  } catch (error) {
    giveUp(error);
  } finally {
    await end();
  }
  console.log(steps.summary);
  return steps.allPassed ? 0 : 1;
}

function endOnSignals(end: () => Promise<void>): void {
  const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void end().finally(() => process.exit(exitCodes[signal]));
    });
  }
}

void main().then((code) => {
  process.exitCode = code;
});
