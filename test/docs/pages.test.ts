import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OriginationIdentity, OriginationIdentityAssociation, SmsPool } from 'cdk-sms-pool-association';
import { PAGES, ROOT } from './markdown';

const README = PAGES.get('README.md') ?? '';

const links = [...PAGES].flatMap(([file, text]) =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !target.startsWith('https://'))
    .map((target): [string, string] => [target, file]),
);

test('the README has at most 160 lines', () => {
  expect(README.trimEnd().split('\n').length).toBeLessThanOrEqual(160);
});

test('the README answers in this order', () => {
  expect([...README.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
    'Use',
    'What it needs',
    'What it costs',
    'Declare',
    'Move',
    'Hand over to another stack',
    'Take over what exists',
    'Change how an identity is named',
    'Several accounts and regions',
    'When a deployment fails',
    'Test your app',
    'Upgrade',
    'More',
  ]);
});

describe('links', () => {
  test.each(links)('%s in %s leads somewhere', (target, file) => {
    const [page = '', anchor] = target.split('#');
    const linked = page === '' ? file : path.join(path.dirname(file), page);
    expect(existsSync(path.join(ROOT, linked))).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(PAGES.get(linked) ?? '')).toContain(anchor);
  });
});

test('the rights of the deploying role cover every type of resource that a stack gets', () => {
  const stack = new Stack(new App(), 'Stack');
  new OriginationIdentityAssociation(stack, 'Association', {
    pool: SmsPool.fromPoolId(stack, 'Pool', `pool-${'0'.repeat(32)}`),
    originationIdentity: OriginationIdentity.fromSenderId('ACME', 'GB'),
  });
  const types = new Set(Object.values(Template.fromStack(stack).findResources('*')).map(({ Type }) => String(Type)));
  const table = [...(PAGES.get('docs/operations.md') ?? '').matchAll(/^\| `((?:AWS|Custom)::[^`]+)`/gm)];
  expect(new Set(table.map(([, type]) => type))).toEqual(types);
});

/** The anchors that GitHub makes of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
