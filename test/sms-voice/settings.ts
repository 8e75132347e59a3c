/**
 * The service's undocumented behaviour, and its quotas. Nobody knows which combination the real service is, so a client has to work
 * with every one.
 */
export interface Settings {
  /** A call that repeats a token and its parameters: answered from memory without an action, or carried out like a new call. */
  replayedToken: 'remembered' | 'executed';
  /** A call that repeats a token with other parameters: an error of this kind, or carried out like a new call. */
  tokenWithOtherParameters: 'conflict' | 'validation' | 'ignored';
  tokenWindowMilliseconds: number;

  /** The answer to associating an identity with the pool that it is already in. */
  associateAgain: 'conflict' | 'success';
  /** The reason of the conflict when an identity is already in a pool: one reason per kind, or one for all kinds. */
  associatedReason: 'by-kind' | 'RESOURCE_ALREADY_ASSOCIATED';
  /** The answer to disassociating an identity that is not in the pool. By kind: a conflict for phone numbers, else not found. */
  disassociateAbsent: 'conflict' | 'not-found' | 'by-kind';
  /** The reason of that conflict for sender IDs and RCS agents. For phone numbers the API's model has a reason. */
  absentReason: string | undefined;
  /** Whether Disassociate needs an IsoCountryCode even where the identity implies it. One API reference says so. */
  countryRequired: boolean;
  /** The answer to Associate and Disassociate of a phone number with another country's IsoCountryCode. */
  wrongCountry: 'validation' | 'conflict' | 'not-found' | 'ignored';
  /** The IsoCountryCode in the answers to Associate and Disassociate of an RCS agent. Reads never have one. */
  rcsAgentCountry: 'as-sent' | 'absent' | 'ZZ';
  /** Whether a pool keeps its last phone number. */
  lastPhoneNumber: boolean;

  /** How long a phone number is PENDING, ASSOCIATING or DISASSOCIATING, and a pool CREATING or DELETING. */
  statusDelayMilliseconds: number;
  /** The reason of the conflict when a phone number is PENDING; undefined: a conflict without a reason. */
  pendingReason: 'RESOURCE_NOT_ACTIVE' | 'REGISTRATION_NOT_COMPLETE' | 'RESOURCE_MODIFICATION_NOT_ALLOWED' | undefined;
  /** The same when it is ASSOCIATING or DISASSOCIATING. */
  changingReason:
    'RESOURCE_NOT_ACTIVE' | 'RESOURCE_MODIFICATION_NOT_ALLOWED' | 'PHONE_NUMBER_ASSOCIATED_TO_POOL' | undefined;
  /** Whether Associate and Disassociate fail with a conflict while the service works on another of them. */
  concurrentChanges: 'accepted' | 'one-per-identity' | 'one-per-pool';
  /** Whether reads show a phone number in its new pool while it is ASSOCIATING. */
  associatingShown: boolean;
  /** Whether reads show a phone number in its old pool while it is DISASSOCIATING. */
  disassociatingShown: boolean;
  /** How old the state is that reads show. They show changes by hand at once. */
  readLagMilliseconds: number;
  /** Whether the list of a pool has the IsoCountryCode of a sender ID; if not, only the ARN tells it. */
  senderIdCountryListed: boolean;
  /** Whether OriginationIdentity in the list of a pool is the id or the ARN. */
  listedIdentity: 'id' | 'arn';

  /** Of each operation; the default of an AWS account is 1. Undefined: unlimited. */
  requestsPerSecond: number | undefined;
  /** A bucket that refills evenly, or a count that starts anew with every second. */
  rateLimit: 'token-bucket' | 'fixed-window';
  /** How many requests a full bucket holds; undefined: the requests of one second. */
  burst: number | undefined;
  /** What a sender ID costs, in US dollars a month. */
  senderIdMonthlyPrice: string;
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
  wrongCountry: 'validation',
  rcsAgentCountry: 'as-sent',
  lastPhoneNumber: true,
  statusDelayMilliseconds: 0,
  pendingReason: 'RESOURCE_NOT_ACTIVE',
  changingReason: 'RESOURCE_NOT_ACTIVE',
  concurrentChanges: 'accepted',
  associatingShown: true,
  disassociatingShown: true,
  readLagMilliseconds: 0,
  senderIdCountryListed: true,
  listedIdentity: 'id',
  requestsPerSecond: undefined,
  rateLimit: 'token-bucket',
  burst: undefined,
  senderIdMonthlyPrice: '0.00',
  poolsPerAccount: 25,
  identitiesPerPool: 100,
};
