import {
  alreadyAssociated,
  changeDelay,
  refuseBeyondQuota,
  refuseIfElsewhere,
  refuseMismatch,
  refuseOtherCountry,
  refuseToTakeLastNumber,
  refuseUnlessActive,
} from '../association-rules';
import { clientToken, filters, identityIdOrArn, isoCountryCode, paging, poolIdOrArn } from '../members';
import type { Names } from '../names';
import { operation, type Context } from '../operation';
import { associationOutput, capabilitiesOf, memberOutput } from '../outputs';
import { pageOf, passes } from '../pages';
import { nameOf, type Identity, type Pool } from '../resources';
import { conflict, invalidField, notFound } from '../service-error';
import { structure } from '../shapes';

interface Request {
  readonly PoolId: string;
  readonly OriginationIdentity: string;
  readonly IsoCountryCode?: string | undefined;
}

const shape = structure(
  { PoolId: poolIdOrArn, OriginationIdentity: identityIdOrArn },
  { IsoCountryCode: isoCountryCode, ClientToken: clientToken },
);

function arnsOf(
  { PoolId, OriginationIdentity, IsoCountryCode }: Request,
  names: Names,
): [pool: string, identity: string] {
  return [names.resolve('pool', PoolId, 'PoolId'), names.resolveIdentity(OriginationIdentity, IsoCountryCode)];
}

function find(request: Request, context: Context): [Pool, Identity] {
  const { current, names } = context;
  const [poolArn, identityArn] = arnsOf(request, names);
  const pool = current.pool(poolArn);
  const identity = current.identity(identityArn);
  refuseOtherCountry(identity, request.IsoCountryCode, context);
  return [pool, identity];
}

export const associateOriginationIdentity = operation({
  shape,
  resources: arnsOf,
  run(request, context) {
    const [pool, identity] = find(request, context);
    refuseUnlessActive(pool, identity, context);
    refuseIfElsewhere(pool, identity, context);
    const inPlace = context.current.holding().some((held) => held.pool === pool && held.identity === identity);
    if (inPlace && context.settings.associateAgain === 'conflict') throw alreadyAssociated(identity, context);
    if (!inPlace) {
      refuseMismatch(pool, identity);
      refuseBeyondQuota(pool, context);
      context.account.associate(pool, identity, context, changeDelay(identity, context));
    }
    return associationOutput(pool, identity, answeredCountry(request, identity, context));
  },
});

export const disassociateOriginationIdentity = operation({
  shape,
  resources: arnsOf,
  run(request, context) {
    if (context.settings.countryRequired && request.IsoCountryCode === undefined) {
      throw invalidField('MISSING_PARAMETER', 'IsoCountryCode', 'Member must not be null');
    }
    const [pool, identity] = find(request, context);
    refuseUnlessActive(pool, identity, context);
    const membership = context.current.holding().find((held) => held.pool === pool && held.identity === identity);
    if (membership === undefined) throw notAssociated(pool, identity, context);
    refuseToTakeLastNumber(pool, identity, context);
    context.account.disassociate(membership, context, changeDelay(identity, context));
    return associationOutput(pool, identity, answeredCountry(request, identity, context));
  },
});

function answeredCountry(request: Request, identity: Identity, { settings }: Context): string | undefined {
  if (identity.kind !== 'rcs-agent') return identity.country;
  if (settings.rcsAgentCountry === 'as-sent') return request.IsoCountryCode;
  return settings.rcsAgentCountry === 'absent' ? undefined : settings.rcsAgentCountry;
}

function notAssociated(pool: Pool, identity: Identity, { settings }: Context): Error {
  const isNumber = identity.kind === 'phone-number';
  if (settings.disassociateAbsent === 'not-found' || (settings.disassociateAbsent === 'by-kind' && !isNumber)) {
    return notFound(identity.kind, nameOf(identity));
  }
  const reason = isNumber ? 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL' : settings.absentReason;
  return conflict(
    reason,
    identity,
    `The ${identity.kind} ${nameOf(identity)} is not associated with the pool ${pool.id}.`,
  );
}

export const listPoolOriginationIdentities = operation({
  shape: structure({ PoolId: poolIdOrArn }, { Filters: filters(['iso-country-code', 'number-capability']), ...paging }),
  resources: ({ PoolId }, names) => [names.resolve('pool', PoolId, 'PoolId')],
  run({ PoolId, Filters, ...request }, { readable, names, settings }) {
    const pool = readable.pool(names.resolve('pool', PoolId, 'PoolId'));
    const members = readable
      .shown()
      .filter((membership) => membership.pool === pool)
      .map(({ identity }) => identity)
      .filter((identity) =>
        passes(Filters, { IsoCountryCode: identity.country, NumberCapabilities: capabilitiesOf(identity) }),
      );
    const { items, nextToken } = pageOf('ListPoolOriginationIdentities', members, request);
    const OriginationIdentities = items.map((identity) => memberOutput(identity, settings));
    return { PoolArn: pool.arn, PoolId: pool.id, OriginationIdentities, NextToken: nextToken };
  },
});
