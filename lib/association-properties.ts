/**
 * The properties of a `Custom::SMSVoiceOriginationIdentityAssociation`, named as the API names them.
 *
 * This type is all that the construct and its function share: the construct writes it, the function reads it.
 *
 * @internal
 */
export interface AssociationProperties {
  /** Id or ARN of the pool. */
  readonly PoolId: string;
  /** Id or ARN of the phone number, sender ID or RCS agent. */
  readonly OriginationIdentity: string;
  /** ISO 3166-1 alpha-2; absent when the identity has no country, or when only its ARN, a token, knows it. */
  readonly IsoCountryCode?: string;
  /** `true` or absent. */
  readonly AdoptExisting?: string;
  /** `true` or absent. */
  readonly TakeOwnership?: string;
  /** `true` or absent. */
  readonly KeepLastPhoneNumber?: string;
  /** Any text; changing it sends an Update, which checks and repairs the association. */
  readonly Revision?: string;
}
