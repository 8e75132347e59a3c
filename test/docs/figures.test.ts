import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { MAX_DENIED } from '../../lambda/sms-voice/call';
import { MAX_UNCONFIRMED } from '../../lambda/stack/stack-record';
import { MAX_ATTEMPT } from '../../lambda/util/timeout';
import { MIN_CONFLICTING } from '../../lambda/workflow/associate-decisions';
import { MAX_CANCELLED } from '../../lambda/workflow/waiters';
import { PAGES, ROOT } from './markdown';

// That the function keeps each of these is tested where it is written; here, that the page has the same figure.

const source = (file: string): string => readFileSync(path.join(ROOT, 'lambda', file), 'utf8');

/** A constant that only its own file uses. */
function constant(file: string, name: string): number {
  const [, expression] =
    new RegExp(`^const ${name}(?:: [^=]+)? = ([\\d_.]+(?: [*/] [\\d_.]+)?);$`, 'm').exec(source(file)) ?? [];
  if (expression === undefined) throw new Error(`expected lambda/${file} to have the number ${name}`);
  const [first = NaN, second = 1] = expression.split(/ [*/] /).map((digits) => Number(digits.replaceAll('_', '')));
  return expression.includes('/') ? first / second : first * second;
}

const seconds = (milliseconds: number): string => `${milliseconds / 1_000} s`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;

const WORDS: Readonly<Record<number, string>> = { [1 / 8]: 'an eighth', 4: 'four' };

const [mean, growth, maxMean] = ['FIRST_MEAN', 'GROWTH', 'MAX_MEAN'].map((name) => constant('util/retry.ts', name));
const [minDelay, maxDelay] = ['MIN_DELAY', 'MAX_DELAY'].map((name) => constant('util/waiter.ts', name));
const [invocation, response, forward] = ['MAX_INVOCATION', 'MAX_RESPONSE_TIME', 'FORWARD_SHARE'].map((name) =>
  constant('util/deadlines.ts', name),
);

describe('docs/how-it-works.md has the figures of the function', () => {
  test.each([
    ['between retries of any call', [seconds(mean ?? 0), WORDS[growth ?? 0], `${seconds(maxMean ?? 0)} at most`]],
    ['between reads that wait for a change', [seconds(minDelay ?? 0), `growing to ${seconds(maxDelay ?? 0)}`]],
    ['for one attempt at a call', [seconds(MAX_ATTEMPT)]],
    ['for a success to show', [seconds(constant('workflow/waiters.ts', 'MAX_READ_LAG'))]],
    ['for a conflict without a telling reason', [seconds(MIN_CONFLICTING)]],
    ['for a removal to show', [seconds(constant('workflow/waiters.ts', 'MAX_WAIT_OUT'))]],
    ['for access that is denied, or a service that is not reached', [seconds(MAX_DENIED)]],
    [
      "for a successor of a pool's last phone number",
      [seconds(constant('workflow/disassociate.ts', 'MAX_WAIT_SUCCESSOR'))],
    ],
    ['for a cancelled request to have no effect any more', [seconds(MAX_CANCELLED)]],
    ['for all of it', [`${(invocation ?? 0) / 60_000} minutes less ${seconds(response ?? 0)}`, percent(forward ?? 0)]],
    ['where the update that is rolled back put it', [`watch for ${seconds(MAX_CANCELLED)}`]],
    ['is this request still wanted?', [`more than ${seconds(MAX_UNCONFIRMED)} old`]],
  ])('%s', (row, figures) => {
    const line = page()
      .split('\n')
      .find((text) => text.startsWith(`| ${row} `));
    for (const figure of figures) expect(line).toContain(figure);
  });

  test.each([
    `gets ${WORDS[constant('workflow/associate.ts', 'MAX_GENERATIONS')] ?? ''} tokens`,
    `${constant('sms-voice/client-token.ts', 'DIGITS')} hex digits`,
    `asks again for up to ${seconds(constant('stack/stack-reads.ts', 'MAX_STALE'))}`,
    `without trouble within ${seconds(MAX_UNCONFIRMED)}`,
    `watches for ${MAX_CANCELLED / 1_000} seconds`,
    `retries for ${seconds(MAX_DENIED)}`,
  ])('"%s"', (text) => {
    expect(page()).toContain(text);
  });
});

test('it has the times for which the stack is asked', () => {
  const [, change, deletion] =
    /Create: (\d+)_000, Update: \1_000, Delete: (\d+)_000/.exec(source('stack/reader.ts')) ?? [];
  expect(page()).toContain(`goes on after ${String(change)} s at most`);
  expect(page()).toContain(`for up to ${String(deletion)} s, since ignorance`);
});

test('it has the jitter of the waiter', () => {
  expect(source('util/waiter.ts')).toContain('0.75 + Math.random() / 2');
  expect(page()).toContain('each 25 % more or less');
});

function page(): string {
  return (PAGES.get('docs/how-it-works.md') ?? '').replaceAll(/\s+\n/g, '\n');
}
