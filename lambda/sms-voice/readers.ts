import {
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  DescribeRcsAgentsCommand,
  type ListPoolOriginationIdentitiesResult,
  type OriginationIdentityMetadata,
  paginateListPoolOriginationIdentities,
  type PinpointSMSVoiceV2Client,
  ResourceNotFoundException,
  ValidationException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Association } from '../association/association';
import type { IdentityKind } from '../association/identity-kind';
import type { OriginationIdentity } from '../association/origination-identity';
import { type Pool, poolIdOf } from '../association/pool';
import { parseArn } from '../util/arn';
import type { PoolMembership } from './pool-membership';

/** One read of the service. */
export interface Reader<Output> {
  readonly operation: string;
  readonly input: object;
  readonly read: (abortSignal: AbortSignal) => Promise<Output>;
}

/** One read that shows the pool membership of an association's identity. */
type MembershipReader = Reader<PoolMembership>;

type MakeReader = (client: PinpointSMSVoiceV2Client, association: Association) => MembershipReader;

/** Phone numbers and RCS agents know their pool. Which pools a sender ID is in, only the pools know. */
const READERS: Readonly<Record<IdentityKind, MakeReader>> = {
  'phone-number': phoneNumberReader,
  'rcs-agent': rcsAgentReader,
  'sender-id': poolReader,
};

export function identityReader(client: PinpointSMSVoiceV2Client, association: Association): MembershipReader {
  return READERS[association.identity.kind](client, association);
}

function phoneNumberReader(client: PinpointSMSVoiceV2Client, { pool, identity }: Association): MembershipReader {
  const input = { PhoneNumberIds: [identity.idOrArn] };
  const read = async (abortSignal: AbortSignal): Promise<PoolMembership> => {
    const { PhoneNumbers } = await client.send(new DescribePhoneNumbersCommand(input), { abortSignal });
    const [found] = required(PhoneNumbers, 'PhoneNumbers');
    // A released number is listed as DELETED for a while.
    if (found === undefined || found.Status === 'DELETED') return GONE;
    return { ...inPool(found.PoolId, pool.id), status: found.Status, isoCountryCode: found.IsoCountryCode };
  };
  return { operation: 'DescribePhoneNumbers', input, read: orGone(read, GONE) };
}

function rcsAgentReader(client: PinpointSMSVoiceV2Client, { pool, identity }: Association): MembershipReader {
  const input = { RcsAgentIds: [identity.idOrArn] };
  const read = async (abortSignal: AbortSignal): Promise<PoolMembership> => {
    const { RcsAgents } = await client.send(new DescribeRcsAgentsCommand(input), { abortSignal });
    const [found] = required(RcsAgents, 'RcsAgents');
    // An agent's status is that of its launch in each country, and says nothing of its pool.
    return found === undefined || found.Status === 'DELETED' ? GONE : inPool(found.PoolId, pool.id);
  };
  return { operation: 'DescribeRcsAgents', input, read: orGone(read, GONE) };
}

/** What a pool shows: the identity is in it, or it is not, whichever other pool it may be in. */
export function poolReader(client: PinpointSMSVoiceV2Client, { pool, identity }: Association): MembershipReader {
  const isFound = (page: PoolPage): boolean => membershipIn([page], identity).where === 'here';
  const { read, ...call } = poolPagesReader(client, pool, isFound);
  return { ...call, read: async (abortSignal) => membershipIn(await read(abortSignal), identity) };
}

/** The pages of what a pool lists; undefined if it does not exist. */
export type PoolList = readonly PoolPage[] | undefined;

type PoolPage = ListPoolOriginationIdentitiesResult;

export function membershipIn(list: PoolList, identity: OriginationIdentity): PoolMembership {
  for (const { PoolArn, OriginationIdentities = [] } of list ?? []) {
    const found = OriginationIdentities.find((member) => isMember(member, identity));
    if (found === undefined) continue;
    return { where: 'here', attributes: { PoolArn, OriginationIdentityArn: found.OriginationIdentityArn } };
  }
  return list === undefined ? GONE : { where: 'nowhere', attributes: {} };
}

export const poolListReader = (client: PinpointSMSVoiceV2Client, pool: Pool): Reader<PoolList> =>
  poolPagesReader(client, pool, () => false);

/** No pool holds so many times a hundred identities. More pages come from a broken list. */
const MAX_PAGES = 100;

/**
 * The pages of a pool's list, until one is enough.
 *
 * An attempt goes on where the one before it stopped. Requests that begin together share a quota, and none of them would get
 * two pages in a row.
 */
function poolPagesReader(
  client: PinpointSMSVoiceV2Client,
  { idOrArn }: Pool,
  isEnough: (page: PoolPage) => boolean,
): Reader<PoolList> {
  const input = { PoolId: idOrArn, MaxResults: 100 };
  let pages: PoolPage[] = [];
  const read = async (abortSignal: AbortSignal): Promise<PoolList> => {
    const paging = { client, stopOnSameToken: true, ...startingToken(pages) };
    try {
      // A copy, since the paginator writes its token into the input.
      for await (const page of paginateListPoolOriginationIdentities(paging, { ...input }, { abortSignal })) {
        pages.push({ ...page, OriginationIdentities: required(page.OriginationIdentities, 'OriginationIdentities') });
        if (isEnough(page)) break;
        if (pages.length === MAX_PAGES) throw new ListBroken(`the list has more than ${MAX_PAGES} pages`);
      }
    } catch (error) {
      // A token of an earlier page that the service refuses is out of date.
      const isOutOfDate = pages.length > 0 && error instanceof ValidationException;
      if (!isOutOfDate && !(error instanceof ListBroken)) throw error;
      // Read again from the start.
      const page = pages.length + 1;
      pages = [];
      throw unreadable(`page ${page}: ${error.message}`);
    }
    const list = pages;
    pages = [];
    return list;
  };
  return { operation: 'ListPoolOriginationIdentities', input, read: orGone(read, undefined) };
}

/** The list has no end. */
class ListBroken extends Error {}

function startingToken(pages: readonly PoolPage[]): { readonly startingToken?: string } {
  const token = pages.at(-1)?.NextToken;
  return token === undefined ? {} : { startingToken: token };
}

/** Whether the pool is being deleted, or does not exist. */
export function poolStatusReader(client: PinpointSMSVoiceV2Client, { idOrArn }: Pool): Reader<boolean> {
  const input = { PoolIds: [idOrArn] };
  const read = async (abortSignal: AbortSignal): Promise<boolean> => {
    try {
      const { Pools } = await client.send(new DescribePoolsCommand(input), { abortSignal });
      return Pools?.[0]?.Status === 'DELETING';
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return true;
      throw error;
    }
  };
  return { operation: 'DescribePools', input, read };
}

/** By name and account, and a sender ID by its country too: another account may share one of the same name. */
function isMember(member: OriginationIdentityMetadata, identity: OriginationIdentity): boolean {
  const arn = parseArn(member.OriginationIdentityArn ?? member.OriginationIdentity ?? '');
  const [, , arnCountry] = arn?.resource.split('/') ?? [];
  const country = member.IsoCountryCode ?? arnCountry;
  if (memberName(member.OriginationIdentity ?? '') !== identity.id) return false;
  if (identity.kind === 'sender-id' && country !== identity.isoCountryCode) return false;
  return arn === undefined || arn.account === parseArn(identity.arn)?.account;
}

/** `SENDER` in `SENDER` or in its ARN, which ends in `sender-id/SENDER/GB`; `phone-…` in `phone-number/phone-…`. */
function memberName(idOrArn: string): string {
  return idOrArn.split('/')[1] ?? idOrArn;
}

export const GONE: PoolMembership = { where: 'gone', attributes: {} };

function inPool(foundPool: string | undefined, declaredPoolId: string): PoolMembership {
  if (foundPool === undefined || foundPool === '') return { where: 'nowhere', attributes: {} };
  if (poolIdOf(foundPool) === declaredPoolId) return { where: 'here', attributes: {} };
  return { where: 'elsewhere', otherPool: foundPool, attributes: {} };
}

/** A response without its list is none, such as an empty body: it must not count as an empty list. */
export function required<Item>(list: Item[] | undefined, name: string): Item[] {
  if (list !== undefined) return list;
  throw unreadable(`the response has no ${name}`);
}

/** Named as the SDK names a response that it can't read. */
const unreadable = (message: string): Error => Object.assign(new Error(message), { name: 'UnknownError' });

export function orGone<Output>(read: Reader<Output>['read'], gone: Output): Reader<Output>['read'] {
  return async (abortSignal) => {
    try {
      return await read(abortSignal);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return gone;
      throw error;
    }
  };
}
