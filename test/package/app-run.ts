import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { run } from '../../release/run';

/** What the app of one language made. */
export interface AppRun {
  readonly language: string;
  readonly cdkVersion: string;
  readonly template: string;
  /** What the app prints about the wrong value that it tries. */
  readonly message: string;
}

export const root = path.join(__dirname, '..', '..');
/** Where `npm run package` puts what it makes. */
export const target = path.join(root, 'target');

/** Runs a program that synthesizes the stack Messaging, and then prints the error about a wrong value. */
export function runApp(program: string, args: readonly string[], cwd: string): Pick<AppRun, 'template' | 'message'> {
  const output = path.join(cwd, 'cdk.out');
  const message = run(program, args, { cwd, env: { CDK_OUTDIR: output } });
  return { message, template: readFileSync(path.join(output, 'Messaging.template.json'), 'utf8') };
}
