import type { JsonObject } from './template';

/** Makes resources of a kind. The rig calls it with resolved properties. */
export interface ResourceType {
  create(request: ResourceRequest): Promise<Made>;
  update(request: UpdateRequest): Promise<Made>;
  delete(request: DeleteRequest): Promise<void>;
  /** Ends the last update of a resource that waits for the clean-up of its stack; gives what could not be deleted. */
  cleanUp?(physicalId: string): Promise<string[]>;
}

export interface ResourceRequest {
  readonly requestId: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** Aborts when CloudFormation cancels the request because another resource failed. */
  readonly signal: AbortSignal;
}

export interface UpdateRequest extends ResourceRequest {
  readonly physicalId: string;
  readonly oldProperties: JsonObject;
  readonly oldAttributes: JsonObject;
}

export interface DeleteRequest extends ResourceRequest {
  readonly physicalId: string;
}

export interface Made {
  /** Another id than before the update means that the update replaced the resource. */
  readonly physicalId: string;
  /** What Fn::GetAtt can ask for. */
  readonly attributes: JsonObject;
}

/** A resource could not be created, updated or deleted. */
export class ResourceFailure extends Error {
  /**
   * @param attempt the physical id after a failed attempt; absent when nothing was attempted, so that there is nothing to
   * roll back
   */
  constructor(
    message: string,
    readonly attempt?: { readonly physicalId: string },
  ) {
    super(message);
  }
}
