import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

export const ROOT = path.join(__dirname, '..', '..');

/** README.md and the pages of docs/, by their path from the root. */
export const PAGES: ReadonlyMap<string, string> = new Map(
  ['README.md', ...readdirSync(path.join(ROOT, 'docs')).map((name) => `docs/${name}`)]
    .filter((file) => file.endsWith('.md'))
    .map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]),
);

export interface CodeBlock {
  readonly file: string;
  /** Of its first line of code. */
  readonly line: number;
  readonly code: string;
  /** What the fence names after the language; `default` for none. */
  readonly fixture: string;
}

/** The fenced code blocks of a language in all pages. */
export function codeBlocks(language: string): CodeBlock[] {
  const fence = new RegExp(`^\`\`\`${language}(?: fixture=(\\w+))?\\n(.*?)^\`\`\``, 'gms');
  return [...PAGES].flatMap(([file, text]) =>
    [...text.matchAll(fence)].map((match) => ({
      file,
      line: text.slice(0, match.index).split('\n').length + 1,
      code: match[2] ?? '',
      fixture: match[1] ?? 'default',
    })),
  );
}
