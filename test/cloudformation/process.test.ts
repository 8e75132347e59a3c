import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CloudFormation } from './cloudformation';
import { HttpResponses } from './http-responses';
import type { ResponseFault } from './in-process-responses';
import { ProcessRunner } from './process-runner';
import { custom } from './scripted';
import type { StackResult } from './stack';
import { realClock } from '../clock';

/** A handler that responds with its environment, and repeats the PUT until the URL accepts it; to a schedule it returns. */
const HANDLER = `
exports.handler = async (event, context) => {
  if (event.Schedule === 'fails') throw new Error('a check that fails');
  if (event.Schedule !== undefined) return { schedule: event.Schedule };
  const { WORD, AWS_REGION, AWS_ACCESS_KEY_ID, EXTRA, RIG_REQUEST_ID, AWS_ENDPOINT_URL_CLOUDFORMATION } = process.env;
  console.log(JSON.stringify({ request: event.RequestType, logStream: context.logStreamName, cwd: process.cwd() }));
  if (event.ResourceProperties.Hang === event.RequestType) await new Promise((resolve) => setTimeout(resolve, 60000));
  const Data = { WORD, AWS_REGION, AWS_ACCESS_KEY_ID, EXTRA, RIG_REQUEST_ID, AWS_ENDPOINT_URL_CLOUDFORMATION,
    REMAINING: context.getRemainingTimeInMillis() };
  const { StackId, RequestId, LogicalResourceId } = event;
  const body = JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'made', StackId, RequestId, LogicalResourceId, Data });
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
  for (let status = 0; status !== 200; ) {
    status = (await fetch(event.ResponseURL, { method: 'PUT', headers, body }).catch(() => ({}))).status;
  }
};`;

let assembly: string;
let responses: HttpResponses;
let faults: ResponseFault[];

beforeEach(async () => {
  assembly = mkdtempSync(join(tmpdir(), 'assembly-'));
  mkdirSync(join(assembly, 'asset.1'));
  writeFileSync(join(assembly, 'asset.1', 'index.js'), HANDLER);
  const file = { source: { path: 'asset.1' }, destinations: { here: { bucketName: 'b', objectKey: '1.zip' } } };
  writeFileSync(join(assembly, 'Stack.assets.json'), JSON.stringify({ files: { 1: file } }));
  faults = [];
  responses = await HttpResponses.start(() => faults.shift());
});

afterEach(async () => {
  await responses.close();
  rmSync(assembly, { recursive: true });
});

function template(Timeout: number, properties: object = {}): object {
  const Environment = { Variables: { WORD: 'from the template' } };
  const Code = { S3Bucket: { 'Fn::Sub': 'assets-${AWS::Region}' }, S3Key: '1.zip' };
  const Role = { 'Fn::GetAtt': ['Role', 'Arn'] };
  return {
    Resources: {
      Role: { Type: 'AWS::IAM::Role' },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: { Role, Handler: 'index.handler', Timeout, Environment, Code },
      },
      A: custom({ ServiceTimeout: 20, ...properties }),
    },
  };
}

async function deploy(
  runner: ProcessRunner,
  source: object,
): Promise<{ result: StackResult; cloudFormation: CloudFormation }> {
  const cloudFormation = new CloudFormation({ clock: realClock, runner, responses, region: 'eu-west-1' });
  try {
    return { result: await cloudFormation.deploy('Stack', source, { assembly }), cloudFormation };
  } finally {
    cloudFormation.close();
    runner.kill();
    await cloudFormation.idle();
  }
}

describe('a function in a process of its own', () => {
  test('runs from the asset of the template, in the environment that Lambda gives', async () => {
    const runner = new ProcessRunner({ environment: { EXTRA: 'from the test' } });
    const { result, cloudFormation } = await deploy(runner, template(30));
    expect(result.status).toBe('CREATE_COMPLETE');
    const { REMAINING, ...seen } = cloudFormation.stack('Stack')?.resources.get('A')?.attributes ?? {};
    expect(seen).toEqual({
      WORD: 'from the template',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA[0-9A-F]{16}$/),
      EXTRA: 'from the test',
      AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9',
    });
    expect(Number(REMAINING)).toBeGreaterThan(20_000);
    expect(Number(REMAINING)).toBeLessThanOrEqual(30_000);
    expect(JSON.parse(runner.log[0] ?? '')).toMatchObject({
      request: 'Create',
      cwd: expect.stringContaining('asset.1'),
    });
  });

  test('gets the endpoint of the served API', async () => {
    const cloudFormation = new CloudFormation({ clock: realClock, runner: new ProcessRunner(), responses });
    const served = await cloudFormation.serveApi();
    await cloudFormation.deploy('Stack', template(30), { assembly });
    await served.close();
    expect(cloudFormation.stack('Stack')?.resources.get('A')?.attributes).toMatchObject({
      AWS_ENDPOINT_URL_CLOUDFORMATION: served.endpoint,
    });
  });

  test('submits its response although the response URL fails at first', async () => {
    faults = [503, 'drop-before'];
    const { result, cloudFormation } = await deploy(new ProcessRunner(), template(30));
    expect(result.status).toBe('CREATE_COMPLETE');
    expect(cloudFormation.requests[0]?.responses).toHaveLength(1);
  });

  test('resolves with what the handler returns, and with nothing of one that throws', async () => {
    const runner = new ProcessRunner();
    const { cloudFormation } = await deploy(runner, template(30));
    const arn = String(cloudFormation.stack('Stack')?.resources.get('Function')?.attributes.Arn);
    const fn = cloudFormation.functionOf(arn);
    if (fn === undefined) throw new Error(`the stack has no function ${arn}`);
    expect(await runner.call(fn, { Schedule: 'hourly' })).toEqual({
      outcome: 'done',
      returned: { schedule: 'hourly' },
    });
    expect(await runner.call(fn, { Schedule: 'fails' })).toEqual({ outcome: 'crashed' });
  });

  test('is killed at its timeout', async () => {
    const hanging = template(1, { Hang: 'Create', ServiceTimeout: 2 });
    const { result, cloudFormation } = await deploy(new ProcessRunner(), hanging);
    expect(result.status).toBe('ROLLBACK_COMPLETE');
    expect(cloudFormation.requests[0]?.invocations).toMatchObject([{ outcome: 'crashed' }]);
  });
});

describe('a response URL on loopback', () => {
  /** As Node's own client sends it, with nothing added. */
  function put(url: string, headers: Record<string, string>, method = 'PUT'): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      request(url, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end('{}');
    });
  }

  test.each([
    ['a PUT with an empty content-type and its length', 200, { 'content-type': '', 'content-length': '2' }, 'PUT', 1],
    ['another content-type', 403, { 'content-type': 'application/json', 'content-length': '2' }, 'PUT', 0],
    ['a body without its length', 411, { 'transfer-encoding': 'chunked' }, 'PUT', 0],
    ['a POST', 405, { 'content-length': '2' }, 'POST', 0],
  ])('responds to %s with %d', async (_, status, headers, method, taken) => {
    const bodies: string[] = [];
    const url = responses.open((body) => bodies.push(body));
    expect(await put(url, { ...headers }, method)).toBe(status);
    expect(bodies).toHaveLength(taken);
  });

  test('refuses a URL that was never given', async () => {
    const url = responses.open(() => undefined);
    expect(await put(url.replace('secret', 'guess'), { 'content-length': '2' })).toBe(403);
  });
});
