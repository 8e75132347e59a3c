import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { type Home, parseArn } from './arn';

/** What CloudFormation asks, each field checked but the properties, which are the association's own to check. */
export interface Request {
  readonly type: CloudFormationCustomResourceEvent['RequestType'];
  readonly requestId: string;
  readonly stackId: string;
  readonly logicalResourceId: string;
  /** A secret: whoever has it can answer in the function's place. */
  readonly responseUrl: string;
  /** Empty on Create. */
  readonly physicalResourceId: string;
  readonly properties: Fields;
  /** Empty but on Update. */
  readonly oldProperties: Fields;
  readonly home: Home;
  /** How long CloudFormation waits for an answer, if the properties say so. */
  readonly serviceTimeoutSeconds: number | undefined;
}

export type Fields = Readonly<Record<string, unknown>>;

/** @throws Error when the event is none of a custom resource: then there is nobody to answer */
export function parseRequest(event: unknown): Request {
  const fields = isFields(event) ? event : {};
  const type = fields.RequestType;
  if (type !== 'Create' && type !== 'Update' && type !== 'Delete')
    throw new Error(`RequestType: got ${JSON.stringify(type)}; expected Create, Update or Delete from CloudFormation`);
  const stackId = text(fields, 'StackId');
  const stack = parseArn(stackId);
  if (stack === undefined) throw new Error(`StackId: got ${JSON.stringify(stackId)}; expected the ARN of a stack`);
  const properties = isFields(fields.ResourceProperties) ? fields.ResourceProperties : {};
  return {
    type,
    requestId: text(fields, 'RequestId'),
    stackId,
    logicalResourceId: text(fields, 'LogicalResourceId'),
    responseUrl: text(fields, 'ResponseURL'),
    physicalResourceId: type === 'Create' ? '' : text(fields, 'PhysicalResourceId'),
    properties,
    oldProperties: isFields(fields.OldResourceProperties) ? fields.OldResourceProperties : {},
    home: { partition: stack.partition, region: stack.region, account: stack.account },
    serviceTimeoutSeconds: seconds(properties.ServiceTimeout),
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A missing field is named without its event, which holds the ResponseURL. */
function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '')
    throw new Error(`${name}: missing from the event; expected an event of a CloudFormation custom resource`);
  return value;
}

function seconds(value: unknown): number | undefined {
  const parsed = Number(value);
  return Number.isFinite(parsed) && parsed > 0 ? parsed : undefined;
}
