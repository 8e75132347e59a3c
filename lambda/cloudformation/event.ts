import { type Environment, parseArn } from '../util/arn';
import { InvalidProperty } from '../util/errors';
import { isJsonObject, type JsonObject } from '../util/json-object';

/** What a response needs of its event, as far as the event has it, so that a malformed event is answered too. */
export interface ResponseTarget {
  readonly requestId: string;
  readonly stackId: string;
  readonly logicalResourceId: string;
  /** Empty on Create. */
  readonly physicalResourceId: string;
  /** A secret: whoever has it can respond in the function's place. */
  readonly responseUrl: string;
  /** How long CloudFormation waits for a response, if the properties say so. */
  readonly serviceTimeoutSeconds: number | undefined;
}

/** What CloudFormation requests. Each field is checked except the properties, which `association/` checks. */
export interface Request extends ResponseTarget {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly resourceType: string;
  readonly properties: JsonObject;
  /** Empty except on Update. */
  readonly oldProperties: JsonObject;
  readonly environment: Environment;
  readonly sent: TimeRange;
}

/** When something happened, as exactly as that is known: milliseconds since the epoch, both inclusive. */
export interface TimeRange {
  readonly earliest: number;
  readonly latest: number;
}

/** Undefined when the event has no URL to respond to. */
export function parseResponseTarget(event: JsonObject): ResponseTarget | undefined {
  const responseUrl = text(event, 'ResponseURL');
  if (!isHttpUrl(responseUrl)) return undefined;
  const properties = objectIn(event, 'ResourceProperties');
  return {
    requestId: text(event, 'RequestId'),
    stackId: text(event, 'StackId'),
    logicalResourceId: text(event, 'LogicalResourceId'),
    physicalResourceId: event.RequestType === 'Create' ? '' : text(event, 'PhysicalResourceId'),
    responseUrl,
    serviceTimeoutSeconds: serviceTimeout(properties.ServiceTimeout),
  };
}

/**
 * @param receivedAt when this delivery of the event arrived, in milliseconds since the epoch
 * @throws InvalidProperty naming a field that CloudFormation would not send so
 */
export function parseRequest(event: JsonObject, target: ResponseTarget, receivedAt: number): Request {
  const type = event.RequestType;
  if (type !== 'Create' && type !== 'Update' && type !== 'Delete')
    throw new InvalidProperty('RequestType', type, 'expected Create, Update or Delete');
  for (const name of ['RequestId', 'LogicalResourceId', ...(type === 'Create' ? [] : ['PhysicalResourceId'])]) {
    if (text(event, name) === '') throw new InvalidProperty(name, event[name], 'expected a text');
  }
  const stack = parseArn(target.stackId);
  if (stack === undefined) throw new InvalidProperty('StackId', event.StackId, 'expected the ARN of a stack');
  return {
    ...target,
    type,
    resourceType: text(event, 'ResourceType'),
    properties: objectIn(event, 'ResourceProperties'),
    oldProperties: objectIn(event, 'OldResourceProperties'),
    environment: { partition: stack.partition, region: stack.region, account: stack.account },
    sent: signingTime(target.responseUrl, receivedAt) ?? { earliest: receivedAt, latest: receivedAt },
  };
}

/** By how much the clocks of Lambda and CloudFormation may differ, in milliseconds. */
const MAX_CLOCK_SKEW = 100;

/**
 * When CloudFormation signed the ResponseURL, which is when it sent the event. Lambda may deliver the event again minutes
 * later. X-Amz-Date has whole seconds, but no event is sent after its delivery: so an event and the one that cancels it
 * can be told apart within a second.
 */
function signingTime(responseUrl: string, receivedAt: number): TimeRange | undefined {
  const date = new URL(responseUrl).searchParams.get('X-Amz-Date') ?? '';
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  if (year === undefined) return undefined;
  const earliest = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(earliest)) return undefined;
  // A clock that is behind says that the event came before it was sent.
  const received = receivedAt < earliest ? Infinity : receivedAt + MAX_CLOCK_SKEW;
  return { earliest, latest: Math.min(earliest + 999, received) };
}

function text(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}

/** CloudFormation allows 1 to 3600 seconds. */
function serviceTimeout(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d+$/.test(value)) return undefined;
  const seconds = Number(value);
  return seconds >= 1 && seconds <= 3600 ? seconds : undefined;
}
