import type { Settings } from '../sms-voice';
import type { ProbeAccount } from './probe-account';

/** The options that provide it. */
export type Need = '--phone-number or --request-phone-number, and no --pool-id' | '--rcs-agent' | '--pool-update';

export interface Question {
  /** For `--only`. */
  readonly name: string;
  readonly asks: string;
  /** What the probe has only if its user gives it. */
  readonly needs?: Need;
  /** Starts with none of the account's identities in its pool, if they can leave it. */
  ask(account: ProbeAccount): Promise<readonly Finding[]>;
}

/** What an observation says about one setting of the in-memory service. */
export type Finding = Choice | Measure | Note;

/** A setting that has one of a few values. */
export type Choice = { readonly [Name in keyof Settings]: ChoiceOf<Name> }[keyof Settings];

interface ChoiceOf<Name extends keyof Settings> {
  readonly setting: Name;
  /** The values that behave as observed. None: the in-memory service can't behave like this yet. */
  readonly values: readonly Settings[Name][];
  /** What the observation is about, if the setting holds for several things: an operation or a kind of identity. */
  readonly of?: string;
  readonly observed: string;
}

/** A setting in milliseconds, which lies between two observations. */
export interface Measure {
  readonly setting: 'tokenWindowMilliseconds' | 'statusDelayMilliseconds' | 'readLagMilliseconds';
  readonly least: number;
  /** Infinity if nothing was observed that limits it. */
  readonly most: number;
  readonly observed: string;
}

/** An observation that the in-memory service has no setting for. */
export interface Note {
  readonly about: string;
  readonly observed: string;
}
