import { apiModel } from './api-model';
import { otherCommands } from './commands';
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
    // None builds on another: one may fail and the others still tell something.
    const run = { steps, processes, workspace, tools };
    await apiModel(run).catch(giveUp);
    // At once, since much of their time is waiting.
    await Promise.all([deployExample, otherCommands].map((part) => part(run).catch(giveUp)));
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
