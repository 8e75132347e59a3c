import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { run } from '../../release/run';
import { target } from './app-run';

/** Nobody wants to install a large package; most of it is the function, which the drift detection made larger. */
const LIMIT = 550_000;

export function npmTarball(): string {
  const tarballs = path.join(target, 'js');
  return path.join(tarballs, readdirSync(tarballs).find((file) => file.endsWith('.tgz')) ?? '');
}

/** Unpacks the npm package, checks what it holds, and returns its folder. */
export function unpackNpmPackage(folder: string): string {
  run('tar', ['-xzf', npmTarball(), '-C', folder], { cwd: folder });
  const unpacked = path.join(folder, 'package');
  checkFiles(unpacked);
  checkManifest(unpacked);
  checkWeight(unpacked);
  checkFunction(unpacked);
  return unpacked;
}

function checkFiles(unpacked: string): void {
  const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' });
  const wanted = [
    '.jsii',
    '.jsii.gz',
    'LICENSE',
    'README.md',
    'THIRD-PARTY-NOTICES',
    'dist/index.js',
    'dist/index.d.ts',
  ];
  for (const file of [...wanted, 'lambda/dist/index.js']) {
    check(files.includes(file), `the npm package lacks ${file}; expected it in the files of package.json`);
  }
  const unwanted = files.filter((file) => /\.(map|tsbuildinfo|tgz)$|(?<!\.d)\.ts$|^(test|examples|lib)\b/.test(file));
  check(unwanted.length === 0, `the npm package has ${unwanted.join(', ')}; expected only what users need`);
  const stale = files.filter((file) => file.endsWith('.d.ts')).filter((file) => !hasSource(file));
  check(stale.length === 0, `the npm package has ${stale.join(', ')}, which no source in lib/ makes`);
}

/** A script would be for the repository only, and npm warns of `prepare` when the package is installed from its file. */
function checkManifest(unpacked: string): void {
  const manifest = readFileSync(path.join(unpacked, 'package.json'), 'utf8');
  check(!manifest.includes('"scripts"'), 'the package.json of the npm package has scripts; expected none');
}

function hasSource(declaration: string): boolean {
  const source = path.relative('dist', declaration).replace(/\.d\.ts$/, '.ts');
  return existsSync(path.join(target, '..', 'lib', source));
}

function checkWeight(unpacked: string): void {
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
  check(bytes <= LIMIT, `the npm package has ${bytes} bytes unpacked; expected at most ${LIMIT}`);
  console.log(`npm package: ${bytes} bytes unpacked, at most ${LIMIT}.`);
}

/** Where Lambda runs the function there is no node_modules, and neither is there above this folder. */
function checkFunction(unpacked: string): void {
  const cwd = path.join(unpacked, 'lambda', 'dist');
  const kind = run(process.execPath, ['--print', "typeof require('./index.js').handler"], { cwd }).trim();
  check(kind === 'function', `the function's handler is of type ${kind}; expected a function`);
}

function check(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem);
}
