export { AssociationDriftDetection, type AssociationDriftDetectionProps } from './association-drift-detection';
export { AssociationProvider } from './association-provider';
export type { AssociationProviderProps } from './association-provider-props';
export { OriginationIdentity } from './origination-identity';
export { OriginationIdentityAssociation } from './origination-identity-association';
export type { OriginationIdentityAssociationProps } from './origination-identity-association-props';
export { type ISmsPool, SmsPool } from './sms-pool';
