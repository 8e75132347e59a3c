import type { Settings } from '../../sms-voice';

/** The request rate of each operation. By default a bucket holds the requests of one second. */
export type Quota = Partial<Pick<Settings, 'burst' | 'rateLimit'>> & Readonly<{ requestsPerSecond: number }>;

export interface Conditions extends Quota {
  /** @default phone number */
  readonly identities?: 'phone number' | 'sender ID';
  /** The rate limit of each action of CloudFormation's API. @default unlimited */
  readonly stackRequestsPerSecond?: number;
  /** Whether the stack has the pool, whose list names another number. @default false */
  readonly ownsPool?: boolean;
  /** The functions start at random times within so many seconds. @default 0 */
  readonly startSeconds?: number;
}

/** What a deployment does with its associations; `clean up`: the app drops them, and the stack stays. */
export type Deed = 'create' | 'move' | 'delete' | 'clean up';

/** Whether the deed takes the associations out, and puts them nowhere. */
export const isRemoval = (deed: Deed): boolean => deed === 'delete' || deed === 'clean up';

/** How many milliseconds a request takes to arrive, and its response too: a random time in this range. */
export const NETWORK_DELAY = { min: 15, max: 45 };
