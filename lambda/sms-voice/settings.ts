import {
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  DescribeRcsAgentsCommand,
  DescribeSenderIdsCommand,
  type PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Association } from '../association/association';
import type { Context } from '../util/context';
import { isJsonObject, type JsonObject } from '../util/json-object';
import { attempt } from './attempt';

/** The fields in which pool and identity differ, by the reason of the conflict. Other reasons have no field to read. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  MESSAGE_TYPE_MISMATCH: ['MessageType'],
  OPT_OUT_LIST_MISMATCH: ['OptOutListName'],
  TWO_WAY_CONFIG_MISMATCH: ['TwoWayEnabled', 'TwoWayChannelArn', 'TwoWayChannelRole'],
  SELF_MANAGED_OPT_OUTS_MISMATCH: ['SelfManagedOptOutsEnabled'],
};

/** What a sender ID has instead, since it allows several values. */
const SENDER_ID_FIELDS: Readonly<Record<string, string>> = { MessageType: 'MessageTypes' };

/** A setting that pool and identity have different values of. Undefined values were not in the response. */
export interface Difference {
  readonly field: string;
  readonly pool: unknown;
  readonly identity: unknown;
}

/** The settings behind a `…_MISMATCH`, as one attempt at each read shows them; empty if they can't be read. */
export async function readDifferences(
  client: PinpointSMSVoiceV2Client,
  context: Context,
  association: Association,
  reason: string,
): Promise<Difference[]> {
  const fields = FIELDS[reason] ?? [];
  if (fields.length === 0) return [];
  const [pool, identity] = await Promise.all([
    readPool(client, context, association),
    readIdentity(client, context, association),
  ]);
  return fields
    .map((field) => ({
      field,
      pool: pool[field],
      identity: identity[field] ?? identity[SENDER_ID_FIELDS[field] ?? field],
    }))
    .filter((difference) => JSON.stringify(difference.pool) !== JSON.stringify(difference.identity));
}

async function readPool(
  client: PinpointSMSVoiceV2Client,
  context: Context,
  { pool }: Association,
): Promise<JsonObject> {
  const input = { PoolIds: [pool.sent] };
  return first(context, { operation: 'DescribePools', input }, async (abortSignal) => {
    const { Pools } = await client.send(new DescribePoolsCommand(input), { abortSignal });
    return Pools;
  });
}

async function readIdentity(
  client: PinpointSMSVoiceV2Client,
  context: Context,
  { identity: { kind, sent, isoCountryCode } }: Association,
): Promise<JsonObject> {
  switch (kind) {
    case 'phone number': {
      const input = { PhoneNumberIds: [sent] };
      return first(context, { operation: 'DescribePhoneNumbers', input }, async (abortSignal) => {
        const { PhoneNumbers } = await client.send(new DescribePhoneNumbersCommand(input), { abortSignal });
        return PhoneNumbers;
      });
    }
    case 'sender ID': {
      const input = { SenderIds: [{ SenderId: sent, IsoCountryCode: isoCountryCode }] };
      return first(context, { operation: 'DescribeSenderIds', input }, async (abortSignal) => {
        const { SenderIds } = await client.send(new DescribeSenderIdsCommand(input), { abortSignal });
        return SenderIds;
      });
    }
    case 'RCS agent': {
      const input = { RcsAgentIds: [sent] };
      return first(context, { operation: 'DescribeRcsAgents', input }, async (abortSignal) => {
        const { RcsAgents } = await client.send(new DescribeRcsAgentsCommand(input), { abortSignal });
        return RcsAgents;
      });
    }
  }
}

async function first(
  context: Context,
  call: { readonly operation: string; readonly input: object },
  read: (abortSignal: AbortSignal) => Promise<readonly object[] | undefined>,
): Promise<JsonObject> {
  const result = await attempt(context, call, read);
  const found: unknown = result.ok ? result.output?.[0] : undefined;
  return isJsonObject(found) ? found : {};
}
