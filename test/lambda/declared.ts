import { type Declaration, parseDeclaration } from '../../lambda/association';
import type { Fields } from '../../lambda/fields';

/** Where the stack is that declares. */
export const home = { partition: 'aws', region: 'us-east-1', account: '111122223333' };

export const NUMBER = 'phone-0123456789abcdef';

export const declared = (properties: Fields): Declaration => parseDeclaration(properties, home);

/** A phone number's properties. */
export const numberIn = (PoolId: string, OriginationIdentity = NUMBER) => ({
  PoolId,
  OriginationIdentity,
  IsoCountryCode: 'US',
});
