import type { ApiFault, ApiSettings, CleanUpRow, OnFailure, PoolUpdate, ResponseFault } from '../cloudformation';
import type { FaultKind, Settings } from '../sms-voice';
import type { IdentityName, PoolName } from './account';
import type { Declaration } from './app';

/** What a history is: plain data, so that it can be generated, shrunk, printed and written down as a regression test. */
export interface History {
  readonly settings: Partial<Settings>;
  /** Whether every pool has a number that nobody touches. */
  readonly anchors: boolean;
  /** What the row of a replaced resource shows during a clean-up; `newer id` by default. */
  readonly cleanUpRow?: CleanUpRow;
  /** What an update of a pool that a stack manages takes out; `evicts others` by default. */
  readonly poolUpdate?: PoolUpdate;
  /** Milliseconds before and after a stack turns to its rollback or clean-up; 300 by default. */
  readonly phasePauseMilliseconds?: number;
  /** Whether each stack is nested in another one. */
  readonly nested?: boolean;
  /** Whether the account has fifty more numbers. */
  readonly many?: boolean;
  /** Settings of pools, such as an opt-out list. */
  readonly pools?: Readonly<Partial<Record<PoolName, { readonly optOutListName: string }>>>;
  /** How long phone numbers are PENDING at first, as under review; not at all by default. */
  readonly pendingMilliseconds?: number;
  readonly steps: readonly Step[];
}

export type StackName = 'One' | 'Two' | 'Three';

export type Step = DeployStep | DestroyStep | ByHandStep;

export interface DeployStep {
  readonly do: 'deploy';
  readonly stack: StackName;
  readonly edits: readonly Edit[];
  /** Another resource fails: after everything else, or so many milliseconds after the beginning. */
  readonly fails?: 'at the end' | number;
  readonly onFailure?: OnFailure;
  readonly trouble?: Trouble;
  /** Whether the next step begins at once, while cancelled functions and duplicates are still running. */
  readonly inHaste?: boolean;
}

export interface DestroyStep {
  readonly do: 'destroy';
  readonly stack: StackName;
  readonly trouble?: Trouble;
  readonly inHaste?: boolean;
}

/** Somebody puts an identity into a pool, or takes it out of all pools (and then into another one). */
export interface ByHandStep {
  readonly do: 'by hand';
  readonly identity: IdentityName;
  readonly out: boolean;
  readonly into?: PoolName;
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
  readonly kind: FaultKind;
  readonly on: CallName;
  /** How many matching calls pass first. */
  readonly after: number;
  readonly times: number;
  readonly milliseconds?: number;
}

/** The function's process ends in the middle of its work. */
export interface Crash {
  /** Before or after the effect of a call, or before or after a response is submitted. */
  readonly at: 'before' | 'after';
  readonly on: CallName | 'response';
  readonly after: number;
}

/** What is wrong with CloudFormation's API, which the functions read their stack with. */
export interface RegisterTrouble {
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
  readonly crashes?: readonly Crash[];
  /** More deliveries of every event, each so many milliseconds after the first. */
  readonly duplicates?: readonly number[];
  readonly delay?: number;
  /** What the next PUTs to the response URLs end with. */
  readonly responses?: readonly ResponseFault[];
  /** The policies are not known to the service for the first minute. */
  readonly deniedMinute?: boolean;
  readonly register?: RegisterTrouble;
}
