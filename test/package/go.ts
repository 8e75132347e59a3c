import { cpSync } from 'node:fs';
import * as path from 'node:path';
import { run } from '../../release/run';
import { type AppRun, runApp, target } from './app-run';

const MODULE = 'github.com/cdk-sms-pool-association/cdk-sms-pool-association-go/cdksmspoolassociation';
const CDK = 'github.com/aws/aws-cdk-go/awscdk/v2';

/** The Go module from its folder, with the newest aws-cdk-go that the module proxy serves. */
export function runGo(folder: string): AppRun {
  const app = path.join(folder, 'go');
  cpSync(path.join(__dirname, 'go'), app, { recursive: true });
  const go = (...args: string[]) => run('go', args, { cwd: app });
  go('mod', 'init', 'example.com/messaging');
  const cdkVersion = go('list', '-m', '-versions', CDK).trim().split(' ').at(-1) ?? '';
  // Both are replaced: the module has no tag yet, and a proxy need not have the oldest version that the module accepts.
  go(
    'mod',
    'edit',
    `-require=${MODULE}@v0.0.0`,
    `-replace=${MODULE}=${path.join(target, 'go', 'cdksmspoolassociation')}`,
  );
  go('mod', 'edit', `-replace=${CDK}=${CDK}@${cdkVersion}`);
  go('mod', 'tidy');
  go('build', '-o', 'messaging', '.');
  return { language: 'Go', cdkVersion: cdkVersion.slice(1), ...runApp(path.join(app, 'messaging'), [], app) };
}
