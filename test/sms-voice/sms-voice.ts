import { type Clock, realClock } from '../clock';
import { Account, type Author, type Change, type Membership } from './account';
import { Faults } from './faults';
import type { AuthorizationRequest, Call, Request, Response } from './call';
import { Endpoint } from './endpoint';
import { Names } from './names';
import * as resources from './new-resources';
import { Context } from './operation';
import { nameOf, type Identity, type PhoneNumber, type Pool, type RcsAgent, type SenderId } from './resources';
import { defaultSettings, type Settings } from './settings';

export interface SmsVoiceOptions {
  readonly clock?: Clock;
  readonly partition?: string;
  readonly region?: string;
  readonly accountId?: string;
  readonly settings?: Partial<Settings>;
}

/** A pool or identity: the object, its id or its ARN; for a sender ID also `NAME/COUNTRY`. */
export type Reference<Resource> = Resource | string;

/**
 * AWS End User Messaging SMS in memory, for one account in one region.
 *
 * `handle` takes requests. The other methods make changes by hand, as somebody at the console would: at once, visible to every read,
 * and without quotas, tokens or faults.
 */
export class SmsVoice {
  /** A test can change these at any time. */
  readonly settings: Settings;
  readonly faults = new Faults();
  /** Stands in for IAM; without it, every request is allowed. */
  authorize?: (request: AuthorizationRequest) => boolean;
  readonly #account = new Account();
  readonly #clock: Clock;
  readonly #names: Names;
  readonly #endpoint: Endpoint;

  constructor(options: SmsVoiceOptions = {}) {
    const { clock = realClock, partition = 'aws', region = 'us-east-1', accountId = '111122223333' } = options;
    this.settings = { ...defaultSettings, ...options.settings };
    this.#clock = clock;
    this.#names = new Names(partition, region, accountId);
    this.#endpoint = new Endpoint({
      account: this.#account,
      names: this.#names,
      settings: this.settings,
      faults: this.faults,
      clock,
      allows: (request) => this.authorize?.(request) ?? true,
    });
  }

  /** Every call that the service received, oldest first. */
  get calls(): readonly Call[] {
    return this.#endpoint.calls;
  }

  /** Every effective change of a membership, oldest first. */
  get history(): readonly Change[] {
    return this.#account.history;
  }

  async handle(request: Request): Promise<Response | 'dropped'> {
    return await this.#endpoint.handle(request);
  }

  /** Creates an empty pool, which the API can't do. */
  createPool(options: resources.PoolOptions = {}): Pool {
    return this.#add(resources.newPool(this.#names, this.#clock.now(), options));
  }

  requestPhoneNumber(options: resources.PhoneNumberOptions = {}): PhoneNumber {
    return this.#add(resources.newPhoneNumber(this.#names, this.#clock.now(), options));
  }

  /** Makes a PENDING number ACTIVE, as the end of its registration's review does. */
  completeRegistration(number: Reference<PhoneNumber>): void {
    this.#account.activate(this.#identity(number));
  }

  requestSenderId(options: resources.SenderIdOptions = {}): SenderId {
    return this.#add(resources.newSenderId(this.#names, this.#clock.now(), options));
  }

  createRcsAgent(options: resources.RcsAgentOptions = {}): RcsAgent {
    return this.#add(resources.newRcsAgent(this.#names, this.#clock.now(), options));
  }

  associate(pool: Reference<Pool>, identity: Reference<Identity>, country?: string): void {
    const [into, joining] = [this.#pool(pool), this.#identity(identity, country)];
    const obstacle = this.#membershipsOf(joining).find(
      (membership) => joining.kind !== 'sender-id' || membership.pool === into,
    );
    if (obstacle !== undefined) {
      throw new Error(`${nameOf(joining)} is in ${obstacle.pool.id} already: disassociate it first`);
    }
    this.#account.associateForAllTime(into, joining, this.#author());
  }

  disassociate(pool: Reference<Pool>, identity: Reference<Identity>, country?: string): void {
    const [from, leaving] = [this.#pool(pool), this.#identity(identity, country)];
    const membership = this.#members(from).find((held) => held.identity === leaving);
    if (membership === undefined) throw new Error(`${nameOf(leaving)} is not in ${from.id}`);
    this.#account.expunge(membership, this.#author());
  }

  releasePhoneNumber(number: Reference<PhoneNumber>): void {
    this.#removeIdentity(this.#identity(number));
  }

  releaseSenderId(senderId: Reference<SenderId>, country?: string): void {
    this.#removeIdentity(this.#identity(senderId, country));
  }

  deleteRcsAgent(agent: Reference<RcsAgent>): void {
    this.#removeIdentity(this.#identity(agent));
  }

  deletePool(pool: Reference<Pool>): void {
    const found = this.#pool(pool);
    for (const membership of this.#members(found)) this.#account.expunge(membership, this.#author());
    this.#account.remove(found);
  }

  /** The identities in the pool, sorted: ids, and `NAME/COUNTRY` for sender IDs. */
  contents(pool: Reference<Pool>): string[] {
    return this.#members(this.#pool(pool))
      .map(({ identity }) => nameOf(identity))
      .sort();
  }

  /** The ids of the pools that the identity is in, sorted. */
  poolsOf(identity: Reference<Identity>, country?: string): string[] {
    const held = this.#membershipsOf(this.#identity(identity, country));
    return held.map(({ pool }) => pool.id).sort();
  }

  /** The status of a phone number now; DELETED if it does not exist. */
  status(number: Reference<PhoneNumber>): string {
    const { current, account } = this.#context();
    const arn = typeof number === 'string' ? this.#names.resolve('phone-number', number, 'PhoneNumberId') : number.arn;
    const found = account.identities.get(arn);
    return found?.kind === 'phone-number' ? current.numberStatus(found) : 'DELETED';
  }

  get pools(): readonly Pool[] {
    return this.#context().current.pools();
  }

  get identities(): readonly Identity[] {
    return this.#context().current.identities();
  }

  #add<Resource extends Pool | Identity>(resource: Resource): Resource {
    if (this.#account.pools.has(resource.arn) || this.#account.identities.has(resource.arn)) {
      throw new Error(`${resource.arn} exists already: choose another id`);
    }
    this.#account.add(resource);
    return resource;
  }

  #removeIdentity(identity: Identity): void {
    for (const membership of this.#membershipsOf(identity)) this.#account.expunge(membership, this.#author());
    this.#account.remove(identity);
  }

  #members(pool: Pool): Membership[] {
    const held = this.#context().current.holding();
    return held.filter((membership) => membership.pool === pool);
  }

  #membershipsOf(identity: Identity): Membership[] {
    const held = this.#context().current.holding();
    return held.filter((membership) => membership.identity === identity);
  }

  #pool(reference: Reference<Pool>): Pool {
    if (typeof reference !== 'string') return reference;
    return this.#context().current.pool(this.#names.resolve('pool', reference, 'PoolId'));
  }

  #identity(reference: Reference<Identity>, country?: string): Identity {
    if (typeof reference !== 'string') return reference;
    const slash = reference.startsWith('arn:') ? -1 : reference.indexOf('/');
    const [name, of] = slash < 0 ? [reference, country] : [reference.slice(0, slash), reference.slice(slash + 1)];
    return this.#context().current.identity(this.#names.resolveIdentity(name, of));
  }

  #context(): Context {
    return new Context(this.#account, this.#names, this.settings, this.#clock.now(), 'hand');
  }

  #author(): Author {
    return { now: this.#clock.now(), by: 'hand' };
  }
}
