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
import { newPhoneNumber } from '../new-resources';
import { operation } from '../operation';
import { optOutListName } from '../opt-out-list';
import { phoneNumberOutput } from '../outputs';
import { conflict, invalidField } from '../service-error';
import { flag, listOf, structure } from '../shapes';
import { startingAt } from '../span';
import { describe } from './describe';

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
    const number = newPhoneNumber(names, now, {
      life: startingAt(now, settings.statusDelayMilliseconds),
      country: input.IsoCountryCode,
      messageType: input.MessageType,
      numberCapabilities: input.NumberCapabilities,
      numberType: input.NumberType,
      optOutListName: optOutListName(input.OptOutListName),
      internationalSendingEnabled: input.InternationalSendingEnabled ?? false,
      deletionProtectionEnabled: input.DeletionProtectionEnabled ?? false,
      registrationId: input.RegistrationId,
    });
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
    const { account, current, names, now } = context;
    const number = current.identityOf('phone-number', names.resolve('phone-number', PhoneNumberId, 'PhoneNumberId'));
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
    account.end(number, now);
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
  run({ PhoneNumberIds, ...request }, { readable, names }) {
    const { items, nextToken } = describe(request, names, {
      operation: 'DescribePhoneNumbers',
      ids: 'PhoneNumberIds',
      named: PhoneNumberIds?.map((id) =>
        readable.identityOf('phone-number', names.resolve('phone-number', id, 'PhoneNumberIds')),
      ),
      all: readable.identitiesOf('phone-number'),
      output: (number) => phoneNumberOutput(number, readable),
    });
    return { PhoneNumbers: items, NextToken: nextToken };
  },
});
