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
import { operation, type Context } from '../operation';
import { senderIdOutput } from '../outputs';
import { belongs, pageOf, passes, refuseOwnerWithIds } from '../pages';
import { nameOf, type SenderId } from '../resources';
import { conflict, notFound } from '../service-error';
import { listOf, structure } from '../shapes';
import { startingAt } from '../span';

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
    const existing = current.identities().find((identity) => identity.arn === arn);
    if (existing !== undefined) {
      throw conflict('RESOURCE_ALREADY_EXISTS', existing, `The sender ID ${nameOf(existing)} exists.`);
    }
    const requested: SenderId = {
      kind: 'sender-id',
      id: input.SenderId,
      arn,
      accountId: names.accountId,
      created: now,
      life: startingAt(now),
      country: input.IsoCountryCode,
      messageTypes: input.MessageTypes?.length ? input.MessageTypes : ['TRANSACTIONAL', 'PROMOTIONAL'],
      deletionProtectionEnabled: input.DeletionProtectionEnabled ?? false,
      registered: false,
      changesRefused: undefined,
    };
    account.add(requested);
    return { ...senderIdOutput(requested, settings), Tags: input.Tags ?? [] };
  },
});

export const releaseSenderId = operation({
  shape: structure({ SenderId: senderIdOrArn, IsoCountryCode: isoCountryCode }, {}),
  resources: (input, names) => [names.resolveSenderId(input.SenderId, input.IsoCountryCode, 'SenderId')],
  run(input, { account, current, names, now, settings }) {
    const found = findSenderId(names.resolveSenderId(input.SenderId, input.IsoCountryCode, 'SenderId'), current);
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
  run({ SenderIds, Filters, Owner, ...paging }, { readable, names, settings }) {
    refuseOwnerWithIds(Owner, SenderIds, 'SenderIds');
    const asked = SenderIds?.length
      ? SenderIds.map(({ SenderId, IsoCountryCode }) =>
          findSenderId(names.resolveSenderId(SenderId, IsoCountryCode, 'SenderIds'), readable),
        )
      : readable
          .identities()
          .filter((identity) => identity.kind === 'sender-id')
          .filter(({ accountId }) => belongs(accountId, names.accountId, Owner));
    const page = pageOf(
      'DescribeSenderIds',
      asked.filter((found) => passes(Filters, attributesOf(found))),
      paging,
    );
    return { SenderIds: page.items.map((found) => senderIdOutput(found, settings)), NextToken: page.nextToken };
  },
});

function findSenderId(arn: string, view: Context['current']): SenderId {
  const identity = view.identity(arn);
  if (identity.kind === 'sender-id') return identity;
  throw notFound('sender-id', identity.id);
}

function attributesOf(found: SenderId) {
  return {
    'sender-id': found.id,
    'iso-country-code': found.country,
    'message-type': found.messageTypes,
    'deletion-protection-enabled': found.deletionProtectionEnabled,
    registered: found.registered,
  };
}
