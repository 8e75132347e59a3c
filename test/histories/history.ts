import type {
  ApiFault,
  ApiSettings,
  CleanUpRow,
  CloudFormationOptions,
  OnFailure,
  PoolUpdate,
  ResponseFault,
} from '../cloudformation';
import type { CustomError, FaultKind, Settings } from '../sms-voice';
import type { IdentityName, PoolName } from './account';
import type { Declaration } from './app';

/** What a history is: plain data, so that it can be generated, shrunk, printed and written down as a regression test. */
export interface History {
  readonly settings: Partial<Settings>;
  /** Whether every pool has a number that nobody touches. */
  readonly anchors: boolean;
  /** What the row of a replaced resource shows during a clean-up; `newer id` by default. */
  readonly cleanUpRow?: CleanUpRow;
  /** Whether pool A is a resource of stack One, whose list can name identities. */
  readonly ownPool?: boolean;
  /** What an update of a pool that a stack manages takes out; `difference of templates` by default. */
  readonly poolUpdate?: PoolUpdate;
  /** What a failed update shows while it is restored without a rollback. */
  readonly restoring?: CloudFormationOptions['restoring'];
  /** Milliseconds until a resource whose request is sent shows in progress; 0 by default. */
  readonly rowDelayMilliseconds?: number;
  /** Settings of CloudFormation's API that no trouble changes. */
  readonly api?: Partial<ApiSettings>;
  /** Milliseconds before and after a stack turns to its rollback or clean-up; 300 by default. */
  readonly phasePauseMilliseconds?: number;
  /** Whether each stack is nested in another one. */
  readonly nested?: boolean;
  /** Whether the account has fifty more numbers. */
  readonly many?: boolean;
  /** How long phone numbers are PENDING at first, as under review; not at all by default. */
  readonly pendingMilliseconds?: number;
  readonly steps: readonly Step[];
}

export type StackName = 'One' | 'Two' | 'Three';

export type Step = StackStep | CheckStep | ByHandStep | GoneStep;
/** An operation on a stack. */
export type StackStep = DeployStep | RollBackStep | DestroyStep;

interface Operation {
  readonly stack: StackName;
  readonly trouble?: Trouble | undefined;
  /** Whether the next step begins at once, while cancelled functions and duplicates are still running. */
  readonly inHaste?: boolean;
}

export interface DeployStep extends Operation {
  readonly do: 'deploy';
  readonly edits: readonly Edit[];
  /** Another resource fails: after everything else, so many milliseconds after the beginning, or at a call. */
  readonly fails?: 'at the end' | number | CallMoment | undefined;
  readonly onFailure?: OnFailure | undefined;
  /** Whether its events have the RequestIds of the stack's last deployment, which it retries. */
  readonly isRetry?: boolean;
}

/** `cdk rollback`, or continue-update-rollback: undoes what failed without a rollback, or in one. */
export interface RollBackStep extends Operation {
  readonly do: 'roll back';
  /** Whether what failed counts as rolled back. */
  readonly skip?: boolean;
}

/** A check by the stack's schedule, which finds the associations that the stack declares. */
export interface Check {
  readonly repair: boolean;
  /** Whether the event has the associations that the operation which is under way is to declare. */
  readonly isNewer?: boolean;
}

/** Checks of a stack while nothing is under way, all at once. */
export interface CheckStep {
  readonly do: 'check';
  readonly stack: StackName;
  readonly checks: readonly Check[];
  readonly faults?: readonly ServiceFault[];
  /** Milliseconds after which the next step begins, whether or not the checks have ended. */
  readonly lead?: number;
}

/** Somebody releases a number, or deletes a pool with its associations. */
export interface GoneStep {
  readonly do: 'lose';
  readonly what: IdentityName | PoolName;
  /** Whether a pool is DELETING for a while. */
  readonly slowly?: boolean;
}

export interface DestroyStep extends Operation {
  readonly do: 'destroy';
}

/** Somebody puts an identity into a pool, or takes it out of all pools (and then into another one). */
export interface ByHandStep {
  readonly do: 'by hand';
  readonly identity: IdentityName;
  readonly out: boolean;
  readonly into?: PoolName | undefined;
  /** Whether a phone number is still changing its status when the next step begins. */
  readonly slowly?: boolean;
}

/**
 * `which` counts the declarations of the stack, modulo their number, from the last if negative. An edit that makes no sense
 * does nothing.
 */
export type Edit =
  | { readonly edit: 'add'; readonly declaration: Declaration }
  | {
      readonly edit: 'remove' | 'rename' | 're-parent' | 'rewrite' | 'revise' | 'change country';
      readonly which: number;
    }
  | { readonly edit: 'move'; readonly which: number; readonly to: PoolName }
  | { readonly edit: 'change'; readonly which: number; readonly to: Partial<Declaration> }
  | { readonly edit: 'swap'; readonly which: number; readonly with: number }
  /** The first declarations get these identities, all at once, as new values of parameters. */
  | { readonly edit: 'shift'; readonly to: readonly IdentityName[] };

export type CallName = 'associate' | 'disassociate' | 'read' | 'any call';

export interface ServiceFault {
  readonly kind: FaultKind | CustomError;
  readonly on: CallName;
  /** How many matching calls pass first. */
  readonly after: number;
  readonly times: number;
  readonly milliseconds?: number;
}

/** A moment in a step: before or after the effect of a call, or before or after a response is submitted. */
export interface CallMoment {
  readonly at: 'before' | 'after';
  readonly on: CallName | 'response';
  /** How many such moments pass first. */
  readonly after: number;
}

/** The service refuses every call that names the pool or identity. */
export interface Refusal {
  readonly what: IdentityName | PoolName;
  readonly as: 'invalid' | 'denied';
}

/** What is wrong with CloudFormation's API, which the functions read their stack with. */
export interface StackApiTrouble {
  readonly settings?: Partial<ApiSettings>;
  /** A fault of all calls for some milliseconds, from the first request of that type on. */
  readonly fault?: {
    readonly kind: ApiFault;
    readonly from: 'Create' | 'Update' | 'Delete';
    readonly milliseconds: number;
  };
}

export interface Trouble {
  readonly faults?: readonly ServiceFault[];
  /** The service has no address in the region. */
  readonly noRoute?: boolean;
  /** The function's process ends in the middle of its work. */
  readonly crashes?: readonly CallMoment[];
  readonly refused?: Refusal;
  /** Somebody takes the identity out of its pools at that moment. */
  readonly hand?: { readonly at: CallMoment; readonly identity: IdentityName };
  /** The stack's schedule sends these checks, at that moment or so many milliseconds after the beginning. */
  readonly scheduled?: { readonly at: CallMoment | number; readonly checks: readonly Check[] };
  /** The date of the functions' machine jumps at that moment. */
  readonly jump?: { readonly at: CallMoment; readonly milliseconds: number };
  /** More deliveries of every event, each so many milliseconds after the first. */
  readonly duplicates?: readonly number[];
  readonly delay?: number;
  /** What the next PUTs to the response URLs end with. */
  readonly responses?: readonly ResponseFault[];
  /** The policies are not known to the service for the first minute. */
  readonly deniedMinute?: boolean;
  readonly stackApi?: StackApiTrouble;
}
