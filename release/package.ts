/**
 * Makes what the registries get, in target/: the npm tarball, wheel and source distribution, jar, Go module, the .NET sources
 * (compiled with `--compile-dotnet`, which needs the .NET SDK), and the list of what is in them. Run it by `npm run package`,
 * which builds first.
 */
import { rmSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { installFloor } from './floor';
import { pack } from './pack';
import { npm, run } from './run';
import { writeSbom } from './sbom';

const root = path.join(__dirname, '..');
const target = path.join(root, 'target');
const jsiiPacmak = path.join(root, 'node_modules', 'jsii-pacmak', 'bin', 'jsii-pacmak');
const { values } = parseArgs({ options: { 'compile-dotnet': { type: 'boolean', default: false } } });

rmSync(target, { recursive: true, force: true });
const project = installAtFloor();
generate(['js', 'python', 'java', ...(values['compile-dotnet'] ? ['dotnet'] : [])]);
// A Go module is its sources; the tests compile them.
generate(['go', ...(values['compile-dotnet'] ? [] : ['dotnet'])], '--code-only');
writeSbom(target);
console.log(`The packages are in ${target}.`);

/**
 * Puts the npm package beside the oldest peers that it accepts: jsii-pacmak writes the installed versions into the
 * Go module, which would otherwise raise the aws-cdk-lib of every app that requires it.
 */
function installAtFloor(): string {
  const folder = path.join(target, 'floor');
  console.log('Installing beside the oldest peers.');
  installFloor(folder);
  npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', pack(folder)], { cwd: folder });
  return path.join(folder, 'node_modules', 'cdk-sms-pool-association');
}

function generate(languages: readonly string[], ...options: string[]): void {
  console.log(`Generating ${languages.join(', ')}.`);
  const examples = ['--rosetta-tablet', path.join(root, '.jsii.tabl.json'), '--rosetta-unknown-snippets', 'fail'];
  const languageOptions = languages.flatMap((language) => ['--target', language]);
  // The ranges of the peers stay ranges in the POM: jsii-pacmak has Maven replace them by the newest versions of the day.
  const java = ['--mvn-define', 'processDependencies=false'];
  const args = [...java, '--outdir', target, '--no-npmignore', ...examples, ...languageOptions, ...options];
  run(process.execPath, [jsiiPacmak, project, ...args], { cwd: root });
}
