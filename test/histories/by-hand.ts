import { randomUUID } from 'node:crypto';
import type { SmsVoice } from '../sms-voice';
import { exists, identity, poolId, reference, takeOut } from './account';
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
  if (out) takeOut(service, name);
  if (into === undefined || isPresent(service, { identity: name, pool: into })) return;
  const free = identity(name).kind === 'sender' || service.poolsOf(reference(name)).length === 0;
  if (free) service.associate(poolId(into), reference(name));
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
