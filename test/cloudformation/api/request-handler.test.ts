import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from '@jest/globals';
import { nameOnly } from '../../sms-voice';
import type { CloudFormation } from '../cloudformation';
import { custom, scripted, succeed, type Rig } from '../scripted';
import { apiRequestHandler } from './request-handler';

function clientOf({ api }: CloudFormation): CloudFormationClient {
  const accessKeyId = 'AKIDEXAMPLE';
  return new CloudFormationClient({
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'secret' },
    maxAttempts: 1,
    signer: nameOnly(accessKeyId),
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
    const rig = scripted(async (event, { answer }) => {
      const command = new ListStackResourcesCommand({ StackName: event.StackId });
      const { StackResourceSummaries = [] } = await clientOf(rig.cloudFormation).send(command);
      seen.push(StackResourceSummaries.find(({ LogicalResourceId }) => LogicalResourceId === 'A'));
      await answer({ Status: 'SUCCESS' });
    });
    await rig.deploy({ A: custom() });
    expect(seen).toMatchObject([
      { ResourceStatus: 'CREATE_IN_PROGRESS', LastUpdatedTimestamp: new Date(rig.clock.now()) },
    ]);
    expect(seen[0]).not.toHaveProperty('PhysicalResourceId');
  });

  test('answers late with the state of the request', async () => {
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
