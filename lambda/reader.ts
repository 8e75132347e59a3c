import {
  DescribePhoneNumbersCommand,
  DescribeRcsAgentsCommand,
  type OriginationIdentityMetadata,
  paginateListPoolOriginationIdentities,
  type PinpointSMSVoiceV2Client,
  ResourceNotFoundException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { parseArn } from './arn';
import type { Association } from './association';
import type { Place } from './place';
import { poolIdOf } from './pool';

/** One read that tells where an association's identity is. */
export interface Reader {
  readonly operation: string;
  readonly input: object;
  readonly read: (abortSignal: AbortSignal) => Promise<Place>;
}

/** Phone numbers and RCS agents know their pool; which pools a sender ID is in, only the pools know. */
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
  const read = async (abortSignal: AbortSignal): Promise<Place> => {
    const { PhoneNumbers } = await client.send(new DescribePhoneNumbersCommand(input), { abortSignal });
    const found = PhoneNumbers?.[0];
    // A released number is listed as DELETED for a while.
    if (found === undefined || found.Status === 'DELETED') return GONE;
    return { ...place(pool.id, found.PoolId), status: found.Status };
  };
  return { operation: 'DescribePhoneNumbers', input, read: orGone(read) };
}

function rcsAgentReader(client: PinpointSMSVoiceV2Client, { pool, identity }: Association): Reader {
  const input = { RcsAgentIds: [identity.sent] };
  const read = async (abortSignal: AbortSignal): Promise<Place> => {
    const { RcsAgents } = await client.send(new DescribeRcsAgentsCommand(input), { abortSignal });
    const found = RcsAgents?.[0];
    // An agent's status is that of its launch in each country, and says nothing of its pool.
    return found === undefined || found.Status === 'DELETED' ? GONE : place(pool.id, found.PoolId);
  };
  return { operation: 'DescribeRcsAgents', input, read: orGone(read) };
}

/** What a pool says of the identity: that it is there, or that it is not, wherever else it may be. */
export function poolReader(client: PinpointSMSVoiceV2Client, association: Association): Reader {
  const input = { PoolId: association.pool.sent, MaxResults: 100 };
  const read = async (abortSignal: AbortSignal): Promise<Place> => {
    const paging = { client, stopOnSameToken: true };
    for await (const page of paginateListPoolOriginationIdentities(paging, input, { abortSignal })) {
      const found = page.OriginationIdentities?.find((member) => isMember(member, association));
      if (found !== undefined) return { where: 'here', attributes: attributesOf(page, found) };
    }
    return { where: 'nowhere', attributes: {} };
  };
  return { operation: 'ListPoolOriginationIdentities', input, read: orGone(read) };
}

/** By name and account, a sender ID by its country too: another account may share one of the same name. */
function isMember(member: OriginationIdentityMetadata, { identity }: Association): boolean {
  const arn = parseArn(member.OriginationIdentityArn ?? '');
  if (memberName(member.OriginationIdentity ?? '') !== identity.id) return false;
  if (identity.kind === 'sender ID' && member.IsoCountryCode !== identity.isoCountryCode) return false;
  return arn === undefined || arn.account === parseArn(identity.arn)?.account;
}

/** `SENDER` of `SENDER` or of its ARN, which ends in `sender-id/SENDER/GB`; `phone-…` of `phone-number/phone-…`. */
function memberName(idOrArn: string): string {
  return idOrArn.split('/')[1] ?? idOrArn;
}

function attributesOf(page: { PoolArn?: string | undefined }, member: OriginationIdentityMetadata) {
  return {
    ...(page.PoolArn === undefined ? {} : { PoolArn: page.PoolArn }),
    ...(member.OriginationIdentityArn === undefined ? {} : { OriginationIdentityArn: member.OriginationIdentityArn }),
  };
}

const GONE: Place = { where: 'gone', attributes: {} };

function place(declaredPoolId: string, foundPool: string | undefined): Place {
  if (foundPool === undefined || foundPool === '') return { where: 'nowhere', attributes: {} };
  if (poolIdOf(foundPool) === declaredPoolId) return { where: 'here', attributes: {} };
  return { where: 'elsewhere', otherPool: foundPool, attributes: {} };
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
