import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from '@jest/globals';
import { inProcessClient } from '../../sms-voice';
import type { CloudFormation } from '../cloudformation';
import { accessKeyOf } from '../lambda-function';
import { custom, scripted, succeed, topic, type Rig } from '../scripted';
import { apiRequestHandler } from './request-handler';

function clientOf({ api }: CloudFormation, accessKeyId = 'AKIDEXAMPLE'): CloudFormationClient {
  return new CloudFormationClient({
    ...inProcessClient({ region: 'us-east-1', accessKeyId }),
    requestHandler: apiRequestHandler(api),
  });
}

async function deployed(): Promise<Rig> {
  const rig = scripted(succeed);
  await rig.deploy({ A: custom() });
  return rig;
}

const describeStack = new DescribeStacksCommand({ StackName: 'Stack' });

describe('reading a stack in virtual time', () => {
  test('lets a function see its own request in progress', async () => {
    const seen: unknown[] = [];
    const rig = scripted(async (event, { respond }) => {
      const command = new ListStackResourcesCommand({ StackName: event.StackId });
      const { StackResourceSummaries = [] } = await clientOf(rig.cloudFormation).send(command);
      seen.push(StackResourceSummaries.find(({ LogicalResourceId }) => LogicalResourceId === 'A'));
      await respond({ Status: 'SUCCESS' });
    });
    await rig.deploy({ A: custom() });
    expect(seen).toMatchObject([
      { ResourceStatus: 'CREATE_IN_PROGRESS', LastUpdatedTimestamp: new Date(rig.clock.now()) },
    ]);
    expect(seen[0]).not.toHaveProperty('PhysicalResourceId');
  });

  test('allows what the policies of the role allow, on the stack alone', async () => {
    const rig = scripted(succeed);
    const { api, iam } = rig.cloudFormation;
    api.authorize = ({ accessKeyId, action, resources }) => iam.isAllowed(accessKeyId, action, resources);
    const Statement = { Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: { Ref: 'AWS::StackId' } };
    await rig.deploy({
      Read: { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement } } },
    });
    await rig.clock.run(() => rig.cloudFormation.deploy('Other', { Resources: { T: topic() } }));
    const role = rig.cloudFormation.stack('Stack')?.resources.get('Role');
    const client = clientOf(rig.cloudFormation, accessKeyOf(String(role?.attributes.Arn)));
    await client.send(describeStack);
    const other = client.send(new DescribeStacksCommand({ StackName: 'Other' }));
    await expect(other).rejects.toMatchObject({ name: 'AccessDenied' });
    const list = client.send(new ListStackResourcesCommand({ StackName: 'Stack' }));
    await expect(list).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('responds late with the state at the request', async () => {
    const { clock, cloudFormation } = await deployed();
    cloudFormation.api.settings.slowMilliseconds = 8_000;
    const start = clock.now();
    const read = async (): Promise<unknown> => {
      const call = clientOf(cloudFormation).send(describeStack);
      await clock.sleep(1_000);
      await cloudFormation.destroy('Stack');
      return (await call).Stacks?.[0]?.StackStatus;
    };
    expect(await clock.run(read)).toBe('CREATE_COMPLETE');
    expect(clock.now() - start).toBe(8_000);
  });

  test('lags behind', async () => {
    const rig = await deployed();
    const { clock, cloudFormation } = rig;
    cloudFormation.api.settings.lagMilliseconds = 5_000;
    const status = async (): Promise<unknown> =>
      (await clientOf(cloudFormation).send(describeStack)).Stacks?.[0]?.StackStatus;
    await expect(clock.run(status)).rejects.toThrow('Stack with id Stack does not exist');
    await clock.run(() => clock.sleep(5_000));
    await rig.deploy({ A: custom({ X: 2 }) });
    await clock.run(() => clock.sleep(4_999));
    expect(await clock.run(status)).toBe('CREATE_COMPLETE');
    await clock.run(() => clock.sleep(1));
    expect(await clock.run(status)).toBe('UPDATE_COMPLETE');
  });

  test('hangs until the client gives up', async () => {
    const { clock, cloudFormation } = await deployed();
    cloudFormation.api.settings.outage = 'hanging';
    const gone = new AbortController();
    clock.alarm(3_000, () => {
      gone.abort();
    });
    const call = clock.run(() => clientOf(cloudFormation).send(describeStack, { abortSignal: gone.signal }));
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  test.each([
    ['refused', 'ECONNREFUSED'],
    ['dropped', 'ECONNRESET'],
  ] as const)('breaks the connection: %s', async (outage, code) => {
    const { clock, cloudFormation } = await deployed();
    cloudFormation.api.settings.outage = outage;
    await expect(clock.run(() => clientOf(cloudFormation).send(describeStack))).rejects.toMatchObject({ code });
  });
});
