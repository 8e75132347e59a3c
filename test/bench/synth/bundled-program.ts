import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { isObject } from '../../cloudformation/template';

const ROOT = path.join(__dirname, '..', '..', '..');
const TIMEOUT = 60_000;

/** One app: how many associations it declares, and in how many pools. */
interface SynthApp {
  readonly associations: number;
  readonly pools: number;
}

/** The cost of one process that synthesizes an app. */
export interface Sample {
  /** From the app's creation to the end of its synthesis. */
  readonly synthesis: number;
  /** Of the process, from its start to its end. */
  readonly process: number;
  /** The peak of the process's memory. */
  readonly megabytes: number;
}

/**
 * The program as JavaScript, with aws-cdk-lib beside it, as in a user's project. So no process spends time on TypeScript.
 */
export class BundledProgram {
  public static async inTemporaryFolder(): Promise<BundledProgram> {
    return new BundledProgram(await mkdtemp(path.join(tmpdir(), 'synth-')));
  }

  private constructor(private readonly folder: string) {}

  public async build(): Promise<void> {
    await build({
      entryPoints: [path.join(__dirname, 'program.ts')],
      absWorkingDir: ROOT,
      outfile: path.join(this.folder, 'dist', 'program.js'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      external: ['aws-cdk-lib', 'constructs'],
      logLevel: 'warning',
    });
    // The library finds its function beside its own folder, as in the package, which it knows by its manifest.
    for (const name of ['node_modules', 'lambda', 'package.json'])
      await symlink(path.join(ROOT, name), path.join(this.folder, name));
  }

  /** Synthesizes in a fresh process. */
  public async run(app: SynthApp): Promise<Sample> {
    const program = path.join(this.folder, 'dist', 'program.js');
    const sizes = [app.associations, app.pools].map(String);
    const start = performance.now();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, ...sizes, this.assembly(app.associations)],
      { cwd: this.folder, timeout: TIMEOUT },
    );
    return sampleOf(stdout, performance.now() - start);
  }

  /** The template of the last run with so many associations. */
  public template(associations: number): string {
    return path.join(this.assembly(associations), 'Messaging.template.json');
  }

  public async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  private assembly(associations: number): string {
    return path.join(this.folder, `assembly-${associations}`);
  }
}

function sampleOf(stdout: string, milliseconds: number): Sample {
  const printed: unknown = JSON.parse(stdout);
  if (!isObject(printed) || typeof printed.milliseconds !== 'number' || typeof printed.kilobytes !== 'number') {
    throw new Error(`the program printed '${stdout}'; expected its milliseconds and kilobytes; see program.ts`);
  }
  return { synthesis: printed.milliseconds, process: milliseconds, megabytes: printed.kilobytes / 1024 };
}
