import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Processes } from './processes';

const ROOT = join(__dirname, '..', '..');

/** The context of an app, as `-c` takes it. */
export type Context = Readonly<Record<string, string>>;

/** The CDK CLI as npm installs it, run as its user runs it in a clone. */
export class CdkCli {
  constructor(
    private readonly processes: Processes,
    private readonly env: Readonly<Record<string, string>>,
    /** Where the synthesized app goes, so that the clone stays as it is. */
    private readonly assembly: string,
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

  rollback(context: Context): Promise<string> {
    return this.run(['rollback', '--force'], context, 0);
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

  destroy(context: Context): Promise<string> {
    return this.run(['destroy', '--force'], context, 0);
  }

  private async run(args: readonly string[], context: Context, expectedCode: number): Promise<string> {
    const values = Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
    const app = this.app === undefined ? [] : ['--app', this.app];
    const all = [...args, ...app, ...values, '--output', this.assembly, '--no-notices', '--no-color'];
    const cdk = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
    const { code, output } = await this.processes.run(process.execPath, [cdk, ...all], { env: this.env, cwd: ROOT });
    assert.equal(code, expectedCode, `cdk ${all.join(' ')} ended with ${code}, expected ${expectedCode}:\n${output}`);
    return output;
  }
}
