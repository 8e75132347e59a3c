import type { JsonObject } from './template';

/** What a kind of resource can do; the rig calls it with resolved properties. */
export interface ResourceType {
  create(request: ResourceRequest): Promise<Made>;
  update(request: UpdateRequest): Promise<Made>;
  delete(request: DeleteRequest): Promise<void>;
}

export interface ResourceRequest {
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** Aborts when CloudFormation gives the operation up, since another resource failed. */
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
  /** Another one than before the update means that the resource was replaced. */
  readonly physicalId: string;
  /** What Fn::GetAtt can ask for. */
  readonly attributes: JsonObject;
}

/** A resource could not be created, updated or deleted. */
export class ResourceFailure extends Error {
  /**
   * @param attempt what the resource is known by after an attempt that failed; absent when nothing was attempted, so that
   * there is nothing to roll back
   */
  constructor(
    message: string,
    readonly attempt?: { readonly physicalId: string },
  ) {
    super(message);
  }
}
