import type { Construct } from 'constructs';
import type { IdentityKind } from '../naming/association-ends';

/** What an association needs its provider for. */
export interface ProviderUse {
  readonly association: Construct;
  /** Id or ARN. */
  readonly pool: string;
  readonly poolArn: string;
  /** Given if the identity may be of another account, which the rights on this account's identities don't cover. */
  readonly foreignIdentity?: ForeignIdentity;
}

export interface ForeignIdentity {
  readonly kind: IdentityKind;
  /** `*` if a deployment can change it. */
  readonly account: string;
}
