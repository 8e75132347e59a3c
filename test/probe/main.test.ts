import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { serve, SmsVoice, type Call, type Served } from '../sms-voice';
import { questions } from './questions';

let service: SmsVoice;
let served: Served;
let folder: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  service = new SmsVoice();
  served = await serve(service);
  folder = mkdtempSync(join(tmpdir(), 'probe-'));
});

afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await served.close();
  rmSync(folder, { recursive: true });
});

/** Runs the program on the in-memory service, with no other AWS configuration than this. */
function start(args: readonly string[], environment: Readonly<Record<string, string>> = credentials, answer = '') {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts'), ...args], {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: served.endpoint,
      ...environment,
    },
    stdio: 'pipe',
  });
  child.stdin.end(answer);
  started.push(child);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<{ status: number | null; output: string; errors: string }>((resolve) => {
    child.once('close', (status) => {
      resolve({ status, output, errors });
    });
  });
  const told = async (text: string): Promise<void> => {
    while (!errors.includes(text)) await once(child.stderr, 'data');
  };
  return { child, ended, told };
}

const credentials = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

async function untilCalled(condition: (call: Call) => boolean): Promise<void> {
  while (!service.calls.some(condition)) await setTimeout(10);
}

const run = (...args: readonly string[]) => start([...args, '--output', join(folder, 'report.md')]).ended;

test('the probe shows its plan, its table, and a report without account ids, ARNs and names', async () => {
  service.requestSenderId({ id: 'ACME', country: 'GB' });

  const { status, output, errors } = await run('--yes', '--sender-id', 'ACME/GB', '--only', 'same-pool-associate');

  expect({ status, errors }).toMatchObject({ status: 0 });
  expect(output).toContain('2 sender IDs in DE (free; the probe stops if AWS names a price)');
  expect(output).toMatch(/^associateAgain +conflict +ConflictException \(SENDER_ID_ASSOCIATED_TO_POOL\)$/m);
  const report = readFileSync(join(folder, 'report.md'), 'utf8');
  expect(report).toContain('| associateAgain | conflict | ConflictException (SENDER_ID_ASSOCIATED_TO_POOL) |');
  expect(report).toContain('AssociateOriginationIdentity: success');
  expect(report).not.toMatch(/arn:|111122223333|ACME|PROBE|pool-[0-9a-f]/);
  expect(service.pools).toEqual([]);
});

test('a report that an emulator answered says which endpoint that was, and that it is not from an account', async () => {
  const { output } = await run('--yes', '--only', 'same-pool-associate');

  const report = readFileSync(join(folder, 'report.md'), 'utf8');
  for (const text of [output, report]) {
    expect(text).toContain(`Endpoint: ${served.endpoint}`);
    expect(text).toContain('**NOT FROM AN AWS ACCOUNT**');
  }
  expect(output).not.toContain('attach it to an issue');
});

test('the CloudFormation of --pool-update can be elsewhere than the service', async () => {
  const other = { ...credentials, AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9', AWS_ENDPOINT_URL: '' };

  const { output } = await start(['--pool-update'], other, 'n\n').ended;

  expect(output).toContain(`Endpoint: ${served.endpoint}\nEndpoint: http://127.0.0.1:9\n**NOT FROM AN AWS ACCOUNT**`);
});

test.each([
  ["AWS's own", { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: '' }, 'https://sms-voice.us-east-1.amazonaws.com'],
  [
    'a VPC endpoint',
    { AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: 'https://vpce-1-2.sms-voice.us-east-1.vpce.amazonaws.com' },
    'https://vpce-1-2.sms-voice.us-east-1.vpce.amazonaws.com',
  ],
])('with %s endpoint the probe asks an account', async (_what, environment, origin) => {
  const { output } = await start([], { ...credentials, ...environment }, 'n\n').ended;

  expect(output).toContain(`Endpoint: ${origin}\n`);
  expect(output).not.toContain('NOT FROM AN AWS ACCOUNT');
});

test('Ctrl-C ends the probe after it has deleted what it created', async () => {
  const program = start(['--yes', '--only', 'token-after-a-minute']);
  // By now it waits for the minute to pass.
  await untilCalled(({ replayed }) => replayed);

  program.child.kill('SIGINT');
  const { status, errors } = await program.ended;

  expect(status).toBe(130);
  expect(errors).toContain('Interrupted. The probe deletes what it has created');
  expect([service.pools, service.identities]).toEqual([[], []]);
});

test('what could not be deleted is told with the commands that delete it', async () => {
  service.faults.add({ kind: 'access-denied', operation: 'ReleaseSenderId', times: Infinity });
  const program = start(['--yes', '--only', 'same-pool-associate', '--output', join(folder, 'report.md')]);
  await untilCalled(({ operation }) => operation === 'ReleaseSenderId');

  program.child.kill('SIGINT');
  await program.told('press Ctrl-C again');
  program.child.kill('SIGINT');
  const { status, errors } = await program.ended;

  expect(status).toBe(130);
  expect(errors).toMatch(/LEFT BEHIND.+\n +aws pinpoint-sms-voice-v2 release-sender-id --sender-id PROBE/);
});

test.each([
  ['y', 3],
  ['n', 0],
])('the probe asks before it creates anything: %s', async (answer, created) => {
  const args = ['--only', 'same-pool-associate', '--output', join(folder, 'report.md')];

  const { status, output } = await start(args, credentials, `${answer}\n`).ended;

  expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('Continue? [y/N]') });
  expect(service.calls.filter(({ operation }) => operation === 'RequestSenderId')).toHaveLength(created);
});

test('--help names every question and option', async () => {
  const { status, output } = await run('--help');

  expect(status).toBe(0);
  for (const { name } of questions) expect(output).toContain(name);
  expect(output).toContain("AWS CHARGES A MONTH'S FEE");
});

test.each([
  [['--only', 'everything'], '--only is everything, expected the name of a question (see --help)'],
  [['--sender-id', 'ACME'], '--sender-id is ACME, expected NAME/COUNTRY, such as ACME/DE'],
  [['--country', 'de'], '--country is de, expected two capital letters, such as DE'],
  [['--requests-at-once', '1000'], '--requests-at-once is 1000, expected a number from 2 to 100'],
  [[], 'nobody answers here: add --yes if you agree to the plan'],
])('%j is an error before the probe creates anything: %s', async (args, message) => {
  const { status, errors } = await run(...args);

  expect(status).toBe(1);
  expect(errors).toContain(message);
  expect(service.calls).toEqual([]);
});

test.each([
  ['a region', 'AWS_REGION', { ...credentials, AWS_REGION: '' }],
  ['credentials', 'AWS_PROFILE', { AWS_REGION: 'us-east-1' }],
])('without %s the probe says to set %s', async (_what, variable, environment) => {
  const { status, errors } = await start(['--yes'], environment).ended;

  expect(status).toBe(1);
  expect(errors).toMatch(new RegExp(`^probe: there (is no|are no) .+: set ${variable}`, 'm'));
});
