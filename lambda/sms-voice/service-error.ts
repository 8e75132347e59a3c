import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { isSdkError, type SdkError } from '../util/errors';

/** What an error of the service means for an association. */
export type ServiceErrorKind =
  | 'conflict'
  | 'mismatch'
  | 'last phone number'
  | 'not associated'
  | 'not found'
  | 'refused'
  | 'denied'
  | 'throttled'
  | 'unknown outcome';

export interface ServiceError {
  readonly kind: ServiceErrorKind;
  /** The service's `Reason`, such as PHONE_NUMBER_ASSOCIATED_TO_POOL. A conflict need not have one. */
  readonly reason: string | undefined;
  /** The service's words with all that it adds: the name, reason, resource and fields. */
  readonly description: string;
}

export function parseServiceError(error: unknown): ServiceError {
  if (!isSdkError(error)) return { kind: 'refused', reason: undefined, description: String(error) };
  const details = detailsOf(error);
  return { kind: kindOf(error, details.reason), reason: details.reason, description: describe(error, details) };
}

function kindOf(error: SdkError, reason: string | undefined): ServiceErrorKind {
  // Before the transient errors, among which the SDK counts it: a throttled request surely had no effect.
  if (isThrottlingError(error)) return 'throttled';
  switch (error.name) {
    case 'ConflictException':
      return kindOfConflict(reason);
    case 'ResourceNotFoundException':
      return 'not found';
    // A part of the service may not know credentials yet that IAM has just issued.
    case 'AccessDeniedException':
    case 'UnrecognizedClientException':
    case 'CredentialsProviderError':
      return 'denied';
    default:
      return isWithoutOutcome(error) ? 'unknown outcome' : 'refused';
  }
}

/** What the SDK calls an error response that has no error in it: an empty body, `null`, a redirect, HTML. */
const UNREADABLE: ReadonlySet<string> = new Set(['Unknown', 'UnknownError', 'SyntaxError']);

/** The same, and errors about the time of the request: the next attempt is signed anew. */
const NO_OUTCOME: ReadonlySet<string> = new Set([
  ...UNREADABLE,
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
]);

/** Defects of this function or its SDK: a retry doesn't heal them. */
const DEFECTS: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError']);

/**
 * The request may have had its effect: the response is a server error, can't be read, or never came. An error without a
 * response has many names, but never a status code.
 */
function isWithoutOutcome(error: SdkError): boolean {
  const hasNoResponse = error.$metadata?.httpStatusCode === undefined && !DEFECTS.has(error.name);
  return isTransientError(error) || isServerError(error) || NO_OUTCOME.has(error.name) || hasNoResponse;
}

function kindOfConflict(reason: string | undefined): ServiceErrorKind {
  if (reason?.endsWith('_MISMATCH') === true) return 'mismatch';
  if (reason === 'LAST_PHONE_NUMBER') return 'last phone number';
  if (reason === 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL') return 'not associated';
  return 'conflict';
}

/** Whether a conflict's reason says that the identity is associated, with this pool or another. */
export function saysAssociated({ kind, reason }: ServiceError): boolean {
  if (kind !== 'conflict' || reason === undefined) return false;
  return reason.endsWith('_ASSOCIATED_TO_POOL') || reason === 'RESOURCE_ALREADY_ASSOCIATED';
}

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
    status !== undefined && (status >= 500 || UNREADABLE.has(error.name)) ? `HTTP ${status}` : '',
  ].filter((extra) => extra !== '');
  const message = error.message === '' ? 'no message' : error.message;
  return `${error.name}: ${message}${extras.length === 0 ? '' : ` (${extras.join('; ')})`}`;
}
