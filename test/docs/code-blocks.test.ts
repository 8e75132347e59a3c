import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import * as cdk from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ts from 'typescript';
import { type CodeBlock, codeBlocks, ROOT } from './markdown';

/** The module that jsii-rosetta puts an example into: it has imports, and `this` is a stack. */
const fixtureOf = (name: string): string => readFileSync(path.join(ROOT, 'rosetta', `${name}.ts-fixture`), 'utf8');

/** Each block as a module of its own. */
const sources = new Map(codeBlocks('ts').map((block) => [fileOf(block), moduleOf(block)]));
const names = [...sources.keys()];

// The types of aws-cdk-lib are many.
jest.setTimeout(120_000);

test('the README and the docs have code', () => {
  expect(names.map((name) => path.basename(name).split('.')[0])).toEqual(
    expect.arrayContaining(['README', 'operations']),
  );
});

test('the code compiles', () => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    ROOT,
  );
  // Few users have it, and the CDK's own types don't pass it everywhere.
  options.exactOptionalPropertyTypes = false;
  // The fixture has more than each example uses.
  options.noUnusedLocals = false;
  const host = ts.createCompilerHost(options);
  const [fileExists, readFile] = [host.fileExists.bind(host), host.readFile.bind(host)];
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  const program = ts.createProgram(names, options, host);
  const problems = names.flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)));
  expect(ts.formatDiagnostics(problems, host)).toBe('');
});

describe('the code synthesizes', () => {
  test.each(names.map((name) => [path.basename(name), name]))('%s', (_, name) => {
    const stacks = run(sources.get(name) ?? '').flatMap((app) =>
      app.node.findAll().filter((construct) => Stack.isStack(construct)),
    );
    expect(stacks.some((stack) => stack.node.children.length > 0)).toBe(true);
    for (const stack of stacks) expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

function fileOf({ file, line }: CodeBlock): string {
  return path.join(ROOT, `${path.basename(file, '.md')}.${line}.ts`);
}

/** The fixture with the block in it; the block's imports come first. */
function moduleOf({ code, fixture }: CodeBlock): string {
  const isImport = (line: string): boolean => line.startsWith('import ');
  const lines = code.split('\n');
  const body = lines.filter((line) => !isImport(line)).join('\n');
  return [
    ...lines.filter(isImport),
    fixtureOf(fixture).replace('/// here', () => body),
    'new ExampleStack(new cdk.App());',
  ].join('\n');
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
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code is that of the docs
  Reflect.apply(new Function('require', 'exports', outputText), undefined, [load, {}]);
  return apps;
}
