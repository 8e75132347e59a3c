import type { Answer } from './answer';
import type { Invocation } from './async-invocations';
import type { JsonObject } from './template';

/** The event of a custom resource, with the fields and spellings of CloudFormation. */
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

/** One request that CloudFormation made of a function, with everything that followed. */
export interface CustomResourceRequest {
  readonly sentAt: number;
  readonly event: CustomResourceEvent;
  readonly invocations: readonly Invocation[];
  readonly answers: readonly Answer[];
  readonly outcome: 'open' | 'SUCCESS' | 'FAILED' | 'timed out' | 'cancelled';
}

/** Where answers go. */
export interface ResponseEndpoint {
  /**
   * Opens a new secret URL.
   *
   * @param receive gets the body of every PUT to it that was accepted
   * @param signedAt milliseconds since the epoch, for the URL's X-Amz-Date; without it the URL has none
   */
  open(receive: (body: string) => void, signedAt?: number): string;
}
