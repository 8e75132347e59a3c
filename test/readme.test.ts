import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import * as cdk from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ts from 'typescript';

const root = path.join(__dirname, '..');
/** Each ```ts block, which has to be a module of its own, named after its line. */
const sources = new Map(
  codeBlocks(readFileSync(path.join(root, 'README.md'), 'utf8')).map(({ line, code }) => [
    path.join(root, `README.${line}.ts`),
    code,
  ]),
);
const names = [...sources.keys()];

// The types of aws-cdk-lib are many.
jest.setTimeout(120_000);

test('the README has code', () => {
  expect(names).not.toEqual([]);
});

test('the code of the README compiles', () => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    root,
  );
  // Few users have it, and the CDK's own types don't pass it everywhere.
  options.exactOptionalPropertyTypes = false;
  const host = ts.createCompilerHost(options);
  const [fileExists, readFile] = [host.fileExists.bind(host), host.readFile.bind(host)];
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  const program = ts.createProgram(names, options, host);
  const problems = names.flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)));
  expect(ts.formatDiagnostics(problems, host)).toBe('');
});

describe('the code of the README synthesizes', () => {
  test.each(names.map((name) => [path.basename(name), name]))('%s', (_, name) => {
    const apps = run(sources.get(name) ?? '');
    const stacks = apps.flatMap((app) => app.node.findAll().filter((construct) => Stack.isStack(construct)));
    expect(stacks).not.toEqual([]);
    for (const stack of stacks) expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

function codeBlocks(markdown: string): { line: number; code: string }[] {
  return [...markdown.matchAll(/^```(?:ts|typescript)\b[^\n]*\n(.*?)^```/gms)].map((match) => ({
    line: markdown.slice(0, match.index).split('\n').length + 1,
    code: match[1] ?? '',
  }));
}

/** Runs a module, and returns the apps that it made. */
function run(source: string): cdk.App[] {
  const apps: cdk.App[] = [];
  class RecordedApp extends cdk.App {
    public constructor(props: cdk.AppProps = {}) {
      super({ ...props, builtinCloudFormationValidation: false });
      apps.push(this);
    }
  }
  const recordingCdk = new Proxy(cdk, {
    get: (target, name): unknown => (name === 'App' ? RecordedApp : Reflect.get(target, name)),
  });
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const load = (name: string): unknown => (name === 'aws-cdk-lib' ? recordingCdk : jest.requireActual(name));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code is the README's
  Reflect.apply(new Function('require', 'exports', outputText), undefined, [load, {}]);
  return apps;
}
