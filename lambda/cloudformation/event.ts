import { type Environment, parseArn } from '../util/arn';
import { InvalidProperty } from '../util/errors';
import { isJsonObject, type JsonObject } from '../util/json-object';

/** What a response needs of its event, as far as the event has it, so that a malformed event is answered too. */
export interface ResponseTarget {
  readonly requestId: string;
  readonly stackId: string;
  readonly logicalResourceId: string;
  /** Empty on Create, and where an engine other than CloudFormation sends none. */
  readonly physicalResourceId: string;
  /** A secret: whoever has it can respond in the function's place. */
  readonly responseUrl: string;
  /** How long CloudFormation waits for a response, if the properties say so. */
  readonly serviceTimeoutSeconds: number | undefined;
}

/** What CloudFormation requests. Each field is checked except the properties, which `association/` checks. */
export interface Request extends ResponseTarget {
  readonly type: 'Create' | 'Update' | 'Delete';
  /** The ARN of the function. */
  readonly serviceToken: string;
  readonly resourceType: string;
  readonly properties: JsonObject;
  /** Empty except on Update. */
  readonly oldProperties: JsonObject;
  readonly environment: Environment;
  /** When CloudFormation sent the event, by its own clock; undefined if the URL does not say so. */
  readonly sent: TimeRange | undefined;
  /** How old the event was when this delivery arrived, in milliseconds by the function's clock; undefined like `sent`. */
  readonly age: number | undefined;
}

/** When something happened, as exactly as that is known: milliseconds since the epoch, both inclusive. */
export interface TimeRange {
  readonly earliest: number;
  readonly latest: number;
}

/** Undefined when the event has no URL to respond to. */
export function parseResponseTarget(event: JsonObject, protocols: readonly string[]): ResponseTarget | undefined {
  const responseUrl = text(event, 'ResponseURL');
  if (!URL.canParse(responseUrl) || !protocols.includes(new URL(responseUrl).protocol)) return undefined;
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
  for (const name of ['RequestId', 'LogicalResourceId', ...(type === 'Update' ? ['PhysicalResourceId'] : [])]) {
    if (text(event, name) === '') throw new InvalidProperty(name, event[name], 'expected a string');
  }
  const properties = objectIn(event, 'ResourceProperties');
  const serviceToken = text(event, 'ServiceToken') || text(properties, 'ServiceToken');
  const sent = signingTime(target.responseUrl);
  return {
    ...target,
    type,
    serviceToken,
    resourceType: text(event, 'ResourceType'),
    properties,
    oldProperties: objectIn(event, 'OldResourceProperties'),
    environment: environmentOf(target.stackId, serviceToken),
    sent,
    age: sent === undefined ? undefined : receivedAt - sent.earliest,
  };
}

/** From the stack; some engines other than CloudFormation send a stack id that is no ARN, but the function always has one. */
function environmentOf(stackId: string, serviceToken: string): Environment {
  const arn = parseArn(stackId) ?? parseArn(serviceToken);
  if (arn === undefined) throw new InvalidProperty('StackId', stackId, 'expected the ARN of a stack');
  return { partition: arn.partition, region: arn.region, account: arn.account };
}

/** When CloudFormation signed the ResponseURL, which is when it sent the event. X-Amz-Date has whole seconds. */
function signingTime(responseUrl: string): TimeRange | undefined {
  const date = new URL(responseUrl).searchParams.get('X-Amz-Date') ?? '';
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  if (year === undefined) return undefined;
  const earliest = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(earliest) ? undefined : { earliest, latest: earliest + 999 };
}

function text(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

/** CloudFormation allows 1 to 3600 seconds. */
function serviceTimeout(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d+$/.test(value)) return undefined;
  const seconds = Number(value);
  return seconds >= 1 && seconds <= 3600 ? seconds : undefined;
}
