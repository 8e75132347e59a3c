import { beforeEach, describe, expect, test } from '@jest/globals';
import { custom, failing, Rig, scripted, succeed, topic } from './scripted';

let rig: Rig;

beforeEach(() => {
  rig = scripted(succeed);
});

describe('creating a stack', () => {
  test('sends a Create with the fields of CloudFormation, every scalar as a string', async () => {
    await rig.deploy({ A: custom({ Number: 1, Flag: true, List: [2, { Deep: false }], ServiceTimeout: 60 }) });
    const { StackId, RequestId, ResponseURL, ServiceToken, ...event } = rig.requests[0]?.event ?? {};
    expect(StackId).toMatch(/^arn:aws:cloudformation:us-east-1:111122223333:stack\/Stack\/[0-9a-f-]{36}$/);
    expect(RequestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(ResponseURL).toMatch(/^https:/);
    expect(event).toEqual({
      RequestType: 'Create',
      LogicalResourceId: 'A',
      ResourceType: 'Custom::Thing',
      ResourceProperties: {
        ServiceToken,
        Number: '1',
        Flag: 'true',
        List: ['2', { Deep: 'false' }],
        ServiceTimeout: '60',
      },
    });
  });

  test('signs each response URL with the time of the request, in whole seconds', async () => {
    rig = scripted(succeed, { delivery: () => ({ delay: 5000 }) });
    await rig.clock.run(() => rig.clock.sleep(7_654));
    await rig.deploy({ A: custom() });
    expect(rig.requests[0]?.event.ResponseURL).toContain('&X-Amz-Date=20260101T000007Z&');
  });

  test('leaves the time out of the response URLs when asked to', async () => {
    rig = scripted(succeed, { signedUrlDates: false });
    await rig.deploy({ A: custom() });
    expect(rig.requests[0]?.event.ResponseURL).not.toContain('X-Amz-Date');
  });

  test('creates a resource after those that it refers to or depends on', async () => {
    await rig.deploy({
      C: custom({}, { DependsOn: 'B' }),
      B: custom({ From: { 'Fn::GetAtt': ['A', 'Word'] } }),
      A: custom({ Word: 'hello' }),
    });
    expect(rig.story).toEqual(['Create A', 'Create B', 'Create C']);
    expect(rig.requests[1]?.event.ResourceProperties).toMatchObject({ From: 'hello' });
  });

  test('creates independent resources at the same time', async () => {
    rig = scripted(async (_, { clock, respond }) => {
      await clock.sleep(5000);
      await respond({ Status: 'SUCCESS' });
    });
    await rig.deploy({ A: custom(), B: custom() });
    expect(rig.requests[0]?.sentAt).toBe(rig.requests[1]?.sentAt);
  });

  test('resolves the outputs whose conditions hold', async () => {
    const resources = { A: custom({ Id: 'thing-1' }), No: topic({ Condition: 'Never' }) };
    const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    const Outputs = { Id: { Value: { Ref: 'A' } }, None: { Condition: 'Never', Value: 'x' } };
    const { status, outputs } = await rig.deploy(resources, { sections: { Conditions, Outputs } });
    expect(status).toBe('CREATE_COMPLETE');
    expect(outputs).toEqual({ Id: 'thing-1' });
    expect(rig.resource('No')).toBeUndefined();
  });

  test('takes parameters from the deployment or their defaults', async () => {
    const Parameters = { P: { Type: 'String', Default: 'x' }, Q: { Type: 'Number', Default: 7 } };
    const resources = { A: custom({ P: { Ref: 'P' }, Q: { Ref: 'Q' } }) };
    await rig.deploy(resources, { parameters: { P: 'given' }, sections: { Parameters } });
    expect(rig.requests[0]?.event.ResourceProperties).toMatchObject({ P: 'given', Q: '7' });
  });
});

describe('rolling back a create', () => {
  test('deletes the created resources in reverse order, a failed one by the id of its response', async () => {
    rig = scripted((event, { respond }) =>
      event.RequestType === 'Create' && event.LogicalResourceId === 'B'
        ? respond({ Status: 'FAILED', Reason: 'no luck', PhysicalResourceId: 'failed-b' })
        : respond({ Status: 'SUCCESS' }),
    );
    const [afterA, afterB] = [{ DependsOn: ['A'] }, { DependsOn: ['B'] }];
    const result = await rig.deploy({ A: custom(), B: custom({}, afterA), C: custom({}, afterB) });
    expect(result.status).toBe('ROLLBACK_COMPLETE');
    expect(result.reason).toContain(
      'Received response status [FAILED] from custom resource. Message returned: no luck',
    );
    expect(rig.story).toEqual(['Create A', 'Create B', 'Delete B failed-b', 'Delete A a']);
  });

  test('cancels requests in progress and deletes their resources by invented ids, while the functions run on', async () => {
    let finished = 0;
    rig = scripted(async (event, { clock, respond }) => {
      if (event.RequestType === 'Create') await clock.sleep(60_000);
      if (event.RequestType === 'Create') finished = clock.now();
      await respond({ Status: 'SUCCESS' });
    });
    const failAt = { logicalId: 'T', reason: 'no topic', after: 1000 };
    const result = await rig.deploy({ A: custom(), T: topic() }, { failAt });
    expect(result).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: 'no topic' });
    expect(Rig.events(result)).toContain('A CREATE_FAILED');
    expect(rig.story).toEqual(['Create A', expect.stringMatching(/^Delete A Stack-A-[0-9A-F]{12}$/)]);
    expect(finished).toBe(0);
    await rig.idle();
    expect(finished).toBe((rig.requests[0]?.sentAt ?? 0) + 60_000);
    expect(rig.requests[0]?.responses).toMatchObject([{ ignored: 'the request is cancelled already' }]);
  });

  test.each([
    ['after its ServiceTimeout', { ServiceTimeout: 120 }, 120_000],
    ['after an hour, when there is no ServiceTimeout', {}, 3_600_000],
  ])('deletes a resource without a response by an invented id, %s', async (_, properties, milliseconds) => {
    rig = scripted(async ({ RequestType }, { respond }) => {
      if (RequestType === 'Delete') await respond({ Status: 'SUCCESS' });
    });
    const before = rig.clock.now();
    const { reason } = await rig.deploy({ A: custom(properties) });
    expect(reason).toMatch(/^CloudFormation did not receive a response from your Custom Resource/);
    expect(rig.clock.now() - before).toBe(milliseconds);
    expect(rig.story[1]).toMatch(/^Delete A Stack-A-/);
  });

  test('keeps a resource whose DeletionPolicy is Retain', async () => {
    const resources = { A: custom({}, { DeletionPolicy: 'Retain' }), T: topic({ DependsOn: 'A' }) };
    const result = await rig.deploy(resources, { failAt: { logicalId: 'T' } });
    expect(Rig.events(result)).toContain('A DELETE_SKIPPED');
    expect(rig.story).toEqual(['Create A']);
  });

  test('fails when a resource can not be deleted, and keeps the resources that it depends on', async () => {
    rig = failing(({ RequestType }) => RequestType === 'Delete');
    const resources = { P: topic(), A: custom({}, { DependsOn: 'P' }), T: topic({ DependsOn: 'A' }) };
    const result = await rig.deploy(resources, { failAt: { logicalId: 'T' } });
    expect(result).toMatchObject({ status: 'ROLLBACK_FAILED', leftBehind: expect.arrayContaining(['A', 'P']) });
    expect(Rig.events(result)).not.toContain('P DELETE_IN_PROGRESS');
  });

  test('creates a stack again after a rollback, under another id', async () => {
    await rig.deploy({ A: custom(), T: topic({ DependsOn: 'A' }) }, { failAt: { logicalId: 'T' } });
    expect((await rig.deploy({ A: custom() })).status).toBe('CREATE_COMPLETE');
    expect(new Set(rig.requests.map(({ event }) => event.StackId)).size).toBe(2);
  });
});
