import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { CloudFormation } from '../cloudformation';
import type { ServedApi } from './serve';

/** Reads stacks over HTTP with the published SDK client. */
export class Reader {
  private constructor(
    private readonly served: ServedApi,
    readonly client: CloudFormationClient,
  ) {}

  static async open(cloudFormation: CloudFormation): Promise<Reader> {
    const served = await cloudFormation.serveApi();
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
    const { endpoint } = served;
    return new Reader(served, new CloudFormationClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }));
  }

  /** The stack's status, and each resource as `A CREATE_COMPLETE id (reason)`. */
  async read(stackName: string): Promise<string[]> {
    const { Stacks = [] } = await this.client.send(new DescribeStacksCommand({ StackName: stackName }));
    const { StackResourceSummaries = [] } = await this.client.send(
      new ListStackResourcesCommand({ StackName: stackName }),
    );
    const rows = StackResourceSummaries.filter(({ ResourceType }) => ResourceType === 'Custom::Thing').map((row) => {
      const { LogicalResourceId, ResourceStatus, PhysicalResourceId, ResourceStatusReason } = row;
      const reason = ResourceStatusReason === undefined ? undefined : `(${ResourceStatusReason})`;
      return [LogicalResourceId, ResourceStatus, PhysicalResourceId, reason].filter(Boolean).join(' ');
    });
    return [String(Stacks[0]?.StackStatus), ...rows];
  }

  async close(): Promise<void> {
    this.client.destroy();
    await this.served.close();
  }
}
