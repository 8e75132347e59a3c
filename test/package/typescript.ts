import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { installFloor } from '../../release/floor';
import { npm, run } from '../../release/run';
import { npmTarball } from './contents';
import { type AppRun, root, runApp } from './app-run';

const PACKAGE = 'cdk-sms-pool-association';

/** With the newest peers that the library is tested with. */
export function runTypeScript(folder: string, packageFolder: string): AppRun {
  const modules = path.join(folder, 'newest', 'node_modules');
  mkdirSync(modules, { recursive: true });
  cpSync(packageFolder, path.join(modules, PACKAGE), { recursive: true });
  for (const peer of ['aws-cdk-lib', 'constructs']) {
    symlinkSync(path.join(root, 'node_modules', peer), path.join(modules, peer));
  }
  const app = path.dirname(modules);
  const result = runWith('TypeScript', app);
  expectSameBundled(app, result.template);
  return result;
}

/** As docs/operations.md says for apps that are bundled into one file. */
function expectSameBundled(folder: string, expected: string): void {
  buildSync({
    entryPoints: [path.join(folder, 'app.js')],
    outfile: path.join(folder, 'bundled', 'app.js'),
    bundle: true,
    platform: 'node',
    external: [PACKAGE, 'aws-cdk-lib', 'constructs'],
  });
  const { template } = runApp(process.execPath, [path.join('bundled', 'app.js')], folder);
  if (template !== expected) throw new Error(`the bundled app synthesizes another template: ${template}`);
}

/** Installed by npm, with the oldest peers that package.json accepts. */
export function runTypeScriptAtFloor(folder: string): AppRun {
  const app = path.join(folder, 'floor');
  installFloor(app);
  npm(['install', '--no-audit', '--no-fund', npmTarball()], { cwd: app });
  return runWith('TypeScript with the oldest peers', app);
}

function runWith(language: string, folder: string): AppRun {
  cpSync(path.join(__dirname, 'typescript'), folder, { recursive: true });
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const types = ['--types', 'node', '--typeRoots', path.join(root, 'node_modules', '@types')];
  run(process.execPath, [tsc, '--strict', '--skipLibCheck', '--module', 'node20', ...types, 'app.ts'], { cwd: folder });
  // As users do who want to see their own sources in stack traces.
  const { template, message } = runApp(process.execPath, ['--enable-source-maps', 'app.js'], folder);
  expectFilesOfStackTrace(message);
  return { language, cdkVersion: installedCdkVersion(folder), template, message };
}

function expectFilesOfStackTrace(stack: string): void {
  const missing = [...stack.matchAll(/[ (](\/[^():\s]+):\d+:\d+\)?$/gm)]
    .map(([, file = '']) => file)
    .filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error(`the stack trace names ${missing.join(', ')}, which the package lacks`);
}

function installedCdkVersion(folder: string): string {
  return run(process.execPath, ['--print', "require('aws-cdk-lib/package.json').version"], { cwd: folder }).trim();
}
