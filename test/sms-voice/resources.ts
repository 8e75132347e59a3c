import type { Span } from './span';

export type MessageType = 'TRANSACTIONAL' | 'PROMOTIONAL';
export type NumberCapability = 'SMS' | 'VOICE' | 'MMS' | 'RCS';
export type NumberType = 'SHORT_CODE' | 'LONG_CODE' | 'TOLL_FREE' | 'TEN_DLC' | 'SIMULATOR';
export type NumberStatus = 'PENDING' | 'ACTIVE' | 'ASSOCIATING' | 'DISASSOCIATING' | 'DELETED';
export type RcsAgentStatus = 'CREATED' | 'PENDING' | 'TESTING' | 'PARTIAL' | 'ACTIVE';

/** A pool copies these from its first identity. Every later identity has to match. */
export interface Configuration {
  readonly optOutListName: string;
  readonly twoWayEnabled: boolean;
  readonly twoWayChannelArn: string | undefined;
  readonly twoWayChannelRole: string | undefined;
  readonly selfManagedOptOutsEnabled: boolean;
}

interface Resource {
  readonly id: string;
  readonly arn: string;
  /** Another account than the service's makes it a shared resource. */
  readonly accountId: string;
  readonly deletionProtectionEnabled: boolean;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly life: Span;
}

export interface Pool extends Resource, Configuration {
  readonly kind: 'pool';
  readonly messageType: MessageType;
  /** Every phone number in the pool has these; empty if the first identity was not a phone number. */
  readonly numberCapabilities: readonly NumberCapability[];
  readonly sharedRoutesEnabled: boolean;
}

export interface PhoneNumber extends Resource, Configuration {
  readonly kind: 'phone-number';
  readonly country: string;
  /** E.164. */
  readonly phoneNumber: string;
  readonly messageType: MessageType;
  readonly numberCapabilities: readonly NumberCapability[];
  readonly numberType: NumberType;
  readonly internationalSendingEnabled: boolean;
  readonly registrationId: string | undefined;
}

export interface SenderId extends Resource {
  readonly kind: 'sender-id';
  readonly country: string;
  readonly messageTypes: readonly MessageType[];
  readonly registered: boolean;
}

export interface RcsAgent extends Resource, Configuration {
  readonly kind: 'rcs-agent';
  readonly country: undefined;
  readonly status: RcsAgentStatus;
}

export type Identity = PhoneNumber | SenderId | RcsAgent;

export const defaultConfiguration: Configuration = {
  optOutListName: 'Default',
  twoWayEnabled: false,
  twoWayChannelArn: undefined,
  twoWayChannelRole: undefined,
  selfManagedOptOutsEnabled: false,
};

/** The name that tells an identity from all others: a sender ID exists once per country. */
export function nameOf(identity: Identity): string {
  return identity.kind === 'sender-id' ? `${identity.id}/${identity.country}` : identity.id;
}
