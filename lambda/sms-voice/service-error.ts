import type { ConflictExceptionReason } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { cut, isNoRoute, isSdkError, type SdkError } from '../util/errors';
import { isJsonObject } from '../util/json-object';

/** What an error of the service means for an association. */
export type ServiceErrorKind =
  /** Two things at once, or a state that does not allow the change. Only a read tells what it means. */
  | 'conflict'
  /** A setting that pool and identity must share is different. */
  | 'mismatch'
  | 'last-phone-number'
  | 'not-associated'
  | 'not-found'
  | 'quota'
  /** Validation, and everything else that a retry can't change. */
  | 'refused'
  /** The whole account may not use the service. */
  | 'account-disabled'
  /** By IAM. A new policy takes seconds to propagate. */
  | 'denied'
  /** The service has no address in the region, or no network leads there. */
  | 'no-route'
  /** The SDK can't make the request, such as an endpoint for an unknown region. */
  | 'misconfigured'
  | 'throttled'
  /** The request may have had its effect: no response, a server error, or an unreadable response. */
  | 'unknown-outcome';

export interface ServiceError {
  readonly kind: ServiceErrorKind;
  /** The service's `Reason`, such as PHONE_NUMBER_ASSOCIATED_TO_POOL. A conflict need not have one. */
  readonly reason: string | undefined;
  /** The service's words with all that it adds: the name, reason, resource and fields. */
  readonly description: string;
}

export function parseServiceError(error: unknown): ServiceError {
  if (!isSdkError(error)) return { kind: 'misconfigured', reason: undefined, description: cut(String(error)) };
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
      return 'not-found';
    case 'ServiceQuotaExceededException':
      return 'quota';
    case 'AccessDeniedException':
      return reason === undefined ? 'denied' : 'account-disabled';
    // A part of the service may not know credentials yet that IAM has just issued.
    case 'UnrecognizedClientException':
    case 'CredentialsProviderError':
      return 'denied';
    default:
      return kindOfOther(error);
  }
}

/** What the SDK calls an error response that has no error in it: an empty body, `null`, a redirect, HTML. */
const UNREADABLE: ReadonlySet<string> = new Set(['Unknown', 'UnknownError', 'SyntaxError']);

/** Errors about the time of the request: the next attempt is signed anew. */
const EXPIRED: ReadonlySet<string> = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);

function kindOfOther(error: SdkError): ServiceErrorKind {
  if (isNoRoute(error)) return 'no-route';
  const mayPass = isTransientError(error) || isServerError(error) || UNREADABLE.has(error.name);
  if (mayPass || EXPIRED.has(error.name)) return 'unknown-outcome';
  if (error.$metadata?.httpStatusCode !== undefined) return 'refused';
  // No response. Errors of broken connections have many names, the SDK's own errors of configuration few.
  return isMisconfiguration(error) ? 'misconfigured' : 'unknown-outcome';
}

/** Thrown before anything was sent: by the SDK's endpoint rules, or by a defect of this function or the SDK. */
const NEVER_SENT: ReadonlySet<string> = new Set(['EndpointError', 'TypeError', 'RangeError', 'ReferenceError']);

function isMisconfiguration({ name, message }: SdkError): boolean {
  return NEVER_SENT.has(name) || /^(Invalid Configuration|Region (is missing|not accepted))/i.test(message);
}

/** The reasons that say by themselves what they mean. Of all others, a read tells. */
export type MismatchReason = Exclude<
  Extract<ConflictExceptionReason, `${string}_MISMATCH`>,
  'EVENT_DESTINATION_MISMATCH'
>;

function kindOfConflict(reason: string | undefined): ServiceErrorKind {
  if (reason?.endsWith('_MISMATCH') === true) return 'mismatch';
  if (reason === 'LAST_PHONE_NUMBER') return 'last-phone-number';
  if (reason === 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL') return 'not-associated';
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
    return typeof value === 'string' && value !== '' ? cut(value) : undefined;
  };
  const resource = [member('ResourceType'), member('ResourceId')].filter((part) => part !== undefined).join(' ');
  return { reason: member('Reason'), resource, fields: fieldsOf(error) };
}

/** An association has four parameters, so more fields than that help nobody. */
const MAX_FIELDS = 4;

function fieldsOf(error: SdkError): string[] {
  const fields: unknown = Reflect.get(error, 'Fields');
  if (!Array.isArray(fields)) return [];
  return fields
    .slice(0, MAX_FIELDS)
    .filter(isJsonObject)
    .map(({ Name, Message }) => cut(`${String(Name)}: ${String(Message)}`));
}

function describe(error: SdkError, { reason, resource, fields }: Details): string {
  const status = error.$metadata?.httpStatusCode;
  const extras = [
    reason === undefined ? '' : `reason ${reason}`,
    resource,
    ...fields,
    status !== undefined && (status >= 500 || UNREADABLE.has(error.name)) ? `HTTP ${status}` : '',
  ].filter((extra) => extra !== '');
  const message = error.message === '' ? 'no message' : cut(error.message);
  return cut(`${error.name}: ${message}${extras.length === 0 ? '' : ` (${extras.join('; ')})`}`);
}
