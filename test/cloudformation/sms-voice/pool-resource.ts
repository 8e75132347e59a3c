import type { Identity, Pool, SmsVoice } from '../../sms-voice';
import { reasonOf } from '../operation';
import {
  ResourceFailure,
  type DeleteRequest,
  type Made,
  type ResourceRequest,
  type ResourceType,
  type UpdateRequest,
} from '../resource-type';
import { isObject, type JsonObject } from '../template';

/**
 * What an update of a pool disassociates. Neither is documented.
 *
 * - `evicts others`: every identity in the pool that the new list does not name
 * - `difference of templates`: identities that the old list names and the new one does not
 */
export type PoolUpdate = 'evicts others' | 'difference of templates';

/** `AWS::SMSVOICE::Pool`. An update changes the pool's list of identities, and leaves its other settings. */
export class PoolResource implements ResourceType {
  constructor(
    private readonly service: SmsVoice,
    private readonly poolUpdate: PoolUpdate,
  ) {}

  create({ properties }: ResourceRequest): Promise<Made> {
    const arns = identitiesOf(properties);
    if (arns.length === 0) throw new ResourceFailure('OriginationIdentities: expected at least one ARN');
    const pool = this.service.createPool(settingsOf(properties));
    return attempt(pool, () => {
      for (const arn of arns) this.service.associate(pool, this.identity(arn));
    });
  }

  update({ physicalId, properties, oldProperties }: UpdateRequest): Promise<Made> {
    const pool = this.pool(physicalId);
    if (pool === undefined) throw new ResourceFailure(`The pool ${physicalId} does not exist`);
    const [wanted, former] = [identitiesOf(properties), identitiesOf(oldProperties)];
    const members = this.service.identities.filter((identity) => this.service.poolsOf(identity).includes(pool.id));
    const isMember = (arn: string): boolean => members.some((member) => member.arn === arn);
    return attempt(pool, () => {
      for (const arn of wanted) {
        const isNew = this.poolUpdate === 'evicts others' || !former.includes(arn);
        if (isNew && !isMember(arn)) this.service.associate(pool, this.identity(arn));
      }
      for (const member of members) {
        const mayGo = this.poolUpdate === 'evicts others' || former.includes(member.arn);
        if (mayGo && !wanted.includes(member.arn)) this.service.disassociate(pool, member);
      }
    });
  }

  delete({ physicalId }: DeleteRequest): Promise<void> {
    const pool = this.pool(physicalId);
    if (pool?.deletionProtectionEnabled === true) {
      throw new ResourceFailure(`The pool ${physicalId} is protected from deletion`);
    }
    if (pool !== undefined) this.service.deletePool(pool);
    return Promise.resolve();
  }

  private pool(id: string): Pool | undefined {
    return this.service.pools.find((pool) => pool.id === id);
  }

  private identity(arn: string): Identity {
    const found = this.service.identities.find((identity) => identity.arn === arn);
    if (found === undefined) throw new Error(`The origination identity ${arn} does not exist`);
    return found;
  }
}

/** A failed attempt leaves the pool with what was changed before. */
function attempt(pool: Pool, change: () => void): Promise<Made> {
  try {
    change();
  } catch (error) {
    throw new ResourceFailure(reasonOf(error), { physicalId: pool.id });
  }
  return Promise.resolve({ physicalId: pool.id, attributes: { Arn: pool.arn, PoolId: pool.id } });
}

function identitiesOf({ OriginationIdentities }: JsonObject): string[] {
  return Array.isArray(OriginationIdentities) ? OriginationIdentities.map(String) : [];
}

function settingsOf(properties: JsonObject) {
  const { OptOutListName, SelfManagedOptOutsEnabled, DeletionProtectionEnabled, TwoWay } = properties;
  const twoWay = isObject(TwoWay) ? TwoWay : {};
  return {
    ...(typeof OptOutListName === 'string' ? { optOutListName: OptOutListName } : {}),
    ...(typeof twoWay.ChannelArn === 'string' ? { twoWayChannelArn: twoWay.ChannelArn } : {}),
    ...(typeof twoWay.ChannelRole === 'string' ? { twoWayChannelRole: twoWay.ChannelRole } : {}),
    twoWayEnabled: isTrue(twoWay.Enabled),
    selfManagedOptOutsEnabled: isTrue(SelfManagedOptOutsEnabled),
    deletionProtectionEnabled: isTrue(DeletionProtectionEnabled),
  };
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
