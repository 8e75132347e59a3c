import type { Output } from './operation';
import type { Configuration, Identity, PhoneNumber, Pool, RcsAgent, SenderId } from './resources';
import type { Settings } from './settings';
import type { View } from './view';

// Resources as answers show them, with every member that the API's model requires.

export function poolOutput(pool: Pool, view: View): Output {
  return {
    PoolArn: pool.arn,
    PoolId: pool.id,
    Status: view.poolStatus(pool),
    MessageType: pool.messageType,
    ...configurationOutput(pool),
    SharedRoutesEnabled: pool.sharedRoutesEnabled,
    DeletionProtectionEnabled: pool.deletionProtectionEnabled,
    CreatedTimestamp: pool.created / 1000,
  };
}

export function phoneNumberOutput(number: PhoneNumber, view: View): Output {
  return {
    PhoneNumberArn: number.arn,
    PhoneNumberId: number.id,
    PhoneNumber: number.phoneNumber,
    Status: view.numberStatus(number),
    IsoCountryCode: number.country,
    MessageType: number.messageType,
    NumberCapabilities: number.numberCapabilities,
    NumberType: number.numberType,
    MonthlyLeasingPrice: '1.00',
    ...configurationOutput(number),
    InternationalSendingEnabled: number.internationalSendingEnabled,
    DeletionProtectionEnabled: number.deletionProtectionEnabled,
    PoolId: view.poolShownOf(number),
    RegistrationId: number.registrationId,
    CreatedTimestamp: number.created / 1000,
  };
}

export function senderIdOutput(senderId: SenderId, { senderIdMonthlyPrice }: Settings): Output {
  return {
    SenderIdArn: senderId.arn,
    SenderId: senderId.id,
    IsoCountryCode: senderId.country,
    MessageTypes: senderId.messageTypes,
    MonthlyLeasingPrice: senderIdMonthlyPrice,
    DeletionProtectionEnabled: senderId.deletionProtectionEnabled,
    Registered: senderId.registered,
  };
}

export function rcsAgentOutput(agent: RcsAgent, view: View): Output {
  return {
    RcsAgentArn: agent.arn,
    RcsAgentId: agent.id,
    Status: agent.status,
    CreatedTimestamp: agent.created / 1000,
    DeletionProtectionEnabled: agent.deletionProtectionEnabled,
    ...configurationOutput(agent),
    PoolId: view.poolShownOf(agent),
  };
}

/** An identity in the list of a pool. */
export function memberOutput(identity: Identity, { listedIdentity, senderIdCountryListed }: Settings): Output {
  return {
    OriginationIdentityArn: identity.arn,
    OriginationIdentity: listedIdentity === 'arn' ? identity.arn : identity.id,
    IsoCountryCode: identity.kind === 'sender-id' && !senderIdCountryListed ? undefined : identity.country,
    NumberCapabilities: capabilitiesOf(identity),
    PhoneNumber: identity.kind === 'phone-number' ? identity.phoneNumber : undefined,
  };
}

export function capabilitiesOf(identity: Identity): readonly string[] {
  if (identity.kind === 'phone-number') return identity.numberCapabilities;
  return identity.kind === 'sender-id' ? ['SMS'] : ['RCS'];
}

export function associationOutput(pool: Pool, identity: Identity, country: string | undefined): Output {
  return {
    PoolArn: pool.arn,
    PoolId: pool.id,
    OriginationIdentityArn: identity.arn,
    OriginationIdentity: identity.id,
    IsoCountryCode: country,
  };
}

function configurationOutput(configuration: Configuration): Output {
  return {
    TwoWayEnabled: configuration.twoWayEnabled,
    TwoWayChannelArn: configuration.twoWayChannelArn,
    TwoWayChannelRole: configuration.twoWayChannelRole,
    SelfManagedOptOutsEnabled: configuration.selfManagedOptOutsEnabled,
    OptOutListName: configuration.optOutListName,
  };
}
