import type { Association } from '../association/association';
import type { ServiceAttributes } from '../association/attributes';
import type { RetryableError } from '../sms-voice/call';
import { retryCall } from '../sms-voice/call';
import type { TokenScope } from '../sms-voice/client-token';
import type { PoolMembership } from '../sms-voice/pool-membership';
import type { ServiceError } from '../sms-voice/service-error';
import type { Attempt } from '../util/retry';
import {
  AFTER_ASSOCIATE_ERROR,
  afterAssociateRead,
  type AssociateAttempts,
  type AssociateDecision,
} from './associate-decisions';
import * as failures from './failures';
import type { ChangeContext } from './request-context';
import { waitUntilIn, waitUntilOutOf, waitUntilSettled } from './waiters';

/** How many accepted tokens may show no effect, each replaced by a new one. */
const MAX_GENERATIONS = 4;

/**
 * The identity is in its pool. This request put it there, or found it in place; `perhaps made`: an attempt without a response
 * may have put it there.
 */
export interface Associated {
  readonly how: 'made' | 'perhaps made' | 'found';
  readonly membership: PoolMembership;
  readonly attributes: ServiceAttributes;
}

/** The identity is in another pool, which was not asked to let go of it. */
export interface Elsewhere {
  readonly how: 'elsewhere';
  readonly membership: PoolMembership;
  readonly error: ServiceError;
}

export interface AssociateOptions {
  /** Of the first token. Later ones always belong to the event alone. */
  readonly scope: TokenScope;
  /** The association that this request has just asked to undo: the identity has to leave that pool first. */
  readonly leaving?: Association;
}

/**
 * Puts the identity into its pool, and waits until it is there, a phone number ACTIVE.
 *
 * @param attempts is kept up to date, so that after an error the caller knows whether something may have been made
 * @throws RequestFailed
 */
export async function associate(
  context: ChangeContext,
  association: Association,
  attempts: AssociateAttempts,
  options: AssociateOptions,
): Promise<Associated | Elsewhere> {
  for (let generation = 0; generation < MAX_GENERATIONS; generation += 1) {
    const result = await requestAssociate(context, association, attempts, options);
    if (result.how === 'elsewhere') return result;
    const membership = await waitUntilIn(context, association);
    if (membership !== undefined) {
      const attributes = { ...membership.attributes, ...result.attributes };
      return { how: result.how, membership, attributes };
    }
    context.log({ message: 'decision', decision: 'the success does not show: next token', generation });
  }
  throw failures.neverShown(association, MAX_GENERATIONS);
}

type Requested = Pick<Associated, 'how' | 'attributes'> | Elsewhere;

/** One token: the same request, until the service accepts it or a retry can't help. */
async function requestAssociate(
  context: ChangeContext,
  association: Association,
  attempts: AssociateAttempts,
  { scope, leaving }: AssociateOptions,
): Promise<Requested> {
  const { service, clock } = context;
  const generation = attempts.accepted;
  let conflictingSince: number | undefined;
  const attempt = async (): Promise<Attempt<Requested, RetryableError>> => {
    await context.confirmWanted();
    const result = await service.associate(context, association, scope, generation);
    if (result.ok) {
      attempts.accepted += 1;
      return done({ how: 'made', attributes: result.output });
    }
    const { error } = result;
    if (error.kind === 'unknown-outcome') attempts.uncertain = true;
    const byItself = AFTER_ASSOCIATE_ERROR[error.kind];
    if (byItself === 'give up') throw await failures.refused(context, association, error);
    if (byItself === 'retry') return result;
    const membership = await service.membership(context, association);
    if (error.kind === 'conflict' && (membership.where === 'here' || membership.where === 'elsewhere')) {
      conflictingSince ??= clock.now();
      attempts.conflictingFor = clock.now() - conflictingSince;
    }
    const decision = afterAssociateRead(error, membership, attempts, leaving?.pool);
    const { where, status } = membership;
    context.log({ message: 'decision', decision, error: error.kind, where, status });
    return FOLLOW[decision]({ context, association, attempts, leaving, error, membership });
  };
  const goal = `of ${association.identity.idOrArn} with ${association.pool.idOrArn}`;
  return retryCall(context, { operation: 'AssociateOriginationIdentity', goal }, attempt);
}

interface Conflicting {
  readonly context: ChangeContext;
  readonly association: Association;
  readonly attempts: AssociateAttempts;
  readonly leaving: Association | undefined;
  readonly error: ServiceError;
  readonly membership: PoolMembership;
}

type Follow = (conflicting: Conflicting) => Promise<Attempt<Requested, RetryableError>>;

/** How each decision is carried out: with a result, or with the error after which the same request is made again. */
const FOLLOW: Readonly<Record<AssociateDecision, Follow>> = {
  'wait until in': ({ attempts }) =>
    Promise.resolve(done({ how: attempts.accepted > 0 ? 'made' : 'perhaps made', attributes: {} })),
  'found in place': () => Promise.resolve(done({ how: 'found', attributes: {} })),
  elsewhere: ({ membership, error }) => Promise.resolve(done({ how: 'elsewhere', membership, error })),
  'wait until out': async ({ context, association, leaving, error }) => {
    if (leaving === undefined) await waitUntilSettled(context, association);
    else if (!(await waitUntilOutOf(context, association, leaving))) throw failures.neverOut(leaving);
    return { ok: false, error };
  },
  'look at the pool': async (conflicting) => {
    const { context, association, error } = conflicting;
    if (await context.service.isPoolGoing(context, association.pool)) throw new failures.PoolGoing(association, error);
    return again(conflicting);
  },
  retry: (conflicting) => {
    const { context, association, membership } = conflicting;
    if (context.declaration.deferPending && membership.status === 'PENDING') throw new failures.Deferred(association);
    return Promise.resolve(again(conflicting));
  },
};

const done = (output: Requested): Attempt<Requested, never> => ({ ok: true, output });

function again({ association, error, membership }: Conflicting): Attempt<never, RetryableError> {
  return { ok: false, error: { ...error, hint: failures.notActiveHint(association, error, membership) } };
}
