import {
  type CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { Request } from '../cloudformation/event';
import type { Context } from '../util/context';
import { isNoRoute, isSdkError, systemCode } from '../util/errors';
import { retry } from '../util/retry';
import { NoResponse, withTimeout } from '../util/timeout';
import type { StackEvent } from './events';
import { isStable } from './former-ownership';
import type { StackResource } from './statuses';

/** How long to retry a call. A Delete that doesn't know who owns the association can lose it, so it waits longer. */
const MAX_WAIT: Readonly<Record<Request['type'], number>> = { Create: 5_000, Update: 5_000, Delete: 30_000 };

/** A stack has at most 500 resources, and its events are kept for 90 days. More pages come from a broken list. */
const MAX_PAGES = 100;

/** Why a call did not succeed. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(
    cause: unknown,
    /** CloudFormation does not know the stack or the resource, as before they are made, or refuses a page's token. */
    readonly isStale: boolean,
    /** Nothing responded at all, as in a VPC without a route to CloudFormation: it would cost as long each time. */
    readonly isSilent: boolean,
  ) {
    super(isSdkError(cause) ? `${cause.name}: ${cause.message}` : String(cause), { cause });
  }
}

/** The calls that read a stack. Each retries what can pass, and throws Unreadable. */
export class StackReader {
  constructor(
    private readonly client: CloudFormationClient,
    private readonly context: Context,
    private readonly request: Pick<Request, 'type' | 'stackId' | 'logicalResourceId'>,
    /** Whether each call is a single attempt. */
    private readonly isOneAttempt: boolean,
  ) {}

  async stack(): Promise<{ readonly status: string; readonly parameters: ReadonlyMap<string, string> }> {
    const input = { StackName: this.request.stackId };
    return this.call(async (abortSignal) => {
      const { Stacks } = await this.client.send(new DescribeStacksCommand(input), { abortSignal });
      const { StackStatus: status, Parameters = [] } = found(Stacks?.[0], 'stack');
      const parameters = Parameters.map(
        ({ ParameterKey = '', ParameterValue = '', ResolvedValue }) =>
          [ParameterKey, ResolvedValue ?? ParameterValue] as const,
      );
      return { status: found(status, 'status'), parameters: new Map(parameters) };
    });
  }

  /** The request's own resource. */
  async ownResource(): Promise<StackResource> {
    const { stackId: StackName, logicalResourceId: LogicalResourceId } = this.request;
    return this.call(async (abortSignal) => {
      const command = new DescribeStackResourceCommand({ StackName, LogicalResourceId });
      const { StackResourceDetail } = await this.client.send(command, { abortSignal });
      const detail = found(StackResourceDetail, 'resource');
      return {
        logicalResourceId: LogicalResourceId,
        physicalResourceId: detail.PhysicalResourceId ?? '',
        resourceType: detail.ResourceType ?? '',
        status: found(detail.ResourceStatus, 'status'),
        updated: detail.LastUpdatedTimestamp?.getTime() ?? 0,
      };
    });
  }

  async resources(): Promise<StackResource[]> {
    const resources: StackResource[] = [];
    await this.pages(async (NextToken, abortSignal) => {
      const command = new ListStackResourcesCommand({ StackName: this.request.stackId, NextToken });
      const page = await this.client.send(command, { abortSignal });
      for (const summary of found(page.StackResourceSummaries, 'resources')) {
        resources.push({
          logicalResourceId: summary.LogicalResourceId ?? '',
          physicalResourceId: summary.PhysicalResourceId ?? '',
          resourceType: summary.ResourceType ?? '',
          status: summary.ResourceStatus ?? '',
          updated: summary.LastUpdatedTimestamp?.getTime() ?? 0,
        });
      }
      return page.NextToken;
    });
    return resources;
  }

  /** Newest first, back to the last stable state of the stack. */
  async eventsSinceStable(): Promise<StackEvent[]> {
    const events: StackEvent[] = [];
    await this.pages(async (NextToken, abortSignal) => {
      const command = new DescribeStackEventsCommand({ StackName: this.request.stackId, NextToken });
      const page = await this.client.send(command, { abortSignal });
      for (const event of found(page.StackEvents, 'events')) {
        events.push({
          isStack: event.PhysicalResourceId === event.StackId,
          logicalResourceId: event.LogicalResourceId ?? '',
          physicalResourceId: event.PhysicalResourceId ?? '',
          status: event.ResourceStatus ?? '',
          time: event.Timestamp?.getTime() ?? 0,
        });
      }
      return events.some(isStable) ? undefined : page.NextToken;
    });
    const stable = events.findIndex(isStable);
    return stable === -1 ? events : events.slice(0, stable);
  }

  /** The processed template, parsed. */
  async template(): Promise<unknown> {
    const input = { StackName: this.request.stackId, TemplateStage: 'Processed' } as const;
    return this.call(async (abortSignal) => {
      const { TemplateBody } = await this.client.send(new GetTemplateCommand(input), { abortSignal });
      const template: unknown = JSON.parse(found(TemplateBody, 'template'));
      return template;
    });
  }

  private async pages(
    readPage: (token: string | undefined, abortSignal: AbortSignal) => Promise<string | undefined>,
  ): Promise<void> {
    let token: string | undefined;
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const current = token;
      token = await this.call((abortSignal) => readPage(current, abortSignal));
      if (token === undefined || token === current) return;
    }
  }

  private async call<Output>(send: (abortSignal: AbortSignal) => Promise<Output>): Promise<Output> {
    const { clock, deadline } = this.context;
    const maxWait = this.isOneAttempt ? 0 : MAX_WAIT[this.request.type];
    const attemptDeadline = Math.min(deadline, clock.now() + MAX_WAIT[this.request.type]);
    const result = await retry(
      async () => {
        try {
          return { ok: true, output: await withTimeout({ clock, deadline: attemptDeadline }, send) } as const;
        } catch (error) {
          return { ok: false, error } as const;
        }
      },
      { clock, deadline, shouldRetry: (error, elapsed) => elapsed < maxWait && mayPass(error) },
    );
    if (result.ok) return result.output;
    const isStale = isSdkError(result.error) && result.error.name === 'ValidationError';
    throw new Unreadable(result.error, isStale, result.error instanceof NoResponse);
  }
}

/** A response without what was asked for is none. */
class Malformed extends Error {}

function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Malformed(`the response has no ${what}`);
  return value;
}

/** What the SDK calls a response that it can't parse: empty, cut, or HTML. */
const UNPARSABLE: ReadonlySet<string> = new Set(['SyntaxError', 'UnknownError', 'Unknown', 'Error']);

function mayPass(error: unknown): boolean {
  if (error instanceof Malformed) return true;
  if (!isSdkError(error) || isNoRoute(error)) return false;
  const isUnparsable = UNPARSABLE.has(error.name) || systemCode(error) !== undefined;
  return isUnparsable || isThrottlingError(error) || isServerError(error) || isTransientError(error);
}
