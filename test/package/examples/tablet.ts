import * as path from 'node:path';
import type { TargetLanguage } from 'jsii-rosetta';
import { LanguageTablet } from 'jsii-rosetta';
import { root } from '../app-run';

/** Each example of the README and the docstrings, as jsii-rosetta translates it into a language. */
export async function translatedExamples(language: TargetLanguage): Promise<string[]> {
  const tablet = await LanguageTablet.fromFile(path.join(root, '.jsii.tabl.json'));
  const examples = tablet.snippetKeys.flatMap((key) => tablet.tryGetSnippet(key)?.get(language)?.source ?? []);
  if (examples.length === 0) throw new Error(`the tablet has no example in ${language}; run \`npm run examples\``);
  return examples;
}

/** An example's lines apart: its imports, which have to come first, and the code of a constructor or function. */
export function split(example: string): { imports: string[]; body: string } {
  const isImport = (line: string): boolean => /^(import|from) /.test(line);
  const lines = example.split('\n');
  return {
    imports: lines.filter(isImport),
    body: lines
      .filter((line) => !isImport(line))
      .map((line) => `        ${line}`)
      .join('\n'),
  };
}

/** Whether an example makes an app of its own, instead of adding to the stack around it. */
export const hasOwnApp = (example: string): boolean => /^(App )?app :?= /m.test(example);

/** Whether an example adds something to the stack around it that can be synthesized. */
export const isSynthesized = (example: string): boolean =>
  !hasOwnApp(example) && /OriginationIdentityAssociation|AssociationProvider/.test(example);

/** For a program that makes an app for each example: Node.js warns of so many, since each listens for its end. */
export const environmentIn = (folder: string): NodeJS.ProcessEnv => ({
  CDK_OUTDIR: path.join(folder, 'cdk.out'),
  NODE_NO_WARNINGS: '1',
});
