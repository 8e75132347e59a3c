import { beforeEach } from '@jest/globals';
import type { PhoneNumber, Pool, Settings } from '../../sms-voice';
import { type Rig, virtualRig } from './rig';

export interface Stage {
  readonly rig: Rig;
  readonly pool: Pool;
  readonly next: Pool;
  /** In no pool. */
  readonly number: PhoneNumber;
  /** The properties that declare the number in a pool. */
  readonly properties: (into?: Pool) => { PoolId: string; OriginationIdentity: string; IsoCountryCode: string };
}

/** Gives each test a rig on virtual time with two pools, each of which has a number of its own, and a third number. */
export function virtualStage(settings: Partial<Settings> = {}): Stage {
  let rig: Rig;
  let pool: Pool;
  let next: Pool;
  let number: PhoneNumber;
  beforeEach(async () => {
    rig = await virtualRig(settings);
    [pool, next] = [rig.service.createPool(), rig.service.createPool()];
    for (const each of [pool, next]) rig.service.associate(each, rig.service.requestPhoneNumber());
    number = rig.service.requestPhoneNumber();
  });
  return {
    get rig() {
      return rig;
    },
    get pool() {
      return pool;
    },
    get next() {
      return next;
    },
    get number() {
      return number;
    },
    properties: (into = pool) => ({ PoolId: into.id, OriginationIdentity: number.id, IsoCountryCode: 'US' }),
  };
}
