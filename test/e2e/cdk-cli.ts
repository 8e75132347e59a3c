import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Processes } from './processes';

const ROOT = join(__dirname, '..', '..');

/** Runs a command at a terminal of its own, and ends with its exit code. */
const AT_TERMINAL = [
  'python3',
  '-c',
  'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))',
] as const;

/** The context of an app, as `-c` takes it. */
export type Context = Readonly<Record<string, string>>;

/** The CDK CLI as npm installs it, run as its user runs it in a clone. */
export class CdkCli {
  constructor(
    private readonly processes: Processes,
    private readonly env: Readonly<Record<string, string>>,
    /** Where the synthesized app goes, so that the clone stays as it is. */
    readonly assembly: string,
    /** The command that runs the app; undefined: the one that `cdk.json` names. */
    private readonly app?: string,
  ) {}

  /** The CLI over another app, which that command runs. */
  of(app: string): CdkCli {
    return new CdkCli(this.processes, this.env, this.assembly, app);
  }

  /** Each resolves with what the user reads. */
  bootstrap(accountId: string, region: string): Promise<string> {
    return this.run(['bootstrap', `aws://${accountId}/${region}`], {}, 0);
  }

  deploy(context: Context, ...flags: readonly string[]): Promise<string> {
    return this.run(['deploy', '--require-approval', 'never', ...flags], context, 0);
  }

  /** A deployment that has to fail. */
  failToDeploy(context: Context, ...flags: readonly string[]): Promise<string> {
    return this.run(['deploy', '--require-approval', 'never', ...flags], context, 1);
  }

  rollback(context: Context, ...flags: readonly string[]): Promise<string> {
    return this.run(['rollback', ...flags], context, 0);
  }

  failToRollBack(context: Context): Promise<string> {
    return this.run(['rollback'], context, 1);
  }

  /** It has to find a failure. */
  diagnose(context: Context): Promise<string> {
    return this.run(['diagnose', '--unstable=diagnose'], context, 1);
  }

  drift(context: Context): Promise<string> {
    return this.run(['drift'], context, 0);
  }

  orphan(context: Context, path: string): Promise<string> {
    return this.run(['orphan', path, '--unstable=orphan', '--yes'], context, 0);
  }

  /** As at a terminal: without one, the command asks for a file that maps resources to what exists. */
  importAtTerminal(context: Context, stack: string): Promise<string> {
    return this.run(['import', stack], context, 0, AT_TERMINAL);
  }

  /** Ends with exit code 0, also when CloudFormation refuses. */
  refactor(context: Context): Promise<string> {
    return this.run(['refactor', '--unstable=refactor', '--force'], context, 0);
  }

  synth(context: Context): Promise<string> {
    return this.run(['synth', '--quiet'], context, 0);
  }

  destroy(context: Context, ...flags: readonly string[]): Promise<string> {
    return this.run(['destroy', '--force', ...flags], context, 0);
  }

  private async run(
    args: readonly string[],
    context: Context,
    expectedCode: number,
    launcher: readonly string[] = [],
  ): Promise<string> {
    const values = Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
    const app = this.app === undefined ? [] : ['--app', this.app];
    const all = [...args, ...app, ...values, '--output', this.assembly, '--no-notices', '--no-color'];
    const cdk = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
    const [program, ...rest] = [...launcher, process.execPath, cdk, ...all];
    const { code, output } = await this.processes.run(program ?? '', rest, { env: this.env, cwd: ROOT });
    assert.equal(code, expectedCode, `cdk ${all.join(' ')} ended with ${code}, expected ${expectedCode}:\n${output}`);
    return output;
  }
}
