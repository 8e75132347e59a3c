import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CustomResourceEvent } from './custom-resource-request';
import type { StackEvent } from './stack';
import { custom, failing, scripted, topic, type Rig } from './scripted';

/** A child stack of one custom resource, which imports the parent's function. */
function child(id: string, properties: object = {}): object {
  return {
    Parameters: { Token: { Type: 'String' } },
    Resources: { C: { Type: 'Custom::Thing', Properties: { ServiceToken: { Ref: 'Token' }, Id: id, ...properties } } },
    Outputs: { Id: { Value: { Ref: 'C' } } },
  };
}

const nestedTemplates = {
  'https://templates/one': child('c1'),
  'https://templates/two': child('c2'),
  'https://templates/bad': child('c3', { Bad: true }),
};

function nested(url: keyof typeof nestedTemplates, attributes: object = {}): object {
  const Parameters = { Token: { 'Fn::GetAtt': ['Function', 'Arn'] } };
  return { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url, Parameters }, ...attributes };
}

let rig: Rig;
let events: StackEvent[];

beforeEach(() => {
  events = [];
  const fails = ({ RequestType, ResourceProperties: { Bad } }: CustomResourceEvent) =>
    Bad !== undefined && RequestType !== 'Delete';
  rig = failing(fails, { nestedTemplates, onEvent: (event) => events.push(event) });
});

/** The statuses that the child had. */
const statuses = () =>
  events
    .filter(({ logicalId, stackName }) => logicalId === stackName && stackName.startsWith('Stack-Child-'))
    .map(({ status }) => status);

describe('a nested stack', () => {
  test('is created with its parameters, and gives its outputs', async () => {
    const { status, outputs } = await rig.deploy(
      { Child: nested('https://templates/one') },
      { sections: { Outputs: { Id: { Value: { 'Fn::GetAtt': ['Child', 'Outputs.Id'] } } } } },
    );
    expect({ status, outputs }).toEqual({ status: 'CREATE_COMPLETE', outputs: { Id: 'c1' } });
    expect(statuses()).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
    expect(rig.requests[0]?.event.StackId).toMatch(/:stack\/Stack-Child-[0-9A-F]{12}\//);
  });

  test('that fails is deleted by the rollback of its parent', async () => {
    const { status, reason } = await rig.deploy({ Child: nested('https://templates/bad') });
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reason).toMatch(/^Embedded stack arn:.* was not successfully created: Received response status \[FAILED\]/);
    expect(statuses()).toEqual(['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(rig.story).toEqual(['Create C', 'Delete C c3']);
  });

  test('cleans up only when its siblings are done', async () => {
    await rig.deploy({ Child: nested('https://templates/one') });
    events = [];
    await rig.deploy({ Child: nested('https://templates/two'), T: topic({ DependsOn: 'Child' }) });
    const rows = events.map(({ logicalId, status }) => `${logicalId.replace(/-.*/, '')} ${status}`);
    expect(rows.filter((row) => /^(Child|C|T) /.test(row))).toEqual([
      'Child UPDATE_IN_PROGRESS',
      'C UPDATE_IN_PROGRESS',
      'C UPDATE_COMPLETE',
      'Child UPDATE_COMPLETE',
      'T CREATE_IN_PROGRESS',
      'T CREATE_COMPLETE',
      'C DELETE_IN_PROGRESS',
      'C DELETE_COMPLETE',
    ]);
    expect(rig.story.slice(1)).toEqual(['Update C c1', 'Delete C c1']);
  });

  test('is rolled back by its parent after its own update was complete', async () => {
    await rig.deploy({ Child: nested('https://templates/one') });
    const resources = { Child: nested('https://templates/two'), T: topic({ DependsOn: 'Child' }) };
    const { status } = await rig.deploy(resources, { failAt: { logicalId: 'T' } });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(statuses().slice(2)).toEqual([
      'UPDATE_IN_PROGRESS',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(rig.story.slice(1)).toEqual(['Update C c1', 'Update C c2', 'Delete C c2']);
  });

  test('whose update fails is rolled back with its parent', async () => {
    await rig.deploy({ Child: nested('https://templates/one') });
    const { status, reason } = await rig.deploy({ Child: nested('https://templates/bad') });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reason).toContain('was not successfully updated');
    expect(statuses().slice(2, 5)).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_FAILED', 'UPDATE_ROLLBACK_IN_PROGRESS']);
    expect(rig.story.slice(1)).toEqual(['Update C c1', 'Update C c3', 'Delete C c3']);
  });

  test('can be updated again after a rollback', async () => {
    await rig.deploy({ Child: nested('https://templates/one') });
    await rig.deploy({ Child: nested('https://templates/bad') });
    expect((await rig.deploy({ Child: nested('https://templates/two') })).status).toBe('UPDATE_COMPLETE');
    expect(rig.story.slice(-2)).toEqual(['Update C c1', 'Delete C c1']);
  });

  test('has its requests cancelled with those of its parent', async () => {
    rig = scripted(
      async (event, { clock, respond }) => {
        if (event.RequestType === 'Create') await clock.sleep(60_000);
        await respond({ Status: 'SUCCESS' });
      },
      { nestedTemplates },
    );
    const resources = { Child: nested('https://templates/one'), T: topic() };
    await rig.deploy(resources, { failAt: { logicalId: 'T', after: 1000 } });
    expect(rig.requests[0]?.outcome).toBe('cancelled');
    expect(rig.story[1]).toMatch(/^Delete C Stack-Child-[0-9A-F]{12}-C-[0-9A-F]{12}$/);
  });

  test('is deleted with its parent', async () => {
    await rig.deploy({ Child: nested('https://templates/one'), A: custom() });
    expect((await rig.destroy()).status).toBe('DELETE_COMPLETE');
    expect(statuses().slice(2)).toEqual(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(rig.story).toContain('Delete C c1');
  });
});
