import type { Changes, StackTemplate } from './changes';
import type { JsonObject, ResourceDefinition } from './template';

/** A resource as CloudFormation knows it between operations. */
export interface StackResource {
  readonly logicalId: string;
  readonly definition: ResourceDefinition;
  /** As the last request sent them, with all intrinsic functions resolved. */
  readonly properties: JsonObject;
  readonly attributes: JsonObject;
  readonly physicalId: string;
  /** The other resources of the stack that this one refers to or depends on. */
  readonly dependencies: readonly string[];
  readonly status: string;
}

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface Stack extends Mutable<StackTemplate> {
  readonly name: string;
  /** An ARN. A stack that is created again under the same name has another one. */
  readonly id: string;
  status: StackStatus;
  readonly resources: Map<string, StackResource>;
  /** What operations have changed since the stack was last stable; undefined while it is. */
  changes: Changes | undefined;
  outputs: Readonly<Record<string, unknown>>;
}

export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_FAILED'
  | 'UPDATE_ROLLBACK_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED';

/** A change of status, as `cdk deploy` shows it. */
export interface StackEvent {
  readonly time: number;
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  readonly resourceType: string;
  readonly physicalId?: string | undefined;
  readonly status: string;
  readonly reason?: string | undefined;
}

export interface StackResult {
  readonly status: StackStatus;
  /** False when there was nothing to update. */
  readonly changed: boolean;
  /** Why the operation failed: the first failure, as the CLI shows it. */
  readonly reason?: string | undefined;
  /** Resources that could not be deleted: they stay in the account, whatever the status says. */
  readonly leftBehind: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly events: readonly StackEvent[];
}
