import { type Declaration, parseDeclaration } from '../../../lambda/association/association';

/** The environment of the stack that declares. */
export const environment = { partition: 'aws', region: 'us-east-1', account: '111122223333' };

export const NUMBER = 'phone-0123456789abcdef';

export const declared = (properties: Parameters<typeof parseDeclaration>[0]): Declaration =>
  parseDeclaration(properties, environment);

/** A phone number's properties. */
export const numberIn = (PoolId: string, OriginationIdentity = NUMBER) => ({
  PoolId,
  OriginationIdentity,
  IsoCountryCode: 'US',
});
