import type { Finding } from './finding';
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
