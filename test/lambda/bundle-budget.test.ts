import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

// Lambda reads and parses all of the bundle at every cold start, whether it is used or not.

const root = join(__dirname, '..', '..');
const BUDGET = 128_000;

/** Parts of the SDK that a function in Lambda has no use for, as their files are named. */
const UNWANTED: readonly [name: string, files: RegExp][] = [
  ['credential providers other than the environment', /credential-provider-(?!env\/)|token-providers|nested-clients/],
  ['the metadata services', /InstanceMetadata|ContainerMetadata/],
  ['configuration files', /shared-ini-file-loader\/(?!constants)|fromSharedConfigFiles/],
  ['protocols other than JSON', /xml|cbor|\/query\/|event-?streams?[/-]|AwsRest|RestJson/i],
  ['connections other than HTTP/1.1', /fetch-http-handler|http2|node-http-handler/],
  ['signatures of several regions', /multi-region|sigv4a/i],
  ['codecs for what the service does not speak', /json\/codec-|date-utils|LazyJsonString|NumericValue/],
  ['repetition of calls', /RetryStrategy|retryMiddleware|RateLimiter/],
  ['logs, traces and surveys of the machine', /middleware-logger|invoke-store|crt|getRuntimeUserAgentPair/],
];

/** An empty module that is loaded on demand still takes a few bytes. */
const EMPTY = 50;

let folder: string;
let contributing: string[];
let bundle: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  const [outfile, metafile] = [join(folder, 'index.js'), join(folder, 'meta.json')];
  const args = [join(root, 'lambda', 'bundle.mjs'), '--outfile', outfile, '--metafile', metafile];
  execFileSync(process.execPath, args, { cwd: folder });
  bundle = readFileSync(outfile, 'utf8');
  contributing = contributors(JSON.parse(readFileSync(metafile, 'utf8')));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test(`the bundle that is shipped has at most ${BUDGET} bytes`, () => {
  expect(statSync(join(root, 'lambda', 'dist', 'index.js')).size).toBeLessThanOrEqual(BUDGET);
});

test('the bundle is built of the handler and the client for the service', () => {
  expect(contributing).toContain('lambda/index.ts');
  expect(contributing.some((file) => file.includes('client-pinpoint-sms-voice-v2'))).toBe(true);
});

describe('the bundle has none of', () => {
  test.each(UNWANTED)('%s', (_name, files) => {
    expect(contributing.filter((file) => file.includes('node_modules/') && files.test(file))).toEqual([]);
  });
});

test('the bundle loads only those modules of Node that a call needs', () => {
  const loaded = [...bundle.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name);
  const wanted = ['crypto', 'fs', 'http', 'https', 'stream', 'util/types'];
  expect([...new Set(loaded)].sort()).toEqual(wanted.map((name) => `node:${name}`));
});

/** The files of which anything is in the output, after what is not used was left out. */
function contributors(metafile: unknown): string[] {
  const outputs = Object.values(fieldsOf(fieldsOf(metafile).outputs)).map(fieldsOf);
  const inputs = outputs.flatMap((output) => Object.entries(fieldsOf(output.inputs)));
  return inputs.filter(([, input]) => Number(fieldsOf(input).bytesInOutput) > EMPTY).map(([file]) => file);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
