/**
 * Uses the packages of `npm run package` as users do: checks what the npm package holds, then installs each language's
 * package into a small app, and compares its template and its error message with those of the TypeScript app. Beside each
 * app run the examples of the README and the docstrings, as jsii-rosetta translates them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { AppRun } from './app-run';
import { unpackNpmPackage } from './contents';
import { runGoExamples } from './examples/go';
import { runJavaExamples } from './examples/java';
import { runPythonExamples } from './examples/python';
import { runGo } from './go';
import { runJava } from './java';
import { runPython } from './python';
import { runTypeScript, runTypeScriptAtFloor } from './typescript';

/** Each language's app, and what runs the examples in that app's folder. */
const LANGUAGES: readonly { app: (folder: string) => AppRun; examples?: (folder: string) => Promise<number> }[] = [
  { app: runTypeScriptAtFloor },
  { app: runPython, examples: runPythonExamples },
  { app: runJava, examples: runJavaExamples },
  { app: runGo, examples: runGoExamples },
];

void main();

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'packages-'));
  try {
    const expected = runTypeScript(folder, unpackNpmPackage(folder));
    console.log(`${expected.language}: synthesizes with aws-cdk-lib ${expected.cdkVersion}.`);
    for (const { app, examples } of LANGUAGES) {
      const start = performance.now();
      const actual = app(folder);
      compare(actual, expected);
      const count = await examples?.(folder);
      const seconds = Math.round((performance.now() - start) / 1000);
      const also = count === undefined ? '' : `, and ${count} examples run`;
      console.log(
        `${actual.language}: same template and same message, with aws-cdk-lib ${actual.cdkVersion}${also} (${seconds} s).`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(actual: AppRun, expected: AppRun): void {
  const { language, template, message } = actual;
  if (template !== expected.template) {
    throw new Error(`${language}: synthesizes another template than ${expected.language}: ${template}`);
  }
  const expectedMessage = expected.message.split('\n')[0] ?? '';
  if (!message.includes(expectedMessage)) {
    throw new Error(`${language}: says '${message}' about a wrong country; expected '${expectedMessage}' in it`);
  }
}
