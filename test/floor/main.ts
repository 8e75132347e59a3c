/**
 * Runs the tests of the library, and checks its types, on the oldest versions that its peer dependencies allow, or on the
 * aws-cdk-lib that is named: `npm run test:floor -- 2.240.0`.
 *
 * They are installed into a temporary folder, since the newest ones are those of the lock file.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { installFloor } from '../../release/floor';
import { npm } from '../../release/run';
import { isObject, type JsonObject } from '../cloudformation/template';

const root = path.join(__dirname, '..', '..');
const PEERS = ['aws-cdk-lib', 'constructs'];

/** What the floor can't run, since it is about cdk-nag 3: a validation plug-in, for which aws-cdk-lib has Validations since 2.257. */
const NEWEST_ONLY = [
  'test/lib/compliance.test.ts',
  'test/lib/validation-report.test.ts',
  'examples/compliant.ts',
  'examples/compliant-stack.ts',
];

const [version] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'floor-'));
try {
  install();
  checkTypes();
  runTests();
  console.log(
    `The library works on aws-cdk-lib ${version ?? 'and constructs of the oldest versions that it accepts'}.`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

function install(): void {
  installFloor(folder);
  if (version === undefined) return;
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
  npm(['install', ...options, `aws-cdk-lib@${version}`, 'constructs@10'], { cwd: folder });
}

/** Checks the types of the library's sources, and of the example that uses them. */
function checkTypes(): void {
  const paths = Object.fromEntries(
    PEERS.flatMap((peer) => [
      [peer, [installed(peer)]],
      [`${peer}/*`, [`${installed(peer)}/*`]],
    ]),
  );
  const tsconfig = path.join(folder, 'tsconfig.json');
  writeFileSync(
    tsconfig,
    JSON.stringify({
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: {
        paths: { ...paths, 'cdk-sms-pool-association': [path.join(root, 'lib', 'index.ts')] },
        typeRoots: [path.join(root, 'node_modules', '@types')],
      },
      include: [path.join(root, 'lib'), path.join(root, 'examples')],
      exclude: [...NEWEST_ONLY, 'examples/compliant-placeholders.ts'].map((file) => path.join(root, file)),
    }),
  );
  run(process.execPath, [bin('typescript', 'tsc'), '--project', tsconfig]);
}

function runTests(): void {
  console.log(`Only on versions with Validations: ${NEWEST_ONLY.join(', ')}`);
  const { jest } = parse(path.join(root, 'package.json'));
  const config = isObject(jest) ? jest : {};
  const moduleNameMapper = {
    ...section(config, 'moduleNameMapper'),
    '^(aws-cdk-lib|constructs)($|/.*)': `${folder}/node_modules/$1$2`,
  };
  const floorConfig = {
    ...config,
    rootDir: root,
    moduleNameMapper,
    testMatch: ['<rootDir>/test/lib/**/*.test.ts'],
    testPathIgnorePatterns: NEWEST_ONLY.map((file) => `/${file.replaceAll('.', '\\.')}$`),
  };
  run(process.execPath, [bin('jest', 'jest.js'), '--config', JSON.stringify(floorConfig), '--maxWorkers=2']);
}

function installed(peer: string): string {
  return path.join(folder, 'node_modules', peer);
}

function bin(name: string, file: string): string {
  return path.join(root, 'node_modules', name, 'bin', file);
}

function parse(file: string): JsonObject {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(value)) throw new Error(`got ${file} without an object; expected one`);
  return value;
}

function section(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isObject(value) ? value : {};
}

function run(command: string, args: string[], cwd = root): void {
  execFileSync(command, args, { cwd, stdio: 'inherit' });
}
