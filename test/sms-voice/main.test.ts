import { PinpointSMSVoiceV2 } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts'), ...args]);
  started.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const endpoint = async (): Promise<string> => {
    while (!output.includes('--endpoint-url')) await once(child.stdout, 'data');
    return /http:\/\/127\.0\.0\.1:[0-9]+/.exec(output)?.[0] ?? '';
  };
  return { child, endpoint, ended, output: () => output, errors: () => errors };
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the program prints its endpoint, answers there, and ends on %s',
  async (signal) => {
    const program = start();
    const endpoint = await program.endpoint();
    const client = new PinpointSMSVoiceV2({
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      endpoint,
    });

    const { RcsAgentId } = await client.createRcsAgent({});
    expect((await client.describeRcsAgents({})).RcsAgents).toMatchObject([{ RcsAgentId }]);
    client.destroy();
    program.child.kill(signal);

    expect(await program.ended).toBe(0);
    expect(program.output()).toContain(
      `aws pinpoint-sms-voice-v2 describe-pools --region us-east-1 --endpoint-url ${endpoint}`,
    );
  },
  20_000,
);

test.each(['http', '70000', '-1'])('the program refuses the port %s', async (port) => {
  const program = start(`--port=${port}`);

  expect(await program.ended).toBe(1);
  expect(program.errors()).toContain(`--port is ${port}, expected 0 to 65535`);
});

test('the program says what to do about a port in use', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const program = start('--port', String(port));

  expect(await program.ended).toBe(1);
  expect(program.errors()).toContain(`port ${String(port)} is not available (EADDRINUSE): give another`);
  taken.close();
});
