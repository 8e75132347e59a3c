import type { Names } from './names';
import { defaultConfiguration, type PhoneNumber, type Pool, type RcsAgent, type SenderId } from './resources';
import { always } from './span';

// New resources. By default they have always existed, so reads that lag show them too, and pools and identities match.

type Options<Resource> = Partial<Omit<Resource, 'kind' | 'arn' | 'created'>>;

export type PoolOptions = Options<Pool>;

export function newPool(names: Names, created: number, options: PoolOptions): Pool {
  const { id = names.newId('pool'), accountId = names.accountId } = options;
  return {
    kind: 'pool',
    id,
    arn: names.arn('pool', id, accountId),
    accountId,
    created,
    life: always(),
    messageType: 'TRANSACTIONAL',
    ...defaultConfiguration,
    numberCapabilities: [],
    sharedRoutesEnabled: false,
    deletionProtectionEnabled: false,
    ...options,
  };
}

export interface PhoneNumberOptions extends Options<PhoneNumber> {
  /** How long the number is PENDING, like one whose registration is under review. @default it is ACTIVE */
  readonly pendingMilliseconds?: number;
}

export function newPhoneNumber(names: Names, created: number, options: PhoneNumberOptions): PhoneNumber {
  const { pendingMilliseconds = -Infinity, ...rest } = options;
  const { id = names.newId('phone'), accountId = names.accountId, phoneNumber = names.newPhoneNumber() } = rest;
  return {
    kind: 'phone-number',
    id,
    arn: names.arn('phone-number', id, accountId),
    accountId,
    created,
    life: { ...always(), ready: created + pendingMilliseconds },
    country: 'US',
    phoneNumber,
    messageType: 'TRANSACTIONAL',
    numberCapabilities: ['SMS'],
    numberType: 'LONG_CODE',
    ...defaultConfiguration,
    internationalSendingEnabled: false,
    deletionProtectionEnabled: false,
    registrationId: undefined,
    ...rest,
  };
}

export type SenderIdOptions = Options<SenderId>;

export function newSenderId(names: Names, created: number, options: SenderIdOptions): SenderId {
  const { id = 'SENDER', accountId = names.accountId, country = 'GB' } = options;
  return {
    kind: 'sender-id',
    id,
    arn: names.arn('sender-id', `${id}/${country}`, accountId),
    accountId,
    created,
    life: always(),
    country,
    messageTypes: ['TRANSACTIONAL', 'PROMOTIONAL'],
    registered: false,
    deletionProtectionEnabled: false,
    ...options,
  };
}

export type RcsAgentOptions = Options<RcsAgent>;

export function newRcsAgent(names: Names, created: number, options: RcsAgentOptions): RcsAgent {
  const { id = names.newId('rcs'), accountId = names.accountId } = options;
  return {
    kind: 'rcs-agent',
    id,
    arn: names.arn('rcs-agent', id, accountId),
    accountId,
    created,
    life: always(),
    country: undefined,
    status: 'ACTIVE',
    ...defaultConfiguration,
    deletionProtectionEnabled: false,
    ...options,
  };
}
