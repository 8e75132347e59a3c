import type { Account, Membership } from './account';
import { splitArn } from './names';
import type { Identity, NumberStatus, PhoneNumber, Pool } from './resources';
import { notFound } from './service-error';
import type { Settings } from './settings';
import { phaseAt, type Phase } from './span';

type IdentityOf<Kind extends Identity['kind']> = Extract<Identity, { kind: Kind }>;

function isOf<Kind extends Identity['kind']>(kind: Kind, identity: Identity): identity is IdentityOf<Kind> {
  return identity.kind === kind;
}

/** The account at one moment: now for changes, an earlier moment for reads that lag. */
export class View {
  constructor(
    private readonly account: Account,
    private readonly settings: Settings,
    private readonly moment: number,
  ) {}

  pool(arn: string): Pool {
    const pool = this.account.pools.get(arn);
    if (pool !== undefined && this.#exists(pool)) return pool;
    throw notFound('pool', splitArn(arn).id);
  }

  identity(arn: string): Identity {
    const identity = this.account.identities.get(arn);
    if (identity !== undefined && this.#exists(identity)) return identity;
    const { kind, id } = splitArn(arn);
    throw notFound(kind, id);
  }

  pools(): Pool[] {
    return [...this.account.pools.values()].filter((pool) => this.#exists(pool));
  }

  identities(): Identity[] {
    return [...this.account.identities.values()].filter((identity) => this.#exists(identity));
  }

  identityOf<Kind extends Identity['kind']>(kind: Kind, arn: string): IdentityOf<Kind> {
    const identity = this.identity(arn);
    if (isOf(kind, identity)) return identity;
    throw notFound(kind, identity.id);
  }

  identitiesOf<Kind extends Identity['kind']>(kind: Kind): IdentityOf<Kind>[] {
    return this.identities().filter((identity) => isOf(kind, identity));
  }

  /** The memberships at this moment, without those that are being ended. */
  holding(): Membership[] {
    return this.#memberships((phase) => phase === 'beginning' || phase === 'ready');
  }

  /** The memberships that reads show. */
  shown(): Membership[] {
    const { associatingShown, disassociatingShown } = this.settings;
    return this.#memberships(
      (phase) =>
        phase === 'ready' ||
        (phase === 'beginning' && associatingShown) ||
        (phase === 'leaving' && disassociatingShown),
    );
  }

  poolShownOf(identity: Identity): string | undefined {
    return this.shown().find((membership) => membership.identity === identity)?.pool.id;
  }

  poolStatus(pool: Pool): string {
    const phase = phaseAt(pool.life, this.moment);
    if (phase === 'beginning') return 'CREATING';
    return phase === 'ready' ? 'ACTIVE' : 'DELETING';
  }

  numberStatus(number: PhoneNumber): NumberStatus {
    const life = phaseAt(number.life, this.moment);
    if (life === 'beginning') return 'PENDING';
    if (life !== 'ready') return 'DELETED';
    const phases = this.account.memberships
      .filter(({ identity }) => identity === number)
      .map(({ span }) => phaseAt(span, this.moment));
    if (phases.includes('beginning')) return 'ASSOCIATING';
    return phases.includes('leaving') ? 'DISASSOCIATING' : 'ACTIVE';
  }

  #exists({ life }: Pool | Identity): boolean {
    const phase = phaseAt(life, this.moment);
    return phase !== 'before' && phase !== 'gone';
  }

  #memberships(condition: (phase: Phase) => boolean): Membership[] {
    return this.account.memberships.filter(({ span }) => condition(phaseAt(span, this.moment)));
  }
}
