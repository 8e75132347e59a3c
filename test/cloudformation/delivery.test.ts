import { describe, expect, test } from '@jest/globals';
import type { CustomResourceRequest } from './custom-resource-request';
import { InProcessRunner } from './in-process-runner';
import { custom, scripted, succeed, type Rig } from './scripted';

function firstRequest(rig: Rig): CustomResourceRequest {
  const [request] = rig.requests;
  if (request === undefined) throw new Error('no request was made');
  return request;
}

function times(rig: Rig): number[] {
  const { sentAt, invocations } = firstRequest(rig);
  return invocations.map(({ time }) => time - sentAt);
}

describe('delivering an event', () => {
  test('invokes a function that crashed again with the same event, after one and after two minutes', async () => {
    const rig = scripted(async (_, { attempt, respond }) => {
      if (attempt < 2) throw new Error('crash');
      return respond({ Status: 'SUCCESS' });
    });
    expect((await rig.deploy({ A: custom() })).status).toBe('CREATE_COMPLETE');
    expect(times(rig)).toEqual([0, 60_000, 180_000]);
    expect(firstRequest(rig).invocations.map(({ outcome }) => outcome)).toEqual(['crashed', 'crashed', 'done']);
  });

  test.each([
    ['after the retries that the template allows', { MaximumRetryAttempts: 1 }],
    ['when the event is older than the template allows', { MaximumEventAgeInSeconds: 100 }],
  ])('stops %s', async (_, limit) => {
    const rig = scripted(({ RequestType }, { respond }) =>
      RequestType === 'Create' ? Promise.reject(new Error('crash')) : respond({ Status: 'SUCCESS' }),
    );
    const config = {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Function' }, ...limit },
    };
    await rig.deploy({ Config: config, A: custom({}, { DependsOn: 'Config' }) });
    expect(times(rig)).toEqual([0, 60_000]);
  });

  test('can deliver late and more than once', async () => {
    const rig = scripted(succeed, { delivery: () => ({ delay: 5000, duplicates: [0, 90_000] }) });
    await rig.deploy({ A: custom() });
    await rig.idle();
    expect(times(rig)).toEqual([0, 5000, 90_000]);
  });
});

describe('receiving responses', () => {
  test('accepts the first response and ignores the others', async () => {
    const rig = scripted(async (_, { respond }) => {
      await respond({ Status: 'SUCCESS', PhysicalResourceId: 'first' });
      await respond({ Status: 'FAILED', Reason: 'second', PhysicalResourceId: 'second' });
    });
    expect((await rig.deploy({ A: custom() })).status).toBe('CREATE_COMPLETE');
    expect(firstRequest(rig).responses.map(({ ignored }) => ignored)).toEqual([
      undefined,
      'an earlier response was accepted',
    ]);
  });

  test.each(['RequestId', 'StackId', 'LogicalResourceId'])('ignores a response with another %s', async (field) => {
    const rig = scripted(async (_, { respond }) => {
      await respond({ Status: 'FAILED', Reason: 'stray', [field]: 'of another' });
      await respond({ Status: 'SUCCESS' });
    });
    expect((await rig.deploy({ A: custom() })).status).toBe('CREATE_COMPLETE');
    expect(firstRequest(rig).responses[0]?.ignored).toContain(field);
  });

  test.each([
    ['more than 4096 bytes', { Status: 'FAILED', Reason: 'é'.repeat(2000) }, 'Response object is too long.'],
    ['no physical id', { Status: 'SUCCESS', PhysicalResourceId: '' }, 'Invalid PhysicalResourceId'],
    [
      'a physical id over 1 KB',
      { Status: 'SUCCESS', PhysicalResourceId: 'x'.repeat(1025) },
      'PhysicalResourceId is too long.',
    ],
    ['an unknown status', { Status: 'OK' }, 'Invalid Status: "OK"'],
    ['a failure without a reason', { Status: 'FAILED' }, 'Reason is required'],
  ])('fails the resource on a response with %s', async (_, fields, reason) => {
    const rig = scripted((event, { respond }) =>
      respond(event.RequestType === 'Create' ? fields : { Status: 'SUCCESS' }),
    );
    const result = await rig.deploy({ A: custom() });
    expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining(reason) });
  });

  test('can fail a PUT before or after it is accepted', async () => {
    const faults = [503 as const, 'drop-before' as const, 'drop-after' as const];
    const rig = scripted(
      async (_, { respond }) => {
        const outcomes = [];
        for (let count = 0; count < 4; count += 1) {
          outcomes.push(await respond({ Status: 'SUCCESS' }).catch((error: unknown) => String(error)));
        }
        expect(outcomes).toEqual([503, 'Error: read ECONNRESET', 'Error: read ECONNRESET', 200]);
      },
      { responseFault: () => faults.shift() },
    );
    await rig.deploy({ A: custom() });
    await rig.idle();
    expect(firstRequest(rig)).toMatchObject({ outcome: 'SUCCESS', invocations: [{ outcome: 'done' }] });
    expect(firstRequest(rig).responses).toHaveLength(2);
  });
});

describe('running a function in the process of the test', () => {
  const fn = {
    arn: 'arn',
    name: 'f',
    handler: 'index.handler',
    environment: {},
    timeoutSeconds: 900,
    region: 'r',
    accessKeyId: 'k',
    retries: 2,
    maximumEventAgeSeconds: 60,
  };

  test('kills it at its timeout: its pending work never continues', async () => {
    const { clock } = scripted(succeed);
    let wentOn = false;
    const runner = new InProcessRunner(clock, (_, lifetime) => async (_event, context) => {
      expect(context.getRemainingTimeInMillis()).toBe(900_000);
      await lifetime.clock(clock).sleep(901_000);
      wentOn = true;
    });
    const started = clock.now();
    expect(await clock.run(() => runner.invoke(fn, {}))).toBe('crashed');
    expect(clock.now() - started).toBe(900_000);
    await clock.run(() => clock.sleep(60_000));
    expect(wentOn).toBe(false);
  });

  test('reports a crash when it is killed or its handler rejects, and success when the handler resolves', async () => {
    const { clock } = scripted(succeed);
    const outcome = (handler: () => Promise<void>, kill = false): Promise<string> =>
      clock.run(() =>
        new InProcessRunner(clock, (_, lifetime) => async () => {
          if (kill) lifetime.kill();
          await lifetime.guard(handler());
        }).invoke(fn, {}),
      );
    expect(await outcome(() => Promise.resolve())).toBe('done');
    expect(await outcome(() => Promise.reject(new Error('no')))).toBe('crashed');
    expect(await outcome(() => Promise.resolve(), true)).toBe('crashed');
  });
});
