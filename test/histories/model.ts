import type { CustomResourceRequest, StackResult } from '../cloudformation';
import type { Change } from '../sms-voice';
import { readable, type IdentityName, type PoolName } from './account';
import type { Declaration } from './app';
import type { History, StackName, StackStep } from './history';
import type { CheckRun, Run, SentCall } from './product';

/** `number 1 in pool A`. */
export type Association = string;

/** The id of a stack's incarnation; or `hand`, which also stands for what a stack has left in place for good. */
export type Owner = string;

/**
 * The reference: plain sets of what is where and who owns it, kept from the changes that the service made and from what the
 * apps declare. It knows nothing of tokens, retries or events.
 */
export class Model {
  readonly members = new Map<Association, Owner>();
  /** What each stack has made or taken over, and therefore may remove. */
  private readonly owned = new Map<Owner, Set<Association>>();
  /** What each stack relies on, though somebody else made it. */
  private readonly adopted = new Map<Owner, Set<Association>>();
  /** What each stack declares, according to its last operation that ended well. */
  readonly apps = new Map<StackName, readonly Declaration[]>();
  /** What each stack's source declares, after updates that failed without a rollback. */
  readonly unstable = new Map<StackName, readonly Declaration[]>();
  /** How things were when each stack was last stable. */
  readonly stable = new Map<StackName, Stable>();
  /** What two resources took for their own, so that the one may remove what the other declares. */
  readonly contested = new Set<Association>();
  /** What a stack was once told to retain. */
  readonly retained = new Set<Association>();
  /** What a stack made and can't be proved to have made. */
  readonly unprovable = new Set<Association>();
  /** What each stack ever declared, and so may touch. */
  readonly everDeclared = new Map<StackName, Set<Association>>();
  /** What each check has put into a pool and not taken out again. */
  readonly putBy = new WeakMap<CheckRun, Set<Association>>();
  /** When each association was last removed by somebody who did not declare it in the step. */
  readonly undone = new Map<Association, number>();
  /** What was released or deleted by hand. */
  readonly gone = new Set<IdentityName | PoolName>();
  /** When each stack last got the answer that an association is in place. */
  readonly assured = new Map<string, number>();

  app(stack: StackName): readonly Declaration[] {
    return this.apps.get(stack) ?? [];
  }

  ownedBy(owner: Owner): Set<Association> {
    return setOf(this.owned, owner);
  }

  adoptedBy(owner: Owner): Set<Association> {
    return setOf(this.adopted, owner);
  }

  /** Follows one change; a violation is a removal by a stack that does not own what it removes. */
  follow(association: Association, kind: Change['kind'], owner: Owner): string | undefined {
    const owned = this.ownedBy(owner);
    if (kind === 'associated') {
      this.members.set(association, owner);
      this.adoptedBy(owner).delete(association);
      owned.add(association);
      return undefined;
    }
    const former = this.members.get(association);
    this.members.delete(association);
    if (owner === 'hand') return undefined;
    // Of two resources that take it for their own, each may remove it once.
    if (this.contested.has(association) ? owned.has(association) : owned.delete(association)) return undefined;
    return `${association} was removed by a stack that does not own it (${former ?? 'nobody'} does)`;
  }

  /** Notes how things are while the stack is stable. */
  keepStable(stack: StackName, owner: Owner): void {
    const [owned, adopted] = [new Set(this.ownedBy(owner)), new Set(this.adoptedBy(owner))];
    this.stable.set(stack, { members: new Map(this.members), owned, adopted });
  }

  /** What a stack adopted and may remove, since it takes ownership of it. It stays adopted. */
  takeOver(association: Association, owner: Owner): void {
    this.ownedBy(owner).add(association);
    if (this.members.has(association)) this.members.set(association, owner);
  }

  /** The stack relies on an association that it must not remove. */
  adopt(association: Association, owner: Owner): void {
    this.ownedBy(owner).delete(association);
    this.adoptedBy(owner).add(association);
    if (this.members.get(association) === owner) this.members.set(association, 'hand');
  }

  /** What a stack did in its own operation is no news to it; to the others it may be. */
  remember({ step, result, wanted, changes }: Facts): void {
    // Also where a deployment finds nothing to do: the stack stays as it was.
    const isUnstable = /^(CREATE|UPDATE|UPDATE_ROLLBACK)_FAILED$/.test(result.status);
    if (isUnstable) this.unstable.set(step.stack, wanted);
    else this.unstable.delete(step.stack);
    if (isSuccess(result) && !isUnstable && step.do === 'deploy') this.apps.set(step.stack, wanted);
    if (result.status === 'DELETE_COMPLETE' || result.status === 'ROLLBACK_COMPLETE') this.apps.delete(step.stack);
    for (const change of changes) {
      if (change.kind !== 'disassociated') continue;
      const association = associationChanged(change);
      const own = this.assured.get(`${step.stack}: ${association}`);
      this.undone.set(association, change.time);
      // The stack itself must not undo what it declares.
      if (own !== undefined) this.assured.set(`${step.stack}: ${association}`, change.time);
    }
  }
}

function setOf(map: Map<Owner, Set<Association>>, owner: Owner): Set<Association> {
  const set = map.get(owner) ?? new Set();
  map.set(owner, set);
  return set;
}

/** What a rollback returns to. */
export interface Stable {
  readonly members: ReadonlyMap<Association, Owner>;
  readonly owned: ReadonlySet<Association>;
  readonly adopted: ReadonlySet<Association>;
}

/** All that happened in one operation. */
export interface Facts {
  readonly history: History;
  readonly step: StackStep;
  readonly stackId: Owner;
  readonly result: StackResult;
  /** What the stack declared before, and what it was told to declare. */
  readonly old: readonly Declaration[];
  readonly wanted: readonly Declaration[];
  readonly before: ReadonlyMap<Association, Owner>;
  /** What was in its pool and active at the moment of the report. */
  readonly inUse: ReadonlySet<Association>;
  /** The identities that could not be released at the moment of the report: numbers that were changing. */
  readonly changing: ReadonlySet<IdentityName>;
  readonly requests: readonly CustomResourceRequest[];
  readonly runs: readonly Run[];
  readonly sent: readonly SentCall[];
  readonly checks: readonly CheckRun[];
  readonly changes: readonly Change[];
  /** Whether everything was as before the step began: no failed stack that had to be removed first. */
  readonly clean: boolean;
}

export function associationOf({ identity, pool }: Pick<Declaration, 'identity' | 'pool'>): Association {
  return `${identity} in ${pool}`;
}

export function associationChanged({ identity, pool }: Change): Association {
  return readable(`${identity} in ${pool}`);
}

/** The association that a request is about, or that its old properties were about. */
export function associationAsked(
  { event }: Pick<CustomResourceRequest, 'event'>,
  properties = event.ResourceProperties,
): Association {
  const { PoolId, OriginationIdentity, IsoCountryCode } = properties;
  const identity = readable(String(OriginationIdentity))
    .replace(/^arn…/, '')
    .replace(/^(phone-number|rcs-agent|sender-id)\//, '');
  const sender = /^[A-Z]+$/.test(identity) ? `${identity}/${String(IsoCountryCode)}` : identity;
  return `${sender} in ${readable(String(PoolId)).replace(/^arn….*?\//, '')}`;
}

/** Nothing to do is a success too, whatever state the stack is in. */
export const isSuccess = ({ status, changed }: StackResult): boolean =>
  !changed || status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE';
