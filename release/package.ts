/**
 * Makes what the registries get, in target/: the npm tarball, wheel and source distribution, jar, Go module, and the .NET
 * sources (compiled with `--compile-dotnet`, which needs the .NET SDK). Run it by `npm run package`, which builds first.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { peerDependencies } from '../package.json';
import { run } from './run';

const root = path.join(__dirname, '..');
const target = path.join(root, 'target');
const jsiiPacmak = path.join(root, 'node_modules', 'jsii-pacmak', 'bin', 'jsii-pacmak');
const { values } = parseArgs({ options: { 'compile-dotnet': { type: 'boolean', default: false } } });

rmSync(target, { recursive: true, force: true });
const project = installAtFloor();
generate(['js', 'python', 'java', ...(values['compile-dotnet'] ? ['dotnet'] : [])]);
// A Go module is its sources; the tests compile them.
generate(['go', ...(values['compile-dotnet'] ? [] : ['dotnet'])], '--code-only');
console.log(`The packages are in ${target}.`);

/**
 * Puts the npm package beside the oldest peers that it accepts: jsii-pacmak writes the installed versions into the
 * Go module, which would otherwise raise the aws-cdk-lib of every app that requires it.
 */
function installAtFloor(): string {
  const folder = path.join(target, 'floor');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const tarball = run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: root });
  const peers = oldestPeers();
  console.log(`Installing beside ${peers.join(' and ')}.`);
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `./${tarball.trim()}`, ...peers], {
    cwd: folder,
  });
  return path.join(folder, 'node_modules', 'cdk-sms-pool-association');
}

function oldestPeers(): string[] {
  return Object.entries(peerDependencies).map(([name, range]) => `${name}@${range.replace('^', '')}`);
}

function generate(languages: readonly string[], ...options: string[]): void {
  console.log(`Generating ${languages.join(', ')}.`);
  const examples = ['--rosetta-tablet', path.join(root, '.jsii.tabl.json'), '--rosetta-unknown-snippets', 'fail'];
  const languageOptions = languages.flatMap((language) => ['--target', language]);
  const args = [jsiiPacmak, project, '--outdir', target, '--no-npmignore', ...examples, ...languageOptions, ...options];
  // The package is as it was packed: its scripts have no sources here.
  run(process.execPath, args, { cwd: root, env: { npm_config_ignore_scripts: 'true' } });
}
