import type { ResponseFault } from '../cloudformation';
import type { FaultKind, Settings } from '../sms-voice';
import type { IdentityName, PoolName } from './account';
import type { Declaration } from './app';

/** What a history is: plain data, so that it can be generated, shrunk, printed and written down as a regression test. */
export interface History {
  readonly settings: Partial<Settings>;
  /** Whether every pool has a number that nobody touches. */
  readonly anchors: boolean;
  /** Whether users gave the resources logical ids of their own, one for each construct. */
  readonly ownLogicalIds?: boolean;
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
  readonly trouble?: Trouble;
}

export interface DestroyStep {
  readonly do: 'destroy';
  readonly stack: StackName;
  readonly trouble?: Trouble;
}

/** Somebody puts an identity into a pool, or takes it out of all pools (and then into another one). */
export interface ByHandStep {
  readonly do: 'by hand';
  readonly identity: IdentityName;
  readonly out: boolean;
  readonly into?: PoolName;
}

/** `which` counts the declarations of the stack, modulo their number, from the last if negative. An edit that makes no sense does nothing. */
export type Edit =
  | { readonly edit: 'add'; readonly declaration: Declaration }
  | {
      readonly edit: 'remove' | 'rename' | 're-parent' | 'rewrite' | 'revise' | 'change country';
      readonly which: number;
    }
  | { readonly edit: 'move'; readonly which: number; readonly to: PoolName }
  | { readonly edit: 'swap'; readonly which: number; readonly with: number };

export type CallName = 'associate' | 'disassociate' | 'read' | 'any call';

export interface ServiceFault {
  readonly kind: FaultKind;
  readonly on: CallName;
  /** How many matching calls pass first. */
  readonly after: number;
  readonly times: number;
  readonly milliseconds?: number;
}

/** The function's process ends, in the middle of what it does. */
export interface Crash {
  /** Before or after the effect of a call, or before or after an answer is delivered. */
  readonly at: 'before' | 'after';
  readonly on: CallName | 'answer';
  readonly after: number;
}

export interface Trouble {
  readonly faults?: readonly ServiceFault[];
  readonly crashes?: readonly Crash[];
  /** Of every event: more deliveries, each so many milliseconds after the first. */
  readonly duplicates?: readonly number[];
  readonly delay?: number;
  /** What the next PUTs to the response URLs end with. */
  readonly responses?: readonly ResponseFault[];
  /** The policies are not known to the service for the first minute. */
  readonly deniedMinute?: boolean;
}
