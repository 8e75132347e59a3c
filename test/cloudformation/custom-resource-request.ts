import type { FunctionResponse } from './response';
import type { Invocation } from './async-invocations';
import type { JsonObject } from './template';

/** The event that CloudFormation sends for a custom resource. */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ServiceToken: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly ResourceProperties: JsonObject;
  readonly PhysicalResourceId?: string;
  readonly OldResourceProperties?: JsonObject;
}

export function isCustomResourceEvent(event: object): event is CustomResourceEvent {
  return 'RequestType' in event && 'ResponseURL' in event;
}

/** A request of a custom resource, with the invocations and responses that followed. */
export interface CustomResourceRequest {
  readonly sentAt: number;
  readonly event: CustomResourceEvent;
  readonly invocations: readonly Invocation[];
  readonly responses: readonly FunctionResponse[];
  readonly outcome: 'open' | 'SUCCESS' | 'FAILED' | 'timed out' | 'cancelled';
}

/** Opens the URLs to which functions submit their responses. */
export interface ResponseEndpoint {
  /**
   * Opens a new URL.
   *
   * @param receive gets the body of every PUT to it that was accepted
   * @param signedAt milliseconds since the epoch, for the URL's X-Amz-Date; without it the URL has none
   */
  open(receive: (body: string) => void, signedAt?: number): string;
}
