/**
 * The properties of a `Custom::SMSVoiceOriginationIdentityAssociation`, named as the API names them.
 *
 * The construct and its function share this type and nothing else: the construct writes it, the function reads it.
 *
 * @internal
 */
export interface AssociationProperties {
  /** Id or ARN of the pool. */
  readonly PoolId: string;
  /** Id or ARN of the phone number, sender ID or RCS agent. */
  readonly OriginationIdentity: string;
  /** ISO 3166-1 alpha-2; absent when the identity has no country, or when its ARN, a token, holds it. */
  readonly IsoCountryCode?: string;
  /** `true` or absent: rely on an association that is in place already. */
  readonly AdoptExisting?: string;
  /** `true` or absent: own what an earlier deployment adopted. */
  readonly TakeOwnership?: string;
  /** `true` or absent: complete although the phone number is PENDING; the drift detection associates it later. */
  readonly DeferPending?: string;
  /** `true` or absent: leave the pool's last phone number in the pool. */
  readonly KeepLastPhoneNumber?: string;
  /** Any string; changing it sends an Update, which checks and repairs the association. */
  readonly Revision?: string;
  /**
   * A string that changes with the properties of the pool; absent unless the pool is a `CfnPool` of the app.
   *
   * Its value means nothing to the function. A change of the pool changes it, and so sends an Update after that of the
   * pool, which checks and repairs the association.
   */
  readonly PoolTemplate?: string;
}
