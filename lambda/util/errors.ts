import { isNativeError } from 'node:util/types';
import type { isThrottlingError } from '@smithy/core/retry';

/** Ends a request. The message becomes the reason of the FAILED response, which somebody reads in a stack event. */
export class RequestFailed extends Error {
  override readonly name: string = 'RequestFailed';
}

/** A field of the event, or a property, that the service would refuse. Found before any call is made. */
export class InvalidProperty extends RequestFailed {
  override readonly name = 'InvalidProperty';

  constructor(field: string, value: unknown, rule: string) {
    super(`${field}: got ${value === undefined ? 'nothing' : JSON.stringify(value)}; ${rule}`);
  }
}

/** An error as the SDK's retry parts take it. Every field that it adds to an Error is optional. */
export type SdkError = Parameters<typeof isThrottlingError>[0];

/** Not by `instanceof`, which misses an error of Node's own when the function is loaded into another realm. */
export const isSdkError = (error: unknown): error is SdkError => isNativeError(error);
