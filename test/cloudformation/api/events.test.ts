import {
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  GetTemplateCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { custom, failing, scripted, topic, type Rig } from '../scripted';
import type { EventIds } from '../stack-events';
import { parseTemplate } from '../template';
import { Reader } from './reader';

let rig: Rig;
let reader: Reader;

beforeEach(async () => {
  rig = failing(({ ResourceProperties }) => ResourceProperties.Bad === 'true');
  reader = await Reader.open(rig.cloudFormation);
});

afterEach(() => reader.close());

const template = async (): Promise<object> => {
  const command = new GetTemplateCommand({ StackName: 'Stack', TemplateStage: 'Processed' });
  const { TemplateBody = '' } = await reader.client.send(command);
  const { Resources } = parseTemplate(JSON.parse(TemplateBody));
  return Resources;
};

/** The events of resource A, newest first, each as `A UPDATE_COMPLETE id`. */
async function eventsOfA(): Promise<string[]> {
  const { StackEvents = [] } = await reader.client.send(new DescribeStackEventsCommand({ StackName: 'Stack' }));
  return StackEvents.filter(({ LogicalResourceId }) => LogicalResourceId === 'A').map(
    ({ ResourceStatus, PhysicalResourceId }) => [ResourceStatus, PhysicalResourceId].filter(Boolean).join(' '),
  );
}

describe('the events of a stack', () => {
  test('come newest first, with those of the stack itself', async () => {
    await rig.deploy({ A: custom() });
    const { StackEvents = [] } = await reader.client.send(new DescribeStackEventsCommand({ StackName: 'Stack' }));
    const own = StackEvents.filter(({ PhysicalResourceId, StackId }) => PhysicalResourceId === StackId);
    expect(own.map(({ ResourceStatus }) => ResourceStatus)).toEqual(['CREATE_COMPLETE', 'CREATE_IN_PROGRESS']);
    expect(StackEvents[1]).toMatchObject({
      LogicalResourceId: 'A',
      PhysicalResourceId: 'a',
      ResourceType: 'Custom::Thing',
      ResourceStatus: 'CREATE_COMPLETE',
      Timestamp: new Date(rig.clock.now()),
    });
  });

  test('come in pages', async () => {
    await rig.deploy({ A: custom(), B: topic() });
    rig.cloudFormation.api.settings.pageSize = 4;
    const sizes: number[] = [];
    const pages = paginateDescribeStackEvents({ client: reader.client }, { StackName: 'Stack' });
    for await (const { StackEvents = [] } of pages) sizes.push(StackEvents.length);
    expect(sizes).toEqual([4, 4, 2]);
  });

  test('do not continue with the token of another list, or with one that has expired', async () => {
    await rig.deploy({ A: custom(), B: topic() });
    Object.assign(rig.cloudFormation.api.settings, { pageSize: 1, tokenLifeMilliseconds: 5_000 });
    const { value } = await paginateListStackResources({ client: reader.client }, { StackName: 'Stack' }).next();
    const command = new DescribeStackEventsCommand({ StackName: 'Stack', NextToken: value?.NextToken });
    await expect(reader.client.send(command)).rejects.toThrow('NextToken is invalid');
    const pages = paginateListStackResources({ client: reader.client }, { StackName: 'Stack' });
    await pages.next();
    await rig.clock.run(() => rig.clock.sleep(5_001));
    await expect(pages.next()).rejects.toThrow('NextToken is invalid');
  });

  test.each<[EventIds, string[]]>([
    ['as the row', ['UPDATE_FAILED a', 'UPDATE_IN_PROGRESS a', 'CREATE_COMPLETE a', 'CREATE_IN_PROGRESS']],
    ['none in progress', ['UPDATE_FAILED a', 'UPDATE_IN_PROGRESS', 'CREATE_COMPLETE a', 'CREATE_IN_PROGRESS']],
  ])('show the physical id of a failed update %s', async (eventIds, expected) => {
    await rig.deploy({ A: custom() });
    await rig.deploy({ A: custom({ Bad: true }) }, { onFailure: 'DO_NOTHING' });
    rig.cloudFormation.api.settings.eventIds = eventIds;
    expect((await eventsOfA()).slice(-4)).toEqual(expected);
  });

  test.each<[EventIds, string[]]>([
    ['as the row', ['UPDATE_COMPLETE a2', 'UPDATE_IN_PROGRESS a1']],
    ['newer in progress', ['UPDATE_COMPLETE a2', 'UPDATE_IN_PROGRESS a2', 'UPDATE_IN_PROGRESS a1']],
  ])('show the physical ids of a replacement %s', async (eventIds, expected) => {
    await rig.deploy({ A: custom({ Id: 'a1' }) });
    await rig.deploy({ A: custom({ Id: 'a2' }) });
    rig.cloudFormation.api.settings.eventIds = eventIds;
    const events = (await eventsOfA()).filter((event) => event.startsWith('UPDATE'));
    expect(events).toEqual(expected);
  });

  test('can show the former physical id where a failed update responded with another one', async () => {
    await rig.deploy({ A: custom({ Id: 'a1' }) });
    await rig.deploy({ A: custom({ Id: 'a2', Bad: true }) });
    expect(await eventsOfA()).toContain('UPDATE_FAILED a2');
    rig.cloudFormation.api.settings.eventIds = 'former if failed';
    expect(await eventsOfA()).toContain('UPDATE_FAILED a1');
  });
});

describe('the template of a stack', () => {
  test('is the new one while an update goes forward, and the former one while it rolls back', async () => {
    const seen: string[] = [];
    rig = scripted(async ({ RequestType }, { respond }) => {
      const { source } = rig.cloudFormation.stack('Stack') ?? {};
      seen.push(`${RequestType}: ${JSON.stringify(source).includes('"X":"2"') ? 'new' : 'former'}`);
      await respond({ Status: 'SUCCESS' });
    });
    await rig.deploy({ A: custom({ X: '1' }) });
    await rig.deploy({ A: custom({ X: '2' }), T: topic({ DependsOn: 'A' }) }, { failAt: { logicalId: 'T' } });
    expect(seen).toEqual(['Create: former', 'Update: new', 'Update: former']);
  });

  test('is JSON, as the deployment gave it', async () => {
    await rig.deploy({ A: custom({ List: [{ Ref: 'T' }] }), T: topic() });
    expect(await template()).toMatchObject({ A: custom({ List: [{ Ref: 'T' }] }), T: topic() });
  });
});

describe('a single resource', () => {
  test('is described as in the list', async () => {
    await rig.deploy({ A: custom() });
    const command = new DescribeStackResourceCommand({ StackName: 'Stack', LogicalResourceId: 'A' });
    const { StackResourceDetail } = await reader.client.send(command);
    expect(StackResourceDetail).toMatchObject({
      StackId: rig.cloudFormation.stack('Stack')?.id,
      LogicalResourceId: 'A',
      PhysicalResourceId: 'a',
      ResourceStatus: 'CREATE_COMPLETE',
      LastUpdatedTimestamp: new Date(rig.clock.now()),
    });
  });

  test('is not found under a logical id that the stack never had', async () => {
    await rig.deploy({ A: custom() });
    const command = new DescribeStackResourceCommand({ StackName: 'Stack', LogicalResourceId: 'B' });
    await expect(reader.client.send(command)).rejects.toThrow('Resource B does not exist for stack');
  });
});

describe('what the API shows of an update', () => {
  beforeEach(async () => {
    await rig.deploy({ A: custom({ X: '1' }) });
    await rig.clock.run(() => rig.clock.sleep(60_000));
    await rig.deploy({ A: custom({ X: '2', Id: 'a2' }) });
    await rig.clock.run(() => rig.clock.sleep(1_000));
  });

  test.each(['empty', 'cut', 'html'] as const)('can be a body that is no answer: %s', async (outage) => {
    rig.cloudFormation.api.settings.outage = outage;
    const { StackEvents } = await reader.client
      .send(new DescribeStackEventsCommand({ StackName: 'Stack' }))
      .catch(() => ({ StackEvents: undefined }));
    expect(StackEvents).toBeUndefined();
    expect(rig.cloudFormation.api.calls.at(-1)?.outcome).toBe(outage);
  });

  test('has the times of a clock that can be ahead', async () => {
    rig.cloudFormation.api.settings.clockAheadMilliseconds = 90_000;
    const { StackEvents } = await reader.client.send(new DescribeStackEventsCommand({ StackName: 'Stack' }));
    expect(StackEvents?.[0]?.Timestamp).toEqual(new Date(rig.clock.now() - 1_000 + 90_000));
  });
});
