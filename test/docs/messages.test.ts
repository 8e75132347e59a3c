import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PAGES, ROOT } from './markdown';
import { sourceMessages, wordsIn } from './source-messages';

/** A shorter text is a part of a message, or the name of a decision. */
const MIN_WORDS = 5;

const messages = ['lib', 'lambda'].flatMap((folder) => sourceFiles(folder).flatMap(sourceMessages));

/** The words between backticks, as a page has them. */
const quoted = [...PAGES.values()].flatMap((text) =>
  [...text.matchAll(/`([^`\n]+)`/g)].map(([, words]) => words ?? ''),
);

/** What the first columns of the tables of messages have between backticks. */
const entries = [
  ...((PAGES.get('docs/operations.md') ?? '').split('\n## Messages\n')[1]?.matchAll(/^\| (`.*?`) *\|/gm) ?? []),
].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words));

describe('the messages that a user can get', () => {
  test.each(
    messages
      .filter(({ text }) => wordsIn(text) >= MIN_WORDS)
      .map(({ file, line, text }) => [`${path.relative(ROOT, file)}:${line}`, text]),
  )('the docs explain that of %s', (_, text) => {
    expect(quoted.filter((words) => words.split(' ').length > 2 && text.includes(words))).not.toEqual([]);
  });

  test.each(entries)('the entry "%s" is in a message of the source', (words) => {
    expect(messages.filter(({ text }) => text.includes(words))).not.toEqual([]);
  });
});

function sourceFiles(folder: string): string[] {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => path.join(ROOT, folder, name));
}
