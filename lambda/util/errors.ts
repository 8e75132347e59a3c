import { isNativeError } from 'node:util/types';
import type { isThrottlingError } from '@smithy/core/retry';

/** Ends a request. The message becomes the reason of the FAILED response, which somebody reads in a stack event. */
export class RequestFailed extends Error {
  override readonly name: string = 'RequestFailed';
}

/** What ended a request. Any other error is a fault of the function, and goes on as it is. */
export function requestFailure(error: unknown): RequestFailed {
  if (error instanceof RequestFailed) return error;
  throw error;
}

/** A field of the event, or a property, that the service would refuse. Found before any call is made. */
export class InvalidProperty extends RequestFailed {
  override readonly name = 'InvalidProperty';

  constructor(field: string, value: unknown, rule: string) {
    super(`${field}: got ${value === undefined ? 'nothing' : cut(JSON.stringify(value))}; ${rule}`);
  }
}

/** More of a value or of a service's words helps nobody, and a copy of megabytes can end the function. */
const MAX_SHOWN = 1_000;

export function cut(text: string): string {
  if (text.length <= MAX_SHOWN) return text;
  // Half of a surrogate pair is no character.
  return `${text.slice(0, MAX_SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** An error as the SDK's retry parts take it. Every field that it adds to an Error is optional. */
export type SdkError = Parameters<typeof isThrottlingError>[0];

/** Not by `instanceof`, which misses an error of Node's own when the function is loaded into another realm. */
export const isSdkError = (error: unknown): error is SdkError => isNativeError(error);

/** The system's code of an error, such as ECONNRESET; undefined if it has none. */
export function systemCode(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The codes for a host that can't be found or reached at all. A connection that breaks is not among them. */
const NO_ROUTE = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'];

/** By the message too: an error that comes from another realm loses its code on the way through the SDK. */
export function isNoRoute(error: Error): boolean {
  const code = systemCode(error);
  return NO_ROUTE.some((each) => (code === undefined ? error.message.includes(each) : code === each));
}
