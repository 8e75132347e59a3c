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
  test('repeats a crashed invocation with the same event after one and after two minutes', async () => {
    const rig = scripted(async (_, { attempt, answer }) => {
      if (attempt < 2) throw new Error('crash');
      return answer({ Status: 'SUCCESS' });
    });
    expect((await rig.deploy({ A: custom() })).status).toBe('CREATE_COMPLETE');
    expect(times(rig)).toEqual([0, 60_000, 180_000]);
    expect(firstRequest(rig).invocations.map(({ outcome }) => outcome)).toEqual(['crashed', 'crashed', 'done']);
  });

  test('gives up after the retries that the template allows', async () => {
    const rig = scripted((event, { answer }) =>
      event.RequestType === 'Create' ? Promise.reject(new Error('crash')) : answer({ Status: 'SUCCESS' }),
    );
    const once = {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Function' }, MaximumRetryAttempts: 1 },
    };
    await rig.deploy({ Once: once, A: custom({}, { DependsOn: 'Once' }) });
    expect(times(rig)).toEqual([0, 60_000]);
  });

  test('drops an event that is older than the template allows', async () => {
    const rig = scripted((event, { answer }) =>
      event.RequestType === 'Create' ? Promise.reject(new Error('crash')) : answer({ Status: 'SUCCESS' }),
    );
    const young = {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Function' }, MaximumEventAgeInSeconds: 100 },
    };
    await rig.deploy({ Young: young, A: custom({}, { DependsOn: 'Young' }) });
    expect(times(rig)).toEqual([0, 60_000]);
  });

  test('delivers late and more than once when asked to', async () => {
    const rig = scripted(succeed, { delivery: () => ({ delay: 5000, duplicates: [0, 90_000] }) });
    await rig.deploy({ A: custom() });
    await rig.idle();
    expect(times(rig)).toEqual([0, 5000, 90_000]);
  });
});

describe('taking answers', () => {
  test('takes the first answer and ignores the rest', async () => {
    const rig = scripted(async (_, { answer }) => {
      await answer({ Status: 'SUCCESS', PhysicalResourceId: 'first' });
      await answer({ Status: 'FAILED', Reason: 'second', PhysicalResourceId: 'second' });
    });
    expect((await rig.deploy({ A: custom() })).status).toBe('CREATE_COMPLETE');
    expect(firstRequest(rig).answers.map(({ ignored }) => ignored)).toEqual([undefined, 'an earlier answer counted']);
  });

  test.each(['RequestId', 'StackId', 'LogicalResourceId'])('ignores an answer with another %s', async (field) => {
    const rig = scripted(async (_, { answer }) => {
      await answer({ Status: 'FAILED', Reason: 'stray', [field]: 'of somebody else' });
      await answer({ Status: 'SUCCESS' });
    });
    expect((await rig.deploy({ A: custom() })).status).toBe('CREATE_COMPLETE');
    expect(firstRequest(rig).answers[0]?.ignored).toContain(field);
  });

  test.each([
    ['more than 4096 bytes', { Status: 'FAILED', Reason: 'é'.repeat(2000) }, 'Response object is too long.'],
    ['no physical id', { Status: 'SUCCESS', PhysicalResourceId: '' }, 'Invalid PhysicalResourceId'],
    [
      'a physical id over 1 KB',
      { Status: 'SUCCESS', PhysicalResourceId: 'x'.repeat(1025) },
      'PhysicalResourceId is too long.',
    ],
    ['a strange status', { Status: 'OK' }, 'Invalid Status: "OK"'],
    ['a failure without a reason', { Status: 'FAILED' }, 'Reason is required'],
  ])('fails the resource on an answer with %s', async (_, fields, reason) => {
    const rig = scripted((event, { answer }) =>
      answer(event.RequestType === 'Create' ? fields : { Status: 'SUCCESS' }),
    );
    const result = await rig.deploy({ A: custom() });
    expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining(reason) });
  });

  test('lets a PUT fail before or after it was taken', async () => {
    const faults = [503 as const, 'drop-before' as const, 'drop-after' as const];
    const rig = scripted(
      async (_, { answer }) => {
        const outcomes = [];
        for (let count = 0; count < 4; count += 1) {
          outcomes.push(await answer({ Status: 'SUCCESS' }).catch((error: unknown) => String(error)));
        }
        expect(outcomes).toEqual([503, 'Error: read ECONNRESET', 'Error: read ECONNRESET', 200]);
      },
      { responseFault: () => faults.shift() },
    );
    await rig.deploy({ A: custom() });
    await rig.idle();
    expect(firstRequest(rig)).toMatchObject({ outcome: 'SUCCESS', invocations: [{ outcome: 'done' }] });
    expect(firstRequest(rig).answers).toHaveLength(2);
  });
});

describe('running a function in the same process', () => {
  const fn = {
    arn: 'arn',
    name: 'f',
    handler: 'index.handler',
    environment: {},
    timeoutSeconds: 900,
    memoryMegabytes: 128,
    logGroup: 'g',
    region: 'r',
    accessKeyId: 'k',
    retries: 2,
    maximumEventAgeSeconds: 60,
  };

  test('kills it when its time is up: what it waited for never goes on', async () => {
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

  test('ends it as crashed when it is killed or its handler rejects, as done when the handler resolves', async () => {
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
