import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { AssociationDriftDetection } from 'cdk-sms-pool-association';
import { parseTemplate } from '../cloudformation/template';
import { associate, newStack } from '../lib/fixtures';
import { PAGES, ROOT } from './markdown';

const README = PAGES.get('README.md') ?? '';

/** The README is also shown on npm, PyPI and pkg.go.dev, where a link has to be absolute. */
const OWN_FILES =
  /^https:\/\/(github|raw\.githubusercontent)\.com\/cdk-sms-pool-association\/[^/]+\/((blob|tree)\/)?main\//;

const links = [...PAGES].flatMap(([file, text]) =>
  [...text.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$/gm)].map(([, inline, reference]): [string, string] => [
    inline ?? reference ?? '',
    file,
  ]),
);
const linksToFiles = links
  .filter(([target]) => !target.startsWith('https://') || OWN_FILES.test(target))
  .map(([target, file]): [string, string] => [target.replace(OWN_FILES, ''), OWN_FILES.test(target) ? '' : file]);

test('the README has at most 180 lines beside the targets of its links', () => {
  expect(README.split('\n').filter((line) => !/^\[[^\]]+\]: /.test(line)).length).toBeLessThanOrEqual(180);
});

test('docs/operations.md has less than 481 lines', () => {
  expect((PAGES.get('docs/operations.md') ?? '').trimEnd().split('\n').length).toBeLessThan(481);
});

test('the README answers in this order', () => {
  expect([...README.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
    'Install',
    'Use',
    'What it needs',
    'What it costs',
    'Declare',
    'Move',
    'Hand over to another stack',
    'Take over what exists',
    'Notice when somebody takes it out',
    'Other changes',
    'When a deployment fails',
    'Upgrade',
    'More',
  ]);
});

test('the README says on its first screen that nothing has run in an account', () => {
  expect(README.split('\n').slice(0, 20).join('\n')).toContain('Not yet run in a real account');
});

describe('links', () => {
  test.each(linksToFiles)('%s in %s leads somewhere', (target, file) => {
    const [page = '', anchor] = target.split('#');
    const linked = page === '' ? file : path.join(path.dirname(file), page);
    expect(existsSync(path.join(ROOT, linked))).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(PAGES.get(linked) ?? '')).toContain(anchor);
  });

  test('those of the README are absolute', () => {
    const relative = links.filter(([target, file]) => file === 'README.md' && !target.startsWith('https://'));
    expect(relative).toEqual([]);
  });

  test('the README names the target of each', () => {
    const prose = README.replaceAll(/^```.*?^```|^\[[^\]]+\]: [^\n]*$/gms, '');
    const names = [...prose.matchAll(/\[([^\]]+)\](?:\[([^\]]+)\])?(?!\()/g)].map(([, text, name]) => name ?? text);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !README.includes(`\n[${name ?? ''}]: https://`))).toEqual([]);
  });
});

test('the permissions of the deploying role cover every type of resource that a stack gets', () => {
  const stack = newStack();
  associate(stack);
  new AssociationDriftDetection(stack, 'Drift');
  const { Resources } = parseTemplate(Template.fromStack(stack).toJSON());
  const types = new Set(Object.values(Resources).map(({ Type }) => Type));
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
