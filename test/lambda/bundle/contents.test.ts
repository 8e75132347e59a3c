import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

// Lambda reads and parses the whole bundle at every cold start.

const root = join(__dirname, '..', '..', '..');
const BUDGET = 400_000;

let folder: string;
let sources: string[];
let imports: Members[];
let bundle: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  const [outfile, metafile] = [join(folder, 'index.js'), join(folder, 'meta.json')];
  const args = [join(root, 'lambda', 'bundle.mjs'), '--outfile', outfile, '--metafile', metafile];
  execFileSync(process.execPath, args, { cwd: folder });
  bundle = readFileSync(outfile, 'utf8');
  const { inputs, outputs } = membersOf(JSON.parse(readFileSync(metafile, 'utf8')));
  sources = Object.keys(membersOf(inputs));
  imports = Object.values(membersOf(outputs)).flatMap((output) =>
    Object.values(membersOf(membersOf(output).imports)).map(membersOf),
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test(`the bundle in the package has at most ${BUDGET} bytes`, () => {
  expect(statSync(join(root, 'lambda', 'dist', 'index.js')).size).toBeLessThanOrEqual(BUDGET);
});

test('the bundle in the package is up to date', () => {
  // Not by `toBe`, whose message would show both bundles.
  const isUpToDate = readFileSync(join(root, 'lambda', 'dist', 'index.js'), 'utf8') === bundle;
  expect(isUpToDate ? 'up to date' : 'lambda/dist/index.js is out of date: npm run bundle').toBe('up to date');
});

test('the bundle consists of the function, of published packages, and of the version in package.json', () => {
  const own = sources.filter((file) => !file.startsWith('node_modules/'));
  expect(own).toContain('lambda/index.ts');
  expect(own.filter((file) => !/^(lambda\/[\w/-]+\.ts|package\.json)$/.test(file))).toEqual([]);
});

test('the bundle has both clients as they are published', () => {
  for (const client of ['client-pinpoint-sms-voice-v2', 'client-cloudformation'])
    expect(sources).toContainEqual(expect.stringContaining(`node_modules/@aws-sdk/${client}/`));
});

test("the bundle requires nothing but Node's own modules", () => {
  const names = imports.filter(({ external }) => external === true).map(({ path }) => String(path));
  expect(names).toContain('node:crypto');
  expect(names.filter((name) => !isBuiltin(name))).toEqual([]);
});

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
