import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { Request } from '../cloudformation/event';

/** A resource of the stack, as CloudFormation shows it: a row of ListStackResources. */
export interface StackResource {
  readonly logicalResourceId: string;
  /** Empty while a Create is in progress. */
  readonly physicalResourceId: string;
  readonly resourceType: string;
  readonly status: string;
  /** When the status changed, in milliseconds since the epoch. */
  readonly updated: number;
}

export interface Stack {
  readonly status: string;
  readonly resources: readonly StackResource[];
}

/** Whether the stack is being deleted as a whole: then none of its resources keeps anything. */
export const isBeingDeleted = ({ status }: Stack): boolean => status === 'DELETE_IN_PROGRESS';

/**
 * The stack's status and resources. A Delete of a stack that is being deleted needs no resources, which saves the pages.
 *
 * @throws what the client throws
 */
export async function readStack(
  client: CloudFormationClient,
  { type, stackId }: Request,
  abortSignal: AbortSignal,
): Promise<Stack> {
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackId }), { abortSignal });
  const status = Stacks?.[0]?.StackStatus;
  if (status === undefined) throw new Error('DescribeStacks answered no stack');
  const stack = { status, resources: [] };
  return type === 'Delete' && isBeingDeleted(stack)
    ? stack
    : { status, resources: await readResources(client, stackId, abortSignal) };
}

async function readResources(
  client: CloudFormationClient,
  StackName: string,
  abortSignal: AbortSignal,
): Promise<StackResource[]> {
  const resources: StackResource[] = [];
  const paging = { client, stopOnSameToken: true };
  for await (const page of paginateListStackResources(paging, { StackName }, { abortSignal })) {
    for (const summary of page.StackResourceSummaries ?? []) {
      resources.push({
        logicalResourceId: summary.LogicalResourceId ?? '',
        physicalResourceId: summary.PhysicalResourceId ?? '',
        resourceType: summary.ResourceType ?? '',
        status: summary.ResourceStatus ?? '',
        updated: summary.LastUpdatedTimestamp?.getTime() ?? 0,
      });
    }
  }
  return resources;
}
