import type { Clock } from '../clock';
import type { Account } from './account-stacks';
import type { Delivery } from './async-invocations';
import type { CustomResourceEvent, ResponseEndpoint } from './custom-resource-request';
import type { FailAt } from './deployment';
import type { FunctionRunner } from './lambda-function';
import type { Restoring } from './operation';
import type { ResourceType } from './resource-type';
import type { StackEvent } from './stack';
import type { OnFailure } from './stack-operations';
import type { CleanUpRow } from './stack-records';

export interface CloudFormationOptions extends Partial<Account> {
  readonly clock: Clock;
  readonly runner: FunctionRunner;
  readonly responses: ResponseEndpoint;
  /** Called with each event of a stack as it happens. */
  readonly onEvent?: (event: StackEvent) => void;
  /** How the event of a custom resource is delivered; once and without delay by default. */
  readonly delivery?: (event: CustomResourceEvent) => Delivery | undefined;
  /** Makes the resources of a type; resources of other types only have ids and attributes. */
  readonly resourceTypes?: Readonly<Record<string, ResourceType>>;
  /** Milliseconds until a resource whose request is sent shows in progress; 0 by default. */
  readonly rowDelayMilliseconds?: number;
  /** What a failed update shows while it gets its former properties without a rollback; `UPDATE_IN_PROGRESS` by default. */
  readonly restoring?: Restoring | undefined;
  /** Whether ResponseURLs have the X-Amz-Date of pre-signed S3 URLs; true by default. */
  readonly signedUrlDates?: boolean;
  /** Milliseconds before and after a stack's status changes to its rollback or clean-up; 0 by default. */
  readonly phasePauseMilliseconds?: number;
  /** What the row of a replaced resource shows during the clean-up; `newer id` by default. */
  readonly cleanUpRow?: CleanUpRow | undefined;
  /** Templates of nested stacks by their TemplateURLs; those in an assembly need no entry. */
  readonly nestedTemplates?: Readonly<Record<string, unknown>>;
}

export interface DeployOptions {
  /** The directory of the cloud assembly, with the code of functions and the templates of nested stacks. */
  readonly assembly?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly failAt?: FailAt | undefined;
  /** As of `CreateStack`; `DO_NOTHING` is also `cdk deploy --no-rollback`. ROLLBACK by default. */
  readonly onFailure?: OnFailure | undefined;
  /** The RequestIds of all events follow from it; a new one by default. A deployment that is retried has the same again. */
  readonly requestToken?: string;
}
