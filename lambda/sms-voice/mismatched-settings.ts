import {
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  DescribeRcsAgentsCommand,
  DescribeSenderIdsCommand,
  type PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Association } from '../association/association';
import type { IdentityKind } from '../association/identity-kind';
import type { OriginationIdentity } from '../association/origination-identity';
import type { Context } from '../util/context';
import { isJsonObject, type JsonObject } from '../util/json-object';
import { attemptCall } from './call';
import type { MismatchReason } from './service-error';

/** What a mismatch is about. */
interface Mismatch {
  /** The fields of the describe calls in which pool and identity differ; none where no such call shows them. */
  readonly fields: readonly string[];
  /** How to make them equal. */
  readonly remedy: string;
}

const UPDATE =
  "A phone number's settings can only be changed while it is in no pool (update-phone-number), and a pool's with update-pool.";

const MISMATCHES: Readonly<Record<MismatchReason, Mismatch>> = {
  MESSAGE_TYPE_MISMATCH: {
    fields: ['MessageType'],
    remedy: 'A message type never changes: use a pool, or an identity, with the other one.',
  },
  OPT_OUT_LIST_MISMATCH: { fields: ['OptOutListName'], remedy: UPDATE },
  TWO_WAY_CONFIG_MISMATCH: { fields: ['TwoWayEnabled', 'TwoWayChannelArn', 'TwoWayChannelRole'], remedy: UPDATE },
  SELF_MANAGED_OPT_OUTS_MISMATCH: { fields: ['SelfManagedOptOutsEnabled'], remedy: UPDATE },
  NUMBER_CAPABILITIES_MISMATCH: {
    fields: [],
    remedy: "A number's capabilities never change: all numbers of a pool need the same ones (SMS, MMS, VOICE).",
  },
  KEYWORD_MISMATCH: {
    fields: [],
    remedy:
      "Make the keywords and their messages the same: the number's with put-keyword and delete-keyword, a pool's HELP and STOP " +
      'also in its template (mandatoryKeywords). describe-keywords shows both.',
  },
};

const isKnown = (reason: string): reason is MismatchReason => reason in MISMATCHES;

/** How to end a mismatch. A reason that this version of the SDK does not know has the usual remedy. */
export const mismatchRemedy = (reason: string): string => (isKnown(reason) ? MISMATCHES[reason].remedy : UPDATE);

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
  { pool, identity }: Association,
  reason: string,
): Promise<Difference[]> {
  const fields = isKnown(reason) ? MISMATCHES[reason].fields : [];
  if (fields.length === 0) return [];
  const [poolSettings, identitySettings] = await Promise.all([
    readFirst(context, poolRead(client, pool.idOrArn)),
    readFirst(context, IDENTITY_READS[identity.kind](client, identity)),
  ]);
  return fields
    .map((field) => ({
      field,
      pool: poolSettings[field],
      identity: identitySettings[field] ?? identitySettings[SENDER_ID_FIELDS[field] ?? field],
    }))
    .filter((difference) => JSON.stringify(difference.pool) !== JSON.stringify(difference.identity));
}

interface Read {
  readonly operation: string;
  readonly input: object;
  readonly send: (abortSignal: AbortSignal) => Promise<readonly object[] | undefined>;
}

function poolRead(client: PinpointSMSVoiceV2Client, idOrArn: string): Read {
  const input = { PoolIds: [idOrArn] };
  return {
    operation: 'DescribePools',
    input,
    send: async (abortSignal) => (await client.send(new DescribePoolsCommand(input), { abortSignal })).Pools,
  };
}

type IdentityRead = (client: PinpointSMSVoiceV2Client, identity: OriginationIdentity) => Read;

const IDENTITY_READS: Readonly<Record<IdentityKind, IdentityRead>> = {
  'phone-number': (client, { idOrArn }) => {
    const input = { PhoneNumberIds: [idOrArn] };
    return {
      operation: 'DescribePhoneNumbers',
      input,
      send: async (abortSignal) =>
        (await client.send(new DescribePhoneNumbersCommand(input), { abortSignal })).PhoneNumbers,
    };
  },
  'sender-id': (client, { idOrArn, isoCountryCode }) => {
    const input = { SenderIds: [{ SenderId: idOrArn, IsoCountryCode: isoCountryCode }] };
    return {
      operation: 'DescribeSenderIds',
      input,
      send: async (abortSignal) => (await client.send(new DescribeSenderIdsCommand(input), { abortSignal })).SenderIds,
    };
  },
  'rcs-agent': (client, { idOrArn }) => {
    const input = { RcsAgentIds: [idOrArn] };
    return {
      operation: 'DescribeRcsAgents',
      input,
      send: async (abortSignal) => (await client.send(new DescribeRcsAgentsCommand(input), { abortSignal })).RcsAgents,
    };
  },
};

async function readFirst(context: Context, { operation, input, send }: Read): Promise<JsonObject> {
  const result = await attemptCall(context, { operation, input }, send);
  const found: unknown = result.ok ? result.output?.[0] : undefined;
  return isJsonObject(found) ? found : {};
}
