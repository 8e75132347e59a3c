import { randomUUID } from 'node:crypto';
import type { SmsVoice } from '../sms-voice';
import { poolId, type PoolName } from './account';

interface ChangeByHand {
  readonly id: string;
  readonly country: string | undefined;
  readonly out: boolean;
  readonly pool: PoolName | undefined;
}

/** A change through the service's API, so that a phone number takes its time to change its status. */
export async function changeByApi(service: SmsVoice, { id, country, out, pool }: ChangeByHand): Promise<void> {
  const operation = out ? 'DisassociateOriginationIdentity' : 'AssociateOriginationIdentity';
  const [held] = service.poolsOf(id);
  const PoolId = pool === undefined ? held : poolId(pool);
  const input = { PoolId, OriginationIdentity: id, IsoCountryCode: country, ClientToken: randomUUID() };
  await service.handle({ operation, body: JSON.stringify(input), accessKeyId: 'hand' });
}
