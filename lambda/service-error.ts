import { isNativeError } from 'node:util/types';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

/** An error as the SDK's retry parts take it. */
type SdkError = Parameters<typeof isThrottlingError>[0];

/** What an error of the service means for an association. */
export type FailureKind =
  | 'conflict'
  | 'mismatch'
  | 'last phone number'
  | 'not associated'
  | 'not found'
  | 'refused'
  | 'denied'
  | 'throttled'
  | 'unknown outcome';

export interface Failure {
  readonly kind: FailureKind;
  /** The service's `Reason`, such as PHONE_NUMBER_ASSOCIATED_TO_POOL; conflicts need not have one. */
  readonly reason: string | undefined;
  /** The service's words with all that it adds: the name, reason, resource and fields. */
  readonly description: string;
}

export function classify(error: unknown): Failure {
  if (!isError(error)) return { kind: 'refused', reason: undefined, description: String(error) };
  const details = detailsOf(error);
  return { kind: kindOf(error, details.reason), reason: details.reason, description: describe(error, details) };
}

function kindOf(error: SdkError, reason: string | undefined): FailureKind {
  // Throttling is asked first: the SDK counts it among the transient errors, but it is sure to have had no effect.
  if (isThrottlingError(error)) return 'throttled';
  switch (error.name) {
    case 'ConflictException':
      return kindOfConflict(reason);
    case 'ResourceNotFoundException':
      return 'not found';
    // A token that IAM has only just issued is refused by parts of the service that don't know it yet.
    case 'AccessDeniedException':
    case 'UnrecognizedClientException':
    case 'CredentialsProviderError':
      return 'denied';
    default:
      return isWithoutOutcome(error) ? 'unknown outcome' : 'refused';
  }
}

/**
 * The request may have had its effect: the answer is an error of the server's, can't be read, or never came. What never
 * came has many names, or only that of Error, but it never has the status of a response.
 */
function isWithoutOutcome(error: SdkError): boolean {
  const isUnread = error.name === 'SyntaxError';
  const isUnanswered = error.$metadata?.httpStatusCode === undefined && !DEFECTS.has(error.name);
  return isTransientError(error) || isServerError(error) || isUnread || isUnanswered;
}

/** Of this function or its SDK: repeating doesn't heal them. */
const DEFECTS: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError']);

function kindOfConflict(reason: string | undefined): FailureKind {
  if (reason?.endsWith('_MISMATCH') === true) return 'mismatch';
  if (reason === 'LAST_PHONE_NUMBER') return 'last phone number';
  if (reason === 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL') return 'not associated';
  return 'conflict';
}

/** Whether a conflict's reason speaks of an association that exists, be it to this pool or to another. */
export function saysAssociated({ kind, reason }: Failure): boolean {
  if (kind !== 'conflict' || reason === undefined) return false;
  return reason.endsWith('_ASSOCIATED_TO_POOL') || reason === 'RESOURCE_ALREADY_ASSOCIATED';
}

/**
 * Every field that an SdkError adds to an Error is optional, and the SDK's parts check each. Not by `instanceof`, which
 * misses an error of Node's own when the function is loaded into another realm.
 */
const isError = (error: unknown): error is SdkError => isNativeError(error);

interface Details {
  readonly reason: string | undefined;
  /** Empty when there is none. */
  readonly resource: string;
  readonly fields: readonly string[];
}

function detailsOf(error: SdkError): Details {
  const member = (name: string): string | undefined => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const resource = [member('ResourceType'), member('ResourceId')].filter((part) => part !== undefined).join(' ');
  return { reason: member('Reason'), resource, fields: fieldsOf(error) };
}

function fieldsOf(error: SdkError): string[] {
  const fields: unknown = Reflect.get(error, 'Fields');
  if (!Array.isArray(fields)) return [];
  return fields.map((field: unknown) =>
    typeof field === 'object' && field !== null
      ? `${String(Reflect.get(field, 'Name'))}: ${String(Reflect.get(field, 'Message'))}`
      : String(field),
  );
}

function describe(error: SdkError, { reason, resource, fields }: Details): string {
  const status = error.$metadata?.httpStatusCode;
  const extras = [
    reason === undefined ? '' : `reason ${reason}`,
    resource,
    ...fields,
    status !== undefined && status >= 500 ? `HTTP ${status}` : '',
  ].filter((extra) => extra !== '');
  const message = error.message === '' ? 'no message' : error.message;
  return `${error.name}: ${message}${extras.length === 0 ? '' : ` (${extras.join('; ')})`}`;
}
