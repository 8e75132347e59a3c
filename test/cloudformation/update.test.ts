import { beforeEach, describe, expect, test } from '@jest/globals';
import { custom, failing, Rig, scripted, succeed, topic } from './scripted';

let rig: Rig;

beforeEach(() => {
  rig = scripted(succeed);
});

describe('updating a stack', () => {
  test('sends an Update with the old properties, only for resources that changed', async () => {
    await rig.deploy({ A: custom({ X: 1 }), B: custom({ X: 1 }) });
    const result = await rig.deploy({ A: custom({ X: 2 }), B: custom({ X: 1 }) });
    expect(result.status).toBe('UPDATE_COMPLETE');
    expect(rig.story).toEqual(['Create A', 'Create B', 'Update A a']);
    const { ServiceToken, RequestId, ResourceProperties, OldResourceProperties } = rig.requests[2]?.event ?? {};
    expect({ ResourceProperties, OldResourceProperties }).toEqual({
      ResourceProperties: { ServiceToken, X: '2' },
      OldResourceProperties: { ServiceToken, X: '1' },
    });
    expect(RequestId).not.toBe(rig.requests[0]?.event.RequestId);
  });

  test('leaves the stack as it is when nothing changed', async () => {
    await rig.deploy({ A: custom() });
    expect(await rig.deploy({ A: custom() })).toMatchObject({ status: 'CREATE_COMPLETE', changed: false, events: [] });
  });

  test('updates a resource that refers to a changed attribute', async () => {
    const resources = (word: string): object => ({
      A: custom({ Word: word }),
      B: custom({ From: { 'Fn::GetAtt': ['A', 'Word'] } }),
    });
    await rig.deploy({ ...resources('old') });
    await rig.deploy({ ...resources('new') });
    expect(rig.story.slice(2)).toEqual(['Update A a', 'Update B b']);
  });

  test('deletes a replaced resource by its old id with its old properties, after all updates', async () => {
    await rig.deploy({ A: custom({ Id: 'a-1' }), B: custom({ Of: { Ref: 'A' } }) });
    await rig.deploy({ A: custom({ Id: 'a-2' }), B: custom({ Of: { Ref: 'A' } }) });
    expect(rig.story.slice(2)).toEqual(['Update A a-1', 'Update B b', 'Delete A a-1']);
    expect(rig.requests[4]?.event.ResourceProperties).toMatchObject({ Id: 'a-1' });
    expect(rig.resource('A')?.physicalId).toBe('a-2');
  });

  test('creates a renamed resource before it deletes the old one', async () => {
    await rig.deploy({ A: custom() });
    await rig.deploy({ B: custom() });
    expect(rig.story).toEqual(['Create A', 'Create B', 'Delete A a']);
  });

  test('deletes removed resources in reverse order, so that a policy outlives the resources that depend on it', async () => {
    await rig.deploy({ P: topic(), A: custom({}, { DependsOn: 'P' }) });
    const result = await rig.deploy({});
    const deletions = Rig.events(result).filter((event) => event.includes('DELETE_COMPLETE'));
    expect(deletions).toEqual(['A DELETE_COMPLETE', 'P DELETE_COMPLETE']);
  });

  test.each([
    ['a removed resource whose DeletionPolicy is Retain', { DeletionPolicy: 'Retain' }, {}],
    ['a replaced resource whose UpdateReplacePolicy is Retain', { UpdateReplacePolicy: 'Retain' }, { Id: 'a-2' }],
  ])('keeps %s', async (_, policy, properties) => {
    await rig.deploy({ A: custom({ Id: 'a-1' }, policy) });
    const result = await rig.deploy('Id' in properties ? { A: custom(properties, policy) } : {});
    expect(Rig.events(result)).toContain('A DELETE_SKIPPED');
    expect(rig.story.filter((request) => request.startsWith('Delete'))).toEqual([]);
  });

  test('refuses another service token', async () => {
    const second = { Type: 'AWS::Lambda::Function', Properties: { Role: 'role' } };
    await rig.deploy({ A: custom(), Second: second });
    const another = custom({ ServiceToken: { 'Fn::GetAtt': ['Second', 'Arn'] } });
    const { status, reason } = await rig.deploy({ A: another, Second: second });
    expect([status, reason]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'Modifying service token is not allowed.']);
    expect(rig.story).toEqual(['Create A']);
  });

  test('refuses to update a stack whose deletion failed', async () => {
    rig = failing(({ RequestType }) => RequestType === 'Delete');
    await rig.deploy({ A: custom() });
    expect((await rig.destroy()).status).toBe('DELETE_FAILED');
    await expect(rig.deploy({ A: custom() })).rejects.toThrow(
      'stack Stack is in DELETE_FAILED, expected one of CREATE_COMPLETE',
    );
  });
});

describe('rolling back an update', () => {
  test('updates resources back with swapped properties, then deletes the created ones', async () => {
    await rig.deploy({ A: custom({ X: 1 }) });
    const result = await rig.deploy(
      { A: custom({ X: 2 }), B: custom(), T: topic({ DependsOn: ['A', 'B'] }) },
      { failAt: { logicalId: 'T', reason: 'no topic' } },
    );
    expect(result).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: 'no topic' });
    expect(rig.story.slice(1)).toEqual(['Update A a', 'Create B', 'Update A a', 'Delete B b']);
    expect(rig.requests[3]?.event).toMatchObject({ ResourceProperties: { X: '1' }, OldResourceProperties: { X: '2' } });
    expect(rig.resource('A')?.properties).toMatchObject({ X: 1 });
  });

  test('updates a replaced resource back by its new id, then deletes the new one with the new properties', async () => {
    await rig.deploy({ A: custom({ Id: 'a-1' }) });
    await rig.deploy({ A: custom({ Id: 'a-2' }), T: topic({ DependsOn: 'A' }) }, { failAt: { logicalId: 'T' } });
    expect(rig.story.slice(1)).toEqual(['Update A a-1', 'Update A a-2', 'Delete A a-2']);
    expect(rig.requests[3]?.event.ResourceProperties).toMatchObject({ Id: 'a-2' });
    expect(rig.resource('A')?.physicalId).toBe('a-1');
  });

  test('updates a resource back whose update failed, and one whose update was cancelled', async () => {
    rig = scripted(async (event, { clock, respond }) => {
      const { LogicalResourceId, ResourceProperties } = event;
      if (LogicalResourceId === 'B' && ResourceProperties.X === '2') await clock.sleep(60_000);
      const fails = LogicalResourceId === 'A' && ResourceProperties.X === '2';
      return respond(fails ? { Status: 'FAILED', Reason: 'no' } : { Status: 'SUCCESS' });
    });
    const resources = (X: number) => ({ A: custom({ X }), B: custom({ X }), C: custom({ X }, { DependsOn: 'A' }) });
    await rig.deploy(resources(1));
    expect((await rig.deploy(resources(2))).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(rig.story.slice(3)).toEqual(['Update A a', 'Update B b', 'Update A a', 'Update B b']);
    expect(rig.requests[4]?.outcome).toBe('cancelled');
  });

  test('reports a resource whose update failed without a request as updated back', async () => {
    await rig.deploy({ T: topic() });
    const result = await rig.deploy({ T: topic() }, { failAt: { logicalId: 'T' } });
    expect(Rig.events(result).filter((event) => event.startsWith('T '))).toEqual([
      'T UPDATE_IN_PROGRESS',
      'T UPDATE_FAILED',
      'T UPDATE_COMPLETE',
    ]);
  });

  test('keeps resources that the failed template no longer declares', async () => {
    await rig.deploy({ A: custom() });
    await rig.deploy({ T: topic() }, { failAt: { logicalId: 'T' } });
    expect(rig.story).toEqual(['Create A']);
    expect(rig.resource('A')).toBeDefined();
  });

  test('fails when a resource can not be updated back', async () => {
    rig = failing(({ OldResourceProperties }) => OldResourceProperties?.X === '2');
    await rig.deploy({ A: custom({ X: 1 }) });
    const update = { A: custom({ X: 2 }), T: topic({ DependsOn: 'A' }) };
    expect((await rig.deploy(update, { failAt: { logicalId: 'T' } })).status).toBe('UPDATE_ROLLBACK_FAILED');
  });
});

describe('destroying a stack', () => {
  test('deletes all resources in reverse order', async () => {
    await rig.deploy({ A: custom(), B: custom({}, { DependsOn: 'A' }) });
    expect((await rig.destroy()).status).toBe('DELETE_COMPLETE');
    expect(rig.story.slice(2)).toEqual(['Delete B b', 'Delete A a']);
    expect(rig.cloudFormation.stack('Stack')).toBeUndefined();
  });

  test('can be repeated for resources that could not be deleted', async () => {
    let busy = true;
    rig = failing(({ RequestType }) => RequestType === 'Delete' && busy);
    await rig.deploy({ A: custom(), T: topic() });
    expect(await rig.destroy()).toMatchObject({ status: 'DELETE_FAILED', reason: expect.stringContaining('no luck') });
    busy = false;
    expect((await rig.destroy()).status).toBe('DELETE_COMPLETE');
    expect(rig.story.slice(1)).toEqual(['Delete A a', 'Delete A a']);
  });
});
