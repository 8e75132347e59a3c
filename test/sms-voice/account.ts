import type { Identity, Pool } from './resources';
import { nameOf } from './resources';
import { always, endAt, startingAt, type Span } from './span';

export interface Membership {
  readonly pool: Pool;
  readonly identity: Identity;
  readonly span: Span;
}

/** One effective change of a pool's membership. */
export interface Change {
  readonly time: number;
  readonly kind: 'associated' | 'disassociated';
  /** The pool's id. */
  readonly pool: string;
  /** The identity's id; for a sender ID `NAME/COUNTRY`. */
  readonly identity: string;
  readonly country?: string | undefined;
  /** The access key id of the request, or `hand`. */
  readonly by: string;
  readonly clientToken?: string | undefined;
}

/** The time and origin of a change. */
export interface Author {
  readonly now: number;
  readonly by: string;
  readonly clientToken?: string | undefined;
}

/** The resources and memberships of an account, with their past. The rules for changes are elsewhere. */
export class Account {
  readonly pools = new Map<string, Pool>();
  readonly identities = new Map<string, Identity>();
  readonly history: Change[] = [];
  /** Grows with every effective change, also of resources. */
  revision = 0;
  #memberships: Membership[] = [];

  get memberships(): readonly Membership[] {
    return this.#memberships;
  }

  add(resource: Pool | Identity): void {
    if (resource.kind === 'pool') this.pools.set(resource.arn, resource);
    else this.identities.set(resource.arn, resource);
    this.revision += 1;
  }

  /** Ends the review of a resource, with effect for the past too, so that reads which lag show it. */
  activate(resource: Pool | Identity): void {
    resource.life.ready = -Infinity;
    this.revision += 1;
  }

  end(resource: Pool | Identity, now: number, delay = 0): void {
    endAt(resource.life, now, delay);
    this.revision += 1;
  }

  associate(pool: Pool, identity: Identity, author: Author, delay = 0): void {
    this.#memberships.push({ pool, identity, span: startingAt(author.now, delay) });
    this.#record('associated', pool, identity, author);
  }

  disassociate(membership: Membership, author: Author, delay = 0): void {
    endAt(membership.span, author.now, delay);
    this.#record('disassociated', membership.pool, membership.identity, author);
  }

  /** Associates with effect for the past too, so that reads which lag show it. */
  associateForAllTime(pool: Pool, identity: Identity, author: Author): void {
    this.#forget((membership) => membership.identity === identity && membership.span.leaving <= author.now);
    this.#memberships.push({ pool, identity, span: always() });
    this.#record('associated', pool, identity, author);
  }

  /** Makes it as if the identity had never been in the pool. */
  expunge(membership: Membership, author: Author): void {
    this.#forget((other) => other === membership);
    this.#record('disassociated', membership.pool, membership.identity, author);
  }

  /** Makes it as if the resource had never existed. Expunge its memberships first. */
  remove(resource: Pool | Identity): void {
    this.#forget(({ pool, identity }) => pool === resource || identity === resource);
    this.pools.delete(resource.arn);
    this.identities.delete(resource.arn);
    this.revision += 1;
  }

  #forget(condition: (membership: Membership) => boolean): void {
    this.#memberships = this.#memberships.filter((membership) => !condition(membership));
  }

  #record(kind: Change['kind'], pool: Pool, identity: Identity, { now, by, clientToken }: Author): void {
    this.revision += 1;
    this.history.push({
      time: now,
      kind,
      pool: pool.id,
      identity: nameOf(identity),
      country: identity.country,
      by,
      clientToken,
    });
  }
}
