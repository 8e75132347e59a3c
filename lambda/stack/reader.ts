import {
  type CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  type StackEvent as ApiEvent,
  type StackResourceSummary,
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
      return { ...resourceOf({ ...detail, LogicalResourceId }), status: found(detail.ResourceStatus, 'status') };
    });
  }

  async resources(): Promise<StackResource[]> {
    const resources: StackResource[] = [];
    await this.pages(async (NextToken, abortSignal) => {
      const command = new ListStackResourcesCommand({ StackName: this.request.stackId, NextToken });
      const page = await this.client.send(command, { abortSignal });
      resources.push(...found(page.StackResourceSummaries, 'resources').map(resourceOf));
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
      events.push(...found(page.StackEvents, 'events').map(eventOf));
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

const EPOCH = new Date(0);

/** A status may be one that the SDK does not know yet. */
type WithStatus<Row> = Omit<Row, 'ResourceStatus'> & { readonly ResourceStatus?: string | undefined };

/** A row of the stack, or what is known of one resource. */
function resourceOf({
  LogicalResourceId: logicalResourceId = '',
  PhysicalResourceId: physicalResourceId = '',
  ResourceType: resourceType = '',
  ResourceStatus: status = '',
  LastUpdatedTimestamp: updated = EPOCH,
}: WithStatus<StackResourceSummary>): StackResource {
  return { logicalResourceId, physicalResourceId, resourceType, status, updated: updated.getTime() };
}

function eventOf({
  StackId,
  LogicalResourceId: logicalResourceId = '',
  PhysicalResourceId: physicalResourceId = '',
  ResourceStatus: status = '',
  Timestamp: time = EPOCH,
}: WithStatus<ApiEvent>): StackEvent {
  const isStack = physicalResourceId === StackId;
  return { isStack, logicalResourceId, physicalResourceId, status, time: time.getTime() };
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
