import { DescribeSenderIdsCommand, type PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { PoolMembership } from '../sms-voice/pool-membership';
import {
  GONE,
  identityReader,
  membershipIn,
  orGone,
  poolListReader,
  type PoolList,
  type Reader,
  required,
} from '../sms-voice/readers';
import { readWith } from '../sms-voice/sms-voice';
import type { Context } from '../util/context';
import type { DeclaredAssociation } from './event';

export interface MissingAssociation {
  readonly association: DeclaredAssociation;
  /** `gone` if the identity does not exist, or is in no pool and its own does not exist. */
  readonly found: 'nowhere' | 'elsewhere' | 'gone';
  readonly membership: PoolMembership;
  readonly repaired?: boolean;
}

/**
 * Lists each pool once, and reads an identity only if its pool does not list it.
 *
 * @throws RequestFailed when a read does not succeed in time
 */
export async function findMissing(
  context: Context,
  client: PinpointSMSVoiceV2Client,
  associations: readonly DeclaredAssociation[],
): Promise<MissingAssociation[]> {
  const lists = new Map<string, PoolList>();
  const missing: MissingAssociation[] = [];
  for (const association of associations) {
    const { pool, identity } = association;
    if (!lists.has(pool.key)) lists.set(pool.key, await readWith(context, pool.idOrArn, poolListReader(client, pool)));
    const { where: listed } = membershipIn(lists.get(pool.key), identity);
    if (listed === 'here') continue;
    const membership = await readWith(context, identity.idOrArn, ownReader(client, association));
    const found = membership.where === 'nowhere' ? listed : membership.where;
    // Reads lag: an identity that shows its pool is newer than the list.
    if (found !== 'here') missing.push({ association, found, membership });
  }
  return missing;
}

export const isPending = ({ association, membership }: MissingAssociation): boolean =>
  association.deferPending && membership.status === 'PENDING';

/** A sender ID does not know its pools, but shows whether it exists. */
function ownReader(client: PinpointSMSVoiceV2Client, association: DeclaredAssociation): Reader<PoolMembership> {
  const { kind, idOrArn: SenderId, isoCountryCode: IsoCountryCode } = association.identity;
  if (kind !== 'sender-id') return identityReader(client, association);
  const input = { SenderIds: [{ SenderId, IsoCountryCode }] };
  const read = async (abortSignal: AbortSignal): Promise<PoolMembership> => {
    const { SenderIds } = await client.send(new DescribeSenderIdsCommand(input), { abortSignal });
    return required(SenderIds, 'SenderIds').length === 0 ? GONE : { where: 'nowhere', attributes: {} };
  };
  return { operation: 'DescribeSenderIds', input, read: orGone(read, GONE) };
}
