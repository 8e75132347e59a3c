import { isObject, type JsonObject } from './template';

/** What a function PUT to a ResponseURL, and whether CloudFormation took it. */
export interface Answer {
  readonly time: number;
  readonly body: string;
  readonly bytes: number;
  /** Why it changed nothing; absent for the one that counted. */
  readonly ignored?: string;
}

/** The answer that counts, read by CloudFormation's rules. */
export interface Verdict {
  readonly success: boolean;
  readonly reason: string;
  readonly physicalId?: string;
  readonly data: JsonObject;
}

const MAXIMUM_BYTES = 4096;
const MAXIMUM_PHYSICAL_ID_BYTES = 1024;

/** Why an answer belongs to no open request; undefined when it belongs to this one. */
export function strayReason(
  body: string,
  event: { RequestId: string; StackId: string; LogicalResourceId: string },
): string | undefined {
  const answer = parse(body);
  for (const field of ['RequestId', 'StackId', 'LogicalResourceId'] as const) {
    if (answer !== undefined && answer[field] !== event[field]) {
      return `its ${field} is ${JSON.stringify(answer[field])}, not ${event[field]}`;
    }
  }
  return undefined;
}

export function verdictOn(body: string): Verdict {
  if (Buffer.byteLength(body) > MAXIMUM_BYTES) return failed('Response object is too long.');
  const answer = parse(body);
  if (answer === undefined) return failed('Response is not a valid JSON object.');
  const { Status, Reason, PhysicalResourceId, Data } = answer;
  if (typeof PhysicalResourceId !== 'string' || PhysicalResourceId === '') return failed('Invalid PhysicalResourceId');
  if (Buffer.byteLength(PhysicalResourceId) > MAXIMUM_PHYSICAL_ID_BYTES)
    return failed('PhysicalResourceId is too long.');
  const data = isObject(Data) ? Data : {};
  if (Status === 'SUCCESS') return { success: true, reason: '', physicalId: PhysicalResourceId, data };
  if (Status !== 'FAILED') return failed(`Invalid Status: ${JSON.stringify(Status)}`);
  if (typeof Reason !== 'string' || Reason === '') return failed('Reason is required when Status is FAILED');
  return { success: false, reason: Reason, physicalId: PhysicalResourceId, data };
}

function failed(reason: string): Verdict {
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
