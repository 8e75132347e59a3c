import {
  changeDelay,
  refuseIfElsewhere,
  refuseMismatch,
  refuseOtherCountry,
  refuseUnlessActive,
} from '../association-rules';
import {
  clientToken,
  deletionProtection,
  fewOf,
  filters,
  identityIdOrArn,
  isoCountryCode,
  messageType,
  owner,
  paging,
  poolIdOrArn,
  tags,
} from '../members';
import { newPool } from '../new-resources';
import { operation, type Context } from '../operation';
import { poolOutput } from '../outputs';
import { defaultConfiguration, type Configuration, type Identity, type MessageType } from '../resources';
import { conflict, quotaExceeded } from '../service-error';
import { structure } from '../shapes';
import { startingAt } from '../span';
import { describe } from './describe';

export const createPool = operation({
  shape: structure(
    { OriginationIdentity: identityIdOrArn, MessageType: messageType },
    { IsoCountryCode: isoCountryCode, Tags: tags, ClientToken: clientToken, ...deletionProtection },
  ),
  resources: (input, names) => [names.resolveIdentity(input.OriginationIdentity, input.IsoCountryCode)],
  run(input, context) {
    const { account, current, names } = context;
    const identity = current.identity(names.resolveIdentity(input.OriginationIdentity, input.IsoCountryCode));
    refuseOtherCountry(identity, input.IsoCountryCode, context);
    refuseUnlessActive(undefined, identity, context);
    refuseIfElsewhere(undefined, identity, context);
    refuseBeyondQuota(context);
    const pool = poolLike(identity, input.MessageType, input.DeletionProtectionEnabled ?? false, context);
    refuseMismatch(pool, identity);
    account.add(pool);
    account.associate(pool, identity, context, changeDelay(identity, context));
    return { ...poolOutput(pool, current), Tags: input.Tags ?? [] };
  },
});

function poolLike(identity: Identity, messageType: MessageType, deletionProtectionEnabled: boolean, context: Context) {
  const { names, now, settings } = context;
  return newPool(names, now, {
    life: startingAt(now, settings.statusDelayMilliseconds),
    messageType,
    ...configurationOf(identity),
    numberCapabilities: identity.kind === 'phone-number' ? identity.numberCapabilities : [],
    deletionProtectionEnabled,
  });
}

function configurationOf(identity: Identity): Configuration {
  if (identity.kind === 'sender-id') return defaultConfiguration;
  const { optOutListName, twoWayEnabled, twoWayChannelArn, twoWayChannelRole, selfManagedOptOutsEnabled } = identity;
  return { optOutListName, twoWayEnabled, twoWayChannelArn, twoWayChannelRole, selfManagedOptOutsEnabled };
}

function refuseBeyondQuota({ current, names, settings }: Context): void {
  const pools = current.pools().filter((pool) => pool.accountId === names.accountId).length;
  if (pools < settings.poolsPerAccount) return;
  throw quotaExceeded('POOLS_PER_ACCOUNT', `The account has ${pools} pools, which is the quota.`);
}

export const deletePool = operation({
  shape: structure({ PoolId: poolIdOrArn }, {}),
  resources: ({ PoolId }, names) => [names.resolve('pool', PoolId, 'PoolId')],
  run({ PoolId }, context) {
    const { account, current, names, now, settings } = context;
    const pool = current.pool(names.resolve('pool', PoolId, 'PoolId'));
    if (current.poolStatus(pool) !== 'ACTIVE') {
      throw conflict('RESOURCE_NOT_ACTIVE', pool, `The pool ${pool.id} is ${current.poolStatus(pool)}.`);
    }
    if (pool.deletionProtectionEnabled) {
      throw conflict('DELETION_PROTECTION_ENABLED', pool, `The pool ${pool.id} is protected from deletion.`);
    }
    for (const membership of current.holding().filter((held) => held.pool === pool)) {
      account.disassociate(membership, context, changeDelay(membership.identity, context));
    }
    account.end(pool, now, settings.statusDelayMilliseconds);
    return { ...poolOutput(pool, current), Status: 'DELETING', DeletionProtectionEnabled: undefined };
  },
});

export const describePools = operation({
  shape: structure(
    {},
    {
      PoolIds: fewOf(poolIdOrArn),
      Filters: filters([
        'status',
        'message-type',
        'two-way-enabled',
        'self-managed-opt-outs-enabled',
        'opt-out-list-name',
        'shared-routes-enabled',
        'deletion-protection-enabled',
        'two-way-channel-arn',
      ]),
      Owner: owner,
      ...paging,
    },
  ),
  resources: ({ PoolIds }, names) => PoolIds?.map((id) => names.resolve('pool', id, 'PoolIds')) ?? [],
  run({ PoolIds, ...request }, { readable, names }) {
    const { items, nextToken } = describe(request, names, {
      operation: 'DescribePools',
      ids: 'PoolIds',
      named: PoolIds?.map((id) => readable.pool(names.resolve('pool', id, 'PoolIds'))),
      all: readable.pools(),
      output: (pool) => poolOutput(pool, readable),
    });
    return { Pools: items, NextToken: nextToken };
  },
});
