import {
  clientToken,
  deletionProtection,
  fewOf,
  filters,
  isoCountryCode,
  messageType,
  owner,
  paging,
  senderId,
  senderIdOrArn,
  tags,
} from '../members';
import { newSenderId } from '../new-resources';
import { operation } from '../operation';
import { senderIdOutput } from '../outputs';
import { nameOf } from '../resources';
import { conflict } from '../service-error';
import { listOf, structure } from '../shapes';
import { startingAt } from '../span';
import { describe } from './describe';

export const requestSenderId = operation({
  shape: structure(
    { SenderId: senderId, IsoCountryCode: isoCountryCode },
    {
      MessageTypes: listOf(messageType, { min: 0, max: 2 }),
      Tags: tags,
      ClientToken: clientToken,
      ...deletionProtection,
    },
  ),
  run(input, { account, current, names, now, settings }) {
    const arn = names.arn('sender-id', `${input.SenderId}/${input.IsoCountryCode}`);
    const existing = current.identitiesOf('sender-id').find((identity) => identity.arn === arn);
    if (existing !== undefined) {
      throw conflict('RESOURCE_ALREADY_EXISTS', existing, `The sender ID ${nameOf(existing)} exists.`);
    }
    const requested = newSenderId(names, now, {
      id: input.SenderId,
      life: startingAt(now),
      country: input.IsoCountryCode,
      ...(input.MessageTypes?.length ? { messageTypes: input.MessageTypes } : {}),
      deletionProtectionEnabled: input.DeletionProtectionEnabled ?? false,
    });
    account.add(requested);
    return { ...senderIdOutput(requested, settings), Tags: input.Tags ?? [] };
  },
});

export const releaseSenderId = operation({
  shape: structure({ SenderId: senderIdOrArn, IsoCountryCode: isoCountryCode }, {}),
  resources: (input, names) => [names.resolveSenderId(input.SenderId, input.IsoCountryCode, 'SenderId')],
  run(input, { account, current, names, now, settings }) {
    const arn = names.resolveSenderId(input.SenderId, input.IsoCountryCode, 'SenderId');
    const found = current.identityOf('sender-id', arn);
    if (current.holding().some(({ identity }) => identity === found)) {
      throw conflict('SENDER_ID_ASSOCIATED_TO_POOL', found, `The sender ID ${nameOf(found)} is in a pool.`);
    }
    if (found.deletionProtectionEnabled) {
      throw conflict(
        'DELETION_PROTECTION_ENABLED',
        found,
        `The sender ID ${nameOf(found)} is protected from deletion.`,
      );
    }
    account.end(found, now);
    return { ...senderIdOutput(found, settings), DeletionProtectionEnabled: undefined };
  },
});

export const describeSenderIds = operation({
  shape: structure(
    {},
    {
      SenderIds: fewOf(structure({ SenderId: senderIdOrArn, IsoCountryCode: isoCountryCode }, {})),
      Filters: filters(['sender-id', 'iso-country-code', 'message-type', 'deletion-protection-enabled', 'registered']),
      Owner: owner,
      ...paging,
    },
  ),
  resources: ({ SenderIds }, names) =>
    SenderIds?.map(({ SenderId, IsoCountryCode }) => names.resolveSenderId(SenderId, IsoCountryCode, 'SenderIds')) ??
    [],
  run({ SenderIds, ...request }, { readable, names, settings }) {
    const { items, nextToken } = describe(request, names, {
      operation: 'DescribeSenderIds',
      ids: 'SenderIds',
      named: SenderIds?.map(({ SenderId, IsoCountryCode }) =>
        readable.identityOf('sender-id', names.resolveSenderId(SenderId, IsoCountryCode, 'SenderIds')),
      ),
      all: readable.identitiesOf('sender-id'),
      output: (found) => senderIdOutput(found, settings),
    });
    return { SenderIds: items, NextToken: nextToken };
  },
});
