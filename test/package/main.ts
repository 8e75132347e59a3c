/**
 * Packs the built package, puts it beside its peers in an empty folder, and uses it there as a user would: in plain
 * JavaScript, and with its types.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const root = path.join(__dirname, '..', '..');
const name = 'cdk-sms-pool-association';

const APP = `
const { App, Stack } = require('aws-cdk-lib');
const { CfnPool } = require('aws-cdk-lib/aws-smsvoice');
const { OriginationIdentity, OriginationIdentityAssociation } = require('${name}');

const stack = new Stack(new App(), 'Installed');
new OriginationIdentityAssociation(stack, 'Brand', {
  pool: CfnPool.fromPoolId(stack, 'Pool', 'pool-0123456789abcdef0123456789abcdef'),
  originationIdentity: OriginationIdentity.fromSenderId('ACME', 'GB'),
});
`;

const TYPED_APP = `
import { App, Stack } from 'aws-cdk-lib';
import { AssociationProvider, OriginationIdentity, OriginationIdentityAssociation, SmsPool } from '${name}';

const stack = new Stack(new App(), 'Installed');
const props: ConstructorParameters<typeof OriginationIdentityAssociation>[2] = {
  pool: SmsPool.fromPoolArn(stack, 'Pool', 'arn'),
  originationIdentity: OriginationIdentity.fromSenderId('ACME', 'GB'),
  provider: new AssociationProvider(stack, 'Provider', { memorySize: 512 }),
};
new OriginationIdentityAssociation(stack, 'Brand', props).poolId.toUpperCase();
// @ts-expect-error -- a sender ID has a country
OriginationIdentity.fromSenderId('ACME');
`;

const folder = mkdtempSync(path.join(tmpdir(), 'package-'));
try {
  install();
  checkContents();
  checkSynthesis();
  checkTypes();
  console.log('The package installs, synthesizes and compiles.');
} finally {
  rmSync(folder, { recursive: true });
}

function install(): void {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, name), { recursive: true });
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], root);
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', path.join('node_modules', name)]);
  for (const peer of ['aws-cdk-lib', 'constructs', '@types']) {
    symlinkSync(path.join(root, 'node_modules', peer), path.join(modules, peer));
  }
}

function checkContents(): void {
  const files = readdirSync(path.join(folder, 'node_modules', name), { recursive: true, encoding: 'utf8' });
  for (const wanted of ['.jsii', 'LICENSE', 'README.md', 'dist/index.js', 'dist/index.d.ts', 'lambda/dist/index.js']) {
    check(files.includes(wanted), `the package lacks ${wanted}; expected it in the files of package.json`);
  }
  const unwanted = files.filter((file) => /\.(map|tsbuildinfo|tgz)$|(?<!\.d)\.ts$|^(test|examples|lib)\b/.test(file));
  check(unwanted.length === 0, `the package has ${unwanted.join(', ')}; expected only what users need`);
}

function checkSynthesis(): void {
  writeFileSync(path.join(folder, 'app.js'), APP);
  run(process.execPath, ['app.js'], folder, { CDK_OUTDIR: path.join(folder, 'cdk.out') });
  const template = readFileSync(path.join(folder, 'cdk.out', 'Installed.template.json'), 'utf8');
  check(template.includes('Custom::SMSVoiceOriginationIdentityAssociation'), `got the template ${template}`);
  const asset = readdirSync(path.join(folder, 'cdk.out')).find((entry) => entry.startsWith('asset.')) ?? '';
  const files = readdirSync(path.join(folder, 'cdk.out', asset));
  check(files.join() === 'index.js', `the function's asset holds ${files.join()}; expected index.js alone`);
  // Where Lambda runs it there are no node_modules.
  const isolated = mkdtempSync(path.join(tmpdir(), 'asset-'));
  writeFileSync(path.join(isolated, 'index.js'), readFileSync(path.join(folder, 'cdk.out', asset, 'index.js')));
  const kind = run(process.execPath, ['-p', "typeof require('./index.js').handler"], isolated);
  rmSync(isolated, { recursive: true });
  check(kind.trim() === 'function', `the function's handler is of type ${kind.trim()}; expected a function`);
}

function checkTypes(): void {
  writeFileSync(path.join(folder, 'typed.ts'), TYPED_APP);
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'node20', '--types', 'node', 'typed.ts'];
  run(process.execPath, [tsc, ...options]);
}

function run(command: string, args: string[], cwd = folder, env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function check(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem);
}
