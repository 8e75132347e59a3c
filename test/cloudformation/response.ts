import { isObject, type JsonObject } from './template';

/** A body that a function PUT to a ResponseURL. */
export interface FunctionResponse {
  readonly time: number;
  readonly body: string;
  readonly bytes: number;
  /** Why CloudFormation ignored it; absent for the response that it accepted. */
  readonly ignored?: string | undefined;
}

/** A response as CloudFormation reads it; one that breaks its rules is a failure. */
export interface ParsedResponse {
  readonly success: boolean;
  readonly reason: string;
  readonly physicalId?: string;
  readonly data: JsonObject;
}

const MAXIMUM_BYTES = 4096;
const MAXIMUM_PHYSICAL_ID_BYTES = 1024;

/** Why a response does not belong to the event; undefined when it does. */
export function mismatchOf(
  body: string,
  event: { RequestId: string; StackId: string; LogicalResourceId: string },
): string | undefined {
  const response = parse(body);
  for (const field of ['RequestId', 'StackId', 'LogicalResourceId'] as const) {
    if (response !== undefined && response[field] !== event[field]) {
      return `its ${field} is ${JSON.stringify(response[field])}, not ${event[field]}`;
    }
  }
  return undefined;
}

export function parseResponse(body: string): ParsedResponse {
  if (Buffer.byteLength(body) > MAXIMUM_BYTES) return failed('Response object is too long.');
  const response = parse(body);
  if (response === undefined) return failed('Response is not a valid JSON object.');
  const { Status, Reason, PhysicalResourceId, Data } = response;
  if (typeof PhysicalResourceId !== 'string' || PhysicalResourceId === '') return failed('Invalid PhysicalResourceId');
  if (Buffer.byteLength(PhysicalResourceId) > MAXIMUM_PHYSICAL_ID_BYTES)
    return failed('PhysicalResourceId is too long.');
  const data = isObject(Data) ? Data : {};
  if (Status === 'SUCCESS') return { success: true, reason: '', physicalId: PhysicalResourceId, data };
  if (Status !== 'FAILED') return failed(`Invalid Status: ${JSON.stringify(Status)}`);
  if (typeof Reason !== 'string' || Reason === '') return failed('Reason is required when Status is FAILED');
  return { success: false, reason: Reason, physicalId: PhysicalResourceId, data };
}

function failed(reason: string): ParsedResponse {
  return { success: false, reason, data: {} };
}

function parse(body: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
