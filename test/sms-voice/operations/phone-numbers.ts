import { changeDelay, refuseBeyondQuota, refuseMismatch, refuseUnlessNumberActive } from '../association-rules';
import {
  clientToken,
  deletionProtection,
  fewOf,
  filters,
  isoCountryCode,
  messageType,
  numberCapability,
  numberPreference,
  optOutListNameOrArn,
  owner,
  paging,
  phoneNumberIdOrArn,
  poolIdOrArn,
  registrationIdOrArn,
  requestableNumberType,
  tags,
} from '../members';
import { operation, type Context } from '../operation';
import { optOutListName } from '../opt-out-list';
import { phoneNumberOutput } from '../outputs';
import { belongs, pageOf, passes, refuseOwnerWithIds } from '../pages';
import { defaultConfiguration, type PhoneNumber } from '../resources';
import { conflict, invalidField, notFound } from '../service-error';
import { flag, listOf, structure } from '../shapes';
import { startingAt } from '../span';

export const requestPhoneNumber = operation({
  shape: structure(
    {
      IsoCountryCode: isoCountryCode,
      MessageType: messageType,
      NumberCapabilities: listOf(numberCapability, { min: 1, max: 4 }),
      NumberType: requestableNumberType,
    },
    {
      OptOutListName: optOutListNameOrArn,
      PoolId: poolIdOrArn,
      RegistrationId: registrationIdOrArn,
      NumberPreference: numberPreference,
      InternationalSendingEnabled: flag,
      Tags: tags,
      ClientToken: clientToken,
      ...deletionProtection,
    },
  ),
  resources: ({ PoolId }, names) => (PoolId === undefined ? [] : [names.resolve('pool', PoolId, 'PoolId')]),
  run(input, context) {
    const { account, current, names, now, settings } = context;
    if (input.NumberType === 'SIMULATOR' && input.MessageType !== 'TRANSACTIONAL') {
      throw invalidField('INVALID_PARAMETER', 'MessageType', 'a SIMULATOR phone number is TRANSACTIONAL only');
    }
    const pool = input.PoolId === undefined ? undefined : current.pool(names.resolve('pool', input.PoolId, 'PoolId'));
    const id = names.newId('phone');
    const number: PhoneNumber = {
      kind: 'phone-number',
      id,
      arn: names.arn('phone-number', id),
      accountId: names.accountId,
      created: now,
      life: startingAt(now, settings.statusDelayMilliseconds),
      country: input.IsoCountryCode,
      phoneNumber: names.newPhoneNumber(),
      messageType: input.MessageType,
      numberCapabilities: input.NumberCapabilities,
      numberType: input.NumberType,
      ...defaultConfiguration,
      optOutListName: optOutListName(input.OptOutListName),
      internationalSendingEnabled: input.InternationalSendingEnabled ?? false,
      deletionProtectionEnabled: input.DeletionProtectionEnabled ?? false,
      registrationId: input.RegistrationId,
      changesRefused: undefined,
    };
    if (pool !== undefined) {
      refuseMismatch(pool, number);
      refuseBeyondQuota(pool, context);
      account.associate(pool, number, context, changeDelay(number, context));
    }
    account.add(number);
    return { ...phoneNumberOutput(number, current), PoolId: pool?.id, Tags: input.Tags ?? [] };
  },
});

export const releasePhoneNumber = operation({
  shape: structure({ PhoneNumberId: phoneNumberIdOrArn }, {}),
  resources: ({ PhoneNumberId }, names) => [names.resolve('phone-number', PhoneNumberId, 'PhoneNumberId')],
  run({ PhoneNumberId }, context) {
    const { account, current, names, now, settings } = context;
    const number = findNumber(names.resolve('phone-number', PhoneNumberId, 'PhoneNumberId'), current);
    if (current.holding().some(({ identity }) => identity === number)) {
      throw conflict('PHONE_NUMBER_ASSOCIATED_TO_POOL', number, `The phone number ${number.id} is in a pool.`);
    }
    refuseUnlessNumberActive(number, context);
    if (number.deletionProtectionEnabled) {
      throw conflict(
        'DELETION_PROTECTION_ENABLED',
        number,
        `The phone number ${number.id} is protected from deletion.`,
      );
    }
    account.end(number, now, settings.deletedShownMilliseconds);
    // In the API's model the answer of ReleasePhoneNumber lacks these two members.
    const absent = { InternationalSendingEnabled: undefined, DeletionProtectionEnabled: undefined };
    return { ...phoneNumberOutput(number, current), ...absent, Status: 'DELETED' };
  },
});

export const describePhoneNumbers = operation({
  shape: structure(
    {},
    {
      PhoneNumberIds: fewOf(phoneNumberIdOrArn),
      Filters: filters([
        'status',
        'iso-country-code',
        'message-type',
        'number-capability',
        'number-type',
        'two-way-enabled',
        'self-managed-opt-outs-enabled',
        'opt-out-list-name',
        'deletion-protection-enabled',
        'two-way-channel-arn',
      ]),
      Owner: owner,
      ...paging,
    },
  ),
  resources: ({ PhoneNumberIds }, names) =>
    PhoneNumberIds?.map((id) => names.resolve('phone-number', id, 'PhoneNumberIds')) ?? [],
  run({ PhoneNumberIds, Filters, Owner, ...paging }, { readable, names }) {
    refuseOwnerWithIds(Owner, PhoneNumberIds, 'PhoneNumberIds');
    const asked = PhoneNumberIds?.length
      ? PhoneNumberIds.map((id) => findNumber(names.resolve('phone-number', id, 'PhoneNumberIds'), readable))
      : readable
          .identities()
          .filter((identity) => identity.kind === 'phone-number')
          .filter(({ accountId }) => belongs(accountId, names.accountId, Owner));
    const passing = asked.filter((number) => passes(Filters, attributesOf(number, readable.numberStatus(number))));
    const page = pageOf('DescribePhoneNumbers', passing, paging);
    return { PhoneNumbers: page.items.map((number) => phoneNumberOutput(number, readable)), NextToken: page.nextToken };
  },
});

function findNumber(arn: string, view: Context['current']): PhoneNumber {
  const identity = view.identity(arn);
  if (identity.kind === 'phone-number') return identity;
  throw notFound('phone-number', identity.id);
}

function attributesOf(number: PhoneNumber, status: string) {
  return {
    status,
    'iso-country-code': number.country,
    'message-type': number.messageType,
    'number-capability': number.numberCapabilities,
    'number-type': number.numberType,
    'two-way-enabled': number.twoWayEnabled,
    'self-managed-opt-outs-enabled': number.selfManagedOptOutsEnabled,
    'opt-out-list-name': number.optOutListName,
    'deletion-protection-enabled': number.deletionProtectionEnabled,
    'two-way-channel-arn': number.twoWayChannelArn,
  };
}
