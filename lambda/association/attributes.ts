import type { Association } from './association';

/** The attributes of the resource: `Data` of the response, for `Fn::GetAtt`. */
export interface Attributes {
  readonly PoolId: string;
  readonly PoolArn: string;
  readonly OriginationIdentity: string;
  readonly OriginationIdentityArn: string;
  /** Empty for an RCS agent without a country. */
  readonly IsoCountryCode: string;
}

/** What a response of the service may say of them. */
export type ServiceAttributes = Readonly<
  Partial<Record<Exclude<keyof Attributes, 'IsoCountryCode'>, string | undefined>>
>;

/**
 * What the service says, completed from the declaration. The country is always the declared one: for an RCS agent some of
 * the service's responses have the placeholder `ZZ` and others have none, and an attribute must not change by itself.
 */
export function attributesOf({ pool, identity }: Association, found: ServiceAttributes): Attributes {
  return {
    PoolId: found.PoolId ?? pool.id,
    PoolArn: found.PoolArn ?? pool.arn,
    OriginationIdentity: found.OriginationIdentity ?? identity.id,
    OriginationIdentityArn: found.OriginationIdentityArn ?? identity.arn,
    IsoCountryCode: identity.isoCountryCode ?? '',
  };
}
