import type {
  AssociateOriginationIdentityResult,
  OriginationIdentityMetadata,
  PhoneNumberInformation,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { randomUUID } from 'node:crypto';
import { describe, Unanswered, type Answer, type Service } from './service';
import type { Stacks } from './stacks';

export interface Identity {
  readonly kind: 'sender ID' | 'phone number' | 'RCS agent';
  readonly arn: string;
  readonly country: string;
}

export interface ProbePool {
  readonly id: string;
  /** Whether the probe created it. Only then can phone numbers leave it for sure: when the probe deletes it. */
  readonly isOwn: boolean;
}

export interface Equipment {
  readonly service: Service;
  readonly pool: ProbePool;
  /** Sender IDs. The first two are not in the pool when a question starts. */
  readonly first: Identity;
  readonly second: Identity;
  /** A new pool has this one from the start. */
  readonly third: Identity;
  readonly phoneNumber: Identity | undefined;
  readonly rcsAgent: Identity | undefined;
  readonly stacks: Stacks | undefined;
  readonly requestsAtOnce: number;
}

interface Variation {
  readonly token?: string;
  /** Instead of the identity's own; null: none. */
  readonly country?: string | null;
}

/** How long a change may take to show in reads. */
const MAX_WAIT_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 500;

/** The pool and the identities that the questions work with. */
export class ProbeAccount {
  readonly service: Service;

  constructor(readonly equipment: Equipment) {
    this.service = equipment.service;
  }

  associate(identity: Identity, variation: Variation = {}): Promise<Answer<AssociateOriginationIdentityResult>> {
    const request = this.#request(identity, variation);
    return this.service.ask('AssociateOriginationIdentity', (client) => client.associateOriginationIdentity(request));
  }

  disassociate(identity: Identity, variation: Variation = {}): Promise<Answer<AssociateOriginationIdentityResult>> {
    const request = this.#request(identity, variation);
    return this.service.ask('DisassociateOriginationIdentity', (client) =>
      client.disassociateOriginationIdentity(request),
    );
  }

  /** Associates the identity and waits until reads show it. */
  async put(identity: Identity, token?: string): Promise<void> {
    const answer = await this.associate(identity, token === undefined ? {} : { token });
    if (answer.kind === 'error') throw unexpected('associate', identity, answer);
    if (identity.kind === 'phone number') await this.#untilActiveInPool(identity);
    if (await this.shows(identity, true, MAX_WAIT_MILLISECONDS)) return;
    throw new Unanswered(`no read shows the ${identity.kind} within a minute after Associate`);
  }

  /** Disassociates the identity and waits until reads show it. */
  async remove(identity: Identity): Promise<void> {
    const answer = await this.disassociate(identity);
    if (answer.kind === 'error') throw unexpected('disassociate', identity, answer);
    if (await this.shows(identity, false, MAX_WAIT_MILLISECONDS)) return;
    throw new Unanswered(`reads still show the ${identity.kind} a minute after Disassociate`);
  }

  /** Removes all identities of the account that are in the pool. The last phone number may have to stay. */
  async clear(): Promise<void> {
    const { first, second, phoneNumber, rcsAgent } = this.equipment;
    const members = await this.members();
    for (const identity of [first, second, phoneNumber, rcsAgent]) {
      if (identity === undefined || !members.some((member) => isSame(member, identity))) continue;
      if (identity !== phoneNumber) await this.remove(identity);
      else if ((await this.disassociate(identity)).kind === 'success') {
        await this.shows(identity, false, MAX_WAIT_MILLISECONDS);
      }
    }
  }

  /** Polls until reads show the identity in the pool, or out of it. */
  shows(identity: Identity, isIn: boolean, maxWait: number): Promise<boolean> {
    return this.service.becomes(async () => (await this.has(identity)) === isIn, {
      maxWait,
      interval: POLL_MILLISECONDS,
    });
  }

  async has(identity: Identity): Promise<boolean> {
    return (await this.members()).some((member) => isSame(member, identity));
  }

  async members(): Promise<OriginationIdentityMetadata[]> {
    return await members(this.service, this.equipment.pool.id);
  }

  async describePhoneNumber({ arn }: Identity): Promise<PhoneNumberInformation> {
    const { PhoneNumbers } = await this.service.need('DescribePhoneNumbers', (client) =>
      client.describePhoneNumbers({ PhoneNumberIds: [arn] }),
    );
    const [number] = PhoneNumbers ?? [];
    if (number === undefined) throw new Unanswered('DescribePhoneNumbers does not show the phone number');
    return number;
  }

  /** A read that lags shows it ACTIVE in no pool, as it was before. */
  async #untilActiveInPool(number: Identity): Promise<void> {
    const isActive = async (): Promise<boolean> => {
      const { Status, PoolId } = await this.describePhoneNumber(number);
      return Status === 'ACTIVE' && PoolId !== undefined;
    };
    if (await this.service.becomes(isActive, { maxWait: MAX_WAIT_MILLISECONDS, interval: POLL_MILLISECONDS })) return;
    throw new Unanswered('the phone number does not become ACTIVE within a minute');
  }

  #request(identity: Identity, { token = randomUUID(), country }: Variation) {
    const sent = country === undefined ? identity.country : country;
    return {
      PoolId: this.equipment.pool.id,
      OriginationIdentity: identity.arn,
      ...(sent === null ? {} : { IsoCountryCode: sent }),
      ClientToken: token,
    };
  }
}

export async function members(service: Service, poolId: string): Promise<OriginationIdentityMetadata[]> {
  const all: OriginationIdentityMetadata[] = [];
  let NextToken: string | undefined;
  do {
    const page = await service.need('ListPoolOriginationIdentities', (client) =>
      client.listPoolOriginationIdentities({ PoolId: poolId, ...(NextToken === undefined ? {} : { NextToken }) }),
    );
    all.push(...(page.OriginationIdentities ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return all;
}

function isSame(member: OriginationIdentityMetadata, identity: Identity): boolean {
  return member.OriginationIdentityArn === identity.arn || member.OriginationIdentity === identity.arn;
}

function unexpected(verb: string, { kind }: Identity, answer: Answer<unknown>): Unanswered {
  return new Unanswered(`the service refuses to ${verb} the ${kind}: ${describe(answer)}`);
}
