import {
  DescribePhoneNumbersCommand,
  DescribeRcsAgentsCommand,
  type OriginationIdentityMetadata,
  paginateListPoolOriginationIdentities,
  type PinpointSMSVoiceV2Client,
  ResourceNotFoundException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Association } from '../association/association';
import { poolIdOf } from '../association/pool';
import { parseArn } from '../util/arn';
import type { PoolMembership } from './pool-membership';

/** One read that shows the pool membership of an association's identity. */
export interface Reader {
  readonly operation: string;
  readonly input: object;
  readonly read: (abortSignal: AbortSignal) => Promise<PoolMembership>;
}

/** Phone numbers and RCS agents know their pool. Which pools a sender ID is in, only the pools know. */
export function identityReader(client: PinpointSMSVoiceV2Client, association: Association): Reader {
  switch (association.identity.kind) {
    case 'phone number':
      return phoneNumberReader(client, association);
    case 'RCS agent':
      return rcsAgentReader(client, association);
    case 'sender ID':
      return poolReader(client, association);
  }
}

function phoneNumberReader(client: PinpointSMSVoiceV2Client, { pool, identity }: Association): Reader {
  const input = { PhoneNumberIds: [identity.sent] };
  const read = async (abortSignal: AbortSignal): Promise<PoolMembership> => {
    const { PhoneNumbers } = await client.send(new DescribePhoneNumbersCommand(input), { abortSignal });
    const [found] = required(PhoneNumbers, 'PhoneNumbers');
    // A released number is listed as DELETED for a while.
    if (found === undefined || found.Status === 'DELETED') return GONE;
    return { ...inPool(found.PoolId, pool.id), status: found.Status, isoCountryCode: found.IsoCountryCode };
  };
  return { operation: 'DescribePhoneNumbers', input, read: orGone(read) };
}

function rcsAgentReader(client: PinpointSMSVoiceV2Client, { pool, identity }: Association): Reader {
  const input = { RcsAgentIds: [identity.sent] };
  const read = async (abortSignal: AbortSignal): Promise<PoolMembership> => {
    const { RcsAgents } = await client.send(new DescribeRcsAgentsCommand(input), { abortSignal });
    const [found] = required(RcsAgents, 'RcsAgents');
    // An agent's status is that of its launch in each country, and says nothing of its pool.
    return found === undefined || found.Status === 'DELETED' ? GONE : inPool(found.PoolId, pool.id);
  };
  return { operation: 'DescribeRcsAgents', input, read: orGone(read) };
}

/** What a pool shows: the identity is in it, or it is not, whichever other pool it may be in. */
export function poolReader(client: PinpointSMSVoiceV2Client, association: Association): Reader {
  const input = { PoolId: association.pool.sent, MaxResults: 100 };
  const read = async (abortSignal: AbortSignal): Promise<PoolMembership> => {
    const paging = { client, stopOnSameToken: true };
    for await (const page of paginateListPoolOriginationIdentities(paging, input, { abortSignal })) {
      const members = required(page.OriginationIdentities, 'OriginationIdentities');
      const found = members.find((member) => isMember(member, association));
      if (found === undefined) continue;
      const attributes = { PoolArn: page.PoolArn, OriginationIdentityArn: found.OriginationIdentityArn };
      return { where: 'here', attributes };
    }
    return { where: 'nowhere', attributes: {} };
  };
  return { operation: 'ListPoolOriginationIdentities', input, read: orGone(read) };
}

/** By name and account, and a sender ID by its country too: another account may share one of the same name. */
function isMember(member: OriginationIdentityMetadata, { identity }: Association): boolean {
  const arn = parseArn(member.OriginationIdentityArn ?? member.OriginationIdentity ?? '');
  const [, , arnCountry] = arn?.resource.split('/') ?? [];
  const country = member.IsoCountryCode ?? arnCountry;
  if (memberName(member.OriginationIdentity ?? '') !== identity.id) return false;
  if (identity.kind === 'sender ID' && country !== identity.isoCountryCode) return false;
  return arn === undefined || arn.account === parseArn(identity.arn)?.account;
}

/** `SENDER` in `SENDER` or in its ARN, which ends in `sender-id/SENDER/GB`; `phone-…` in `phone-number/phone-…`. */
function memberName(idOrArn: string): string {
  return idOrArn.split('/')[1] ?? idOrArn;
}

const GONE: PoolMembership = { where: 'gone', attributes: {} };

function inPool(foundPool: string | undefined, declaredPoolId: string): PoolMembership {
  if (foundPool === undefined || foundPool === '') return { where: 'nowhere', attributes: {} };
  if (poolIdOf(foundPool) === declaredPoolId) return { where: 'here', attributes: {} };
  return { where: 'elsewhere', otherPool: foundPool, attributes: {} };
}

/** A response without its list is none, such as an empty body: it must not count as an empty list. */
function required<Item>(list: Item[] | undefined, name: string): Item[] {
  if (list !== undefined) return list;
  throw Object.assign(new Error(`the response has no ${name}`), { name: 'UnknownError' });
}

function orGone(read: Reader['read']): Reader['read'] {
  return async (abortSignal) => {
    try {
      return await read(abortSignal);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return GONE;
      throw error;
    }
  };
}
