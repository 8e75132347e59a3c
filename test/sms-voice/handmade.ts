import type { Names } from './names';
import { defaultConfiguration } from './resources';
import type { Configuration, PhoneNumber, Pool, RcsAgent, SenderId } from './resources';
import { always } from './span';

// Resources made by hand. They have always existed, so reads that lag show them too. By default pools and identities match.

interface Common {
  /** @default the account of the service; another account makes it a shared resource */
  readonly accountId?: string;
  readonly id?: string;
  /** With a reason here, such as REGISTRATION_NOT_COMPLETE, the service refuses to associate or disassociate it. */
  readonly changesRefused?: string;
}

export type PoolOptions = Common &
  Partial<
    Configuration &
      Pick<Pool, 'messageType' | 'numberCapabilities' | 'sharedRoutesEnabled' | 'deletionProtectionEnabled'>
  >;

export function pool(names: Names, created: number, options: PoolOptions): Pool {
  const { id = names.newId('pool'), accountId = names.accountId, ...rest } = options;
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
    changesRefused: undefined,
    ...rest,
  };
}

export type PhoneNumberOptions = Common &
  Partial<
    Configuration &
      Pick<
        PhoneNumber,
        'country' | 'phoneNumber' | 'messageType' | 'numberCapabilities' | 'numberType' | 'deletionProtectionEnabled'
      >
  > & {
    /** How long the number is PENDING, like one whose registration is under review. @default it is ACTIVE */
    readonly pendingMilliseconds?: number;
  };

export function phoneNumber(names: Names, created: number, options: PhoneNumberOptions): PhoneNumber {
  const { id = names.newId('phone'), accountId = names.accountId, pendingMilliseconds, ...rest } = options;
  return {
    kind: 'phone-number',
    id,
    arn: names.arn('phone-number', id, accountId),
    accountId,
    created,
    life: { ...always(), ...(pendingMilliseconds === undefined ? {} : { ready: created + pendingMilliseconds }) },
    country: 'US',
    phoneNumber: rest.phoneNumber ?? names.newPhoneNumber(),
    messageType: 'TRANSACTIONAL',
    numberCapabilities: ['SMS'],
    numberType: 'LONG_CODE',
    ...defaultConfiguration,
    internationalSendingEnabled: false,
    deletionProtectionEnabled: false,
    registrationId: undefined,
    changesRefused: undefined,
    ...rest,
  };
}

export type SenderIdOptions = Common &
  Partial<Pick<SenderId, 'country' | 'messageTypes' | 'deletionProtectionEnabled'>>;

export function senderId(names: Names, created: number, options: SenderIdOptions): SenderId {
  const { id = 'SENDER', accountId = names.accountId, country = 'GB', ...rest } = options;
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
    changesRefused: undefined,
    ...rest,
  };
}

export type RcsAgentOptions = Common & Partial<Configuration & Pick<RcsAgent, 'status' | 'deletionProtectionEnabled'>>;

export function rcsAgent(names: Names, created: number, options: RcsAgentOptions): RcsAgent {
  const { id = names.newId('rcs'), accountId = names.accountId, ...rest } = options;
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
    changesRefused: undefined,
    ...rest,
  };
}
