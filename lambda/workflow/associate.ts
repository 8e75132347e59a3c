import type { Association } from '../association/association';
import type { ServiceAttributes } from '../association/attributes';
import type { TokenScope } from '../sms-voice/client-token';
import type { PoolMembership } from '../sms-voice/pool-membership';
import { Retry } from '../sms-voice/retry';
import type { ServiceError } from '../sms-voice/service-error';
import { afterAssociateError, afterAssociateRead, type AssociateAttempts } from './decisions';
import * as errors from './errors';
import type { Run } from './run';
import { waitUntilIn, waitUntilOut, waitUntilSettled } from './waiters';

/** How many accepted tokens may show no effect, each replaced by a new one. */
const MAX_GENERATIONS = 4;

/** The identity is in its pool: this request put it there, or found it in place. */
export interface Associated {
  readonly how: 'made' | 'found';
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
  /** Of the first token. Later ones always belong to the request alone. */
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
  run: Run,
  association: Association,
  attempts: AssociateAttempts,
  options: AssociateOptions,
): Promise<Associated | Elsewhere> {
  for (let generation = 0; generation < MAX_GENERATIONS; generation += 1) {
    const result = await requestAssociate(run, association, attempts, options);
    if (result.how === 'elsewhere') return result;
    const shown = await waitUntilIn(run, association);
    if (shown.as === 'shown') {
      const { membership, attributes } = shown;
      return { how: result.how, membership, attributes: { ...attributes, ...result.attributes } };
    }
    if (shown.as === 'taken out') throw errors.takenOut(association);
    run.context.log({ message: 'decision', decision: 'the success does not show: next token', generation });
  }
  throw errors.neverShown(association, MAX_GENERATIONS);
}

type Requested = { readonly how: 'made' | 'found'; readonly attributes: ServiceAttributes } | Elsewhere;

/** One token: the same request, until the service accepts it or a retry can't help. */
async function requestAssociate(
  run: Run,
  association: Association,
  attempts: AssociateAttempts,
  { scope, leaving }: AssociateOptions,
): Promise<Requested> {
  const { service, context } = run;
  const goal = `of ${association.identity.sent} with ${association.pool.sent}`;
  const retry = new Retry(context, 'AssociateOriginationIdentity', goal);
  const generation = attempts.accepted;
  let conflictingSince: number | undefined;
  for (;;) {
    await run.confirmWanted();
    const result = await service.associate(association, scope, generation);
    if (result.ok) {
      attempts.accepted += 1;
      return { how: 'made', attributes: result.output };
    }
    const { error } = result;
    if (error.kind === 'unknown outcome') attempts.uncertain = true;
    const byItself = afterAssociateError(error);
    if (byItself === 'give up') throw await errors.refused(run, association, error);
    if (byItself === 'retry') {
      await retry.wait(error);
      continue;
    }
    const membership = await service.membership(association);
    if (error.kind === 'conflict' && (membership.where === 'here' || membership.where === 'elsewhere')) {
      conflictingSince ??= context.clock.now();
      attempts.conflictingFor = context.clock.now() - conflictingSince;
    }
    const decision = afterAssociateRead(error, membership, attempts, leaving?.pool);
    context.log({
      message: 'decision',
      decision,
      error: error.kind,
      where: membership.where,
      status: membership.status,
    });
    switch (decision) {
      case 'wait until in':
        return { how: 'made', attributes: {} };
      case 'found in place':
        return { how: 'found', attributes: {} };
      case 'elsewhere':
        return { how: 'elsewhere', membership, error };
      case 'wait until out':
        if (leaving === undefined) await waitUntilSettled(run, association);
        else if (!(await waitUntilOut(run, association, leaving))) throw errors.neverOut(leaving);
        break;
      case 'retry':
        await retry.wait(error, errors.notActiveHint(association, error, membership));
    }
  }
}
