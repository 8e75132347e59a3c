import { attributesOf } from '../association/attributes';
import { physicalIdOf } from '../association/physical-resource-id';
import type { Outcome } from '../cloudformation/response';
import type { Direction } from '../stack/update-direction';
import { type RequestFailed, requestFailure } from '../util/errors';
import { associate } from './associate';
import { mayHaveMade, noAttempts } from './associate-decisions';
import { disassociate } from './disassociate';
import * as failures from './failures';
import { idOf } from './found-in-place';
import { forwardContext, type RequestContext } from './request-context';

/**
 * Makes the association that takes the place of another one. CloudFormation then deletes the old one.
 *
 * | the new association is | then                                                                                    |
 * |------------------------|-----------------------------------------------------------------------------------------|
 * | not in place           | associate: `owned:`                                                                     |
 * | in place               | see `found-in-place.ts`; where the stack can't be read `adopted:`, since this may be a  |
 * |                        | rollback, which must not fail, and somebody else may own it                             |
 * | in another pool        | FAILED                                                                                  |
 *
 * @param wasThere whether the pool listed the identity before
 */
export async function replaceAssociation(
  context: RequestContext,
  direction: Direction,
  wasThere: boolean,
): Promise<Outcome> {
  const { declaration } = context;
  const attempts = noAttempts(wasThere);
  try {
    const result = await associate(forwardContext(context), declaration, attempts, { scope: 'resource' });
    if (result.how === 'elsewhere') throw failures.elsewhere(declaration, result);
    const isUnclear = result.how === 'found' && direction === 'unknown';
    return {
      status: 'SUCCESS',
      physicalResourceId: isUnclear ? physicalIdOf('adopted', declaration.key) : await idOf(context, result),
      attributes: attributesOf(declaration, result.attributes),
    };
  } catch (error) {
    const problem = requestFailure(error);
    if (problem instanceof failures.Deferred) throw problem;
    // A failed Update responds with the old id, so CloudFormation sends no Delete for the new association.
    const isHalfMade = mayHaveMade(attempts) && !attempts.wasThere;
    throw isHalfMade ? await undo(context, problem) : problem;
  }
}

/** @returns the problem, and whether undoing the half-made association failed as well */
async function undo(context: RequestContext, problem: RequestFailed): Promise<RequestFailed> {
  try {
    await disassociate(context, context.declaration, 'keep');
    return problem;
  } catch (error) {
    return failures.undoFailed(problem, requestFailure(error));
  }
}
