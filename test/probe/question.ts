import type { Finding } from './finding';
import type { Lab } from './lab';

/** The options that provide it. */
export type Need = '--phone-number or --request-phone-number, and no --pool-id' | '--rcs-agent' | '--pool-update';

export interface Question {
  /** For `--only`. */
  readonly name: string;
  readonly asks: string;
  /** What the probe has only if its user gives it. */
  readonly needs?: Need;
  /** Starts with none of the lab's identities in its pool, if they can leave it. */
  ask(lab: Lab): Promise<readonly Finding[]>;
}
