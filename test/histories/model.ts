import type { CustomResourceRequest, StackResult } from '../cloudformation';
import type { Change } from '../sms-voice';
import { readable } from './account';
import type { Declaration } from './app';
import type { History, StackName, Step } from './history';
import type { Run, SentCall } from './product';

/** `number 1 in pool A`. */
export type Association = string;

/** The id of a stack's incarnation; or `hand`, which also stands for what a stack has left in place for good. */
export type Author = string;

/**
 * The reference: plain sets of what is where and who made it, kept from what the service saw happen, and of what the apps
 * declare. It knows nothing of tokens, retries or events.
 */
export class Model {
  readonly members = new Map<Association, Author>();
  /** What each stack made, and therefore may remove. */
  readonly claims = new Map<Author, Set<Association>>();
  /** What each stack declares, according to its last operation that ended well. */
  readonly apps = new Map<StackName, readonly Declaration[]>();
  /** What two resources took for their own, so that the one may remove what the other declares: see `isTakenForOwn`. */
  readonly contested = new Set<Association>();
  /** What a stack was once told to retain. */
  readonly retained = new Set<Association>();
  /** What a retried or cancelled Create made, and can't be proved to: see `cantProveOwnership`. */
  readonly unprovable = new Set<Association>();
  /** What each stack ever declared, and so may touch. */
  readonly everDeclared = new Map<StackName, Set<Association>>();
  /** When each association was last removed by somebody who did not declare it in the step. */
  readonly undone = new Map<Association, number>();
  /** When each stack was last told of an association to be there. */
  readonly assured = new Map<string, number>();

  app(stack: StackName): readonly Declaration[] {
    return this.apps.get(stack) ?? [];
  }

  claimsOf(author: Author): Set<Association> {
    const claims = this.claims.get(author) ?? new Set();
    this.claims.set(author, claims);
    return claims;
  }

  /** Follows one change; a violation is a removal by a stack that did not make what it removes. */
  follow(association: Association, kind: Change['kind'], author: Author): string | undefined {
    const claims = this.claimsOf(author);
    if (kind === 'associated') {
      this.members.set(association, author);
      claims.add(association);
      return undefined;
    }
    const owner = this.members.get(association);
    this.members.delete(association);
    if (author === 'hand') return undefined;
    // Of two resources that take it for their own, each may remove it once.
    if (this.contested.has(association) ? claims.has(association) : claims.delete(association)) return undefined;
    return `${association} was removed by a stack that did not make it (${owner ?? 'nobody'} did)`;
  }
}

/** All that happened in one deploy or destroy. */
export interface Facts {
  readonly history: History;
  readonly step: Exclude<Step, { do: 'by hand' }>;
  readonly stackId: Author;
  readonly result: StackResult;
  /** What the stack declared before, and what it was told to declare. */
  readonly old: readonly Declaration[];
  readonly wanted: readonly Declaration[];
  readonly before: ReadonlyMap<Association, Author>;
  /** What of it was in its pool and active at the moment of the report. */
  readonly inUse: ReadonlySet<Association>;
  readonly requests: readonly CustomResourceRequest[];
  readonly runs: readonly Run[];
  readonly sent: readonly SentCall[];
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

/** The association that a request is about. */
export function associationAsked({ event }: CustomResourceRequest): Association {
  const { PoolId, OriginationIdentity, IsoCountryCode } = event.ResourceProperties;
  const identity = readable(String(OriginationIdentity))
    .replace(/^arn…/, '')
    .replace(/^(phone-number|rcs-agent|sender-id)\//, '');
  const sender = /^[A-Z]+$/.test(identity) ? `${identity}/${String(IsoCountryCode)}` : identity;
  return `${sender} in ${readable(String(PoolId)).replace(/^arn….*?\//, '')}`;
}

/** Nothing to do is a success too, whatever state the stack is in. */
export const isSuccess = ({ status, changed }: StackResult): boolean =>
  !changed || status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE';
