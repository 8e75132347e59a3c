/**
 * What the service's documentation leaves open, and its quotas. Every combination is a service that may exist; a client has to be
 * right with each.
 */
export interface Settings {
  /** The same token with the same parameters: the remembered answer without any action, or executed as if it were new. */
  replayedToken: 'remembered' | 'executed';
  /** The same token with other parameters: an error of that kind, or executed as if it were new. */
  tokenWithOtherParameters: 'conflict' | 'validation' | 'ignored';
  tokenWindowMilliseconds: number;

  /** Associating an identity with the pool that it is in already. */
  associateAgain: 'conflict' | 'success';
  /** The reason of the conflict when an identity is in a pool already: one for each kind, or one for all. */
  associatedReason: 'by-kind' | 'RESOURCE_ALREADY_ASSOCIATED';
  /** Disassociating what isn't in the pool. By kind: a conflict for phone numbers, not found for all else. */
  disassociateAbsent: 'conflict' | 'not-found' | 'by-kind';
  /** The reason of that conflict for anything but a phone number, for which the model has a reason. */
  absentReason: string | undefined;
  /** Whether Disassociate asks for an IsoCountryCode even when the identity tells it, as one API reference says. */
  countryRequired: boolean;
  /** Whether a pool keeps its last phone number. */
  lastPhoneNumber: boolean;

  /** How long a phone number is PENDING, ASSOCIATING or DISASSOCIATING, and a pool CREATING or DELETING. */
  statusDelayMilliseconds: number;
  /** Whether reads show a phone number in its new pool while it is still ASSOCIATING. */
  associatingShown: boolean;
  /** Whether reads show a phone number in its old pool while it is still DISASSOCIATING. */
  disassociatingShown: boolean;
  /** How long reads show a released phone number as DELETED before they no longer find it. */
  deletedShownMilliseconds: number;
  /** Reads show the state of that long ago; what was changed by hand they show at once. */
  readLagMilliseconds: number;

  /** For each operation on its own; AWS's own is 1. Undefined: unlimited. */
  requestsPerSecond: number | undefined;
  poolsPerAccount: number;
  identitiesPerPool: number;
}

const hour = 3_600_000;

/** The likeliest service, without delays and rate limits. */
export const defaultSettings: Readonly<Settings> = {
  replayedToken: 'remembered',
  tokenWithOtherParameters: 'conflict',
  tokenWindowMilliseconds: 24 * hour,
  associateAgain: 'conflict',
  associatedReason: 'by-kind',
  disassociateAbsent: 'by-kind',
  absentReason: undefined,
  countryRequired: false,
  lastPhoneNumber: true,
  statusDelayMilliseconds: 0,
  associatingShown: true,
  disassociatingShown: true,
  deletedShownMilliseconds: 0,
  readLagMilliseconds: 0,
  requestsPerSecond: undefined,
  poolsPerAccount: 25,
  identitiesPerPool: 100,
};
