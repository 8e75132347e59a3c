import { randomUUID } from 'node:crypto';
import type { SmsVoice } from '../sms-voice';
import { exists, identity, poolId } from './account';
import type { ByHandStep } from './history';
import { isPresent } from './presence';

/** Somebody takes an identity out, or puts it in; nothing happens where it, or the pool, does not exist. */
export async function changeByHand(service: SmsVoice, step: ByHandStep): Promise<void> {
  const { identity: name, out, into, slowly = false } = step;
  if (![name, ...(into === undefined ? [] : [into])].every((what) => exists(service, what))) return;
  if (slowly) {
    await changeByApi(service, step);
    return;
  }
  const { id, kind } = identity(name);
  const reference = kind === 'sender' ? name : id;
  if (out) for (const pool of service.poolsOf(reference)) service.disassociate(pool, reference);
  const free = kind === 'sender' || service.poolsOf(reference).length === 0;
  const here = into !== undefined && isPresent(service, { identity: name, pool: into });
  if (into !== undefined && free && !here) service.associate(poolId(into), reference);
}

/** A change through the service's API, so that a phone number takes its time to change its status. */
async function changeByApi(service: SmsVoice, { identity: name, out, into }: ByHandStep): Promise<void> {
  const { id, country } = identity(name);
  const operation = out ? 'DisassociateOriginationIdentity' : 'AssociateOriginationIdentity';
  const [held] = service.poolsOf(id);
  const PoolId = into === undefined ? held : poolId(into);
  const input = { PoolId, OriginationIdentity: id, IsoCountryCode: country, ClientToken: randomUUID() };
  await service.handle({ operation, body: JSON.stringify(input), accessKeyId: 'hand' });
}

/** A pool that is deleted through the API is DELETING for a while. */
export async function deleteByApi(service: SmsVoice, PoolId: string): Promise<void> {
  await service.handle({ operation: 'DeletePool', body: JSON.stringify({ PoolId }), accessKeyId: 'hand' });
}
