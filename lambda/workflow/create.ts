import { attributesOf } from '../association/attributes';
import { failedId, physicalIdOf } from '../association/physical-resource-id';
import { failedOutcome, type Outcome } from '../cloudformation/response';
import { associate } from './associate';
import { mayHaveMade, noAttempts } from './associate-decisions';
import * as failures from './failures';
import { idOf } from './found-in-place';
import type { RequestContext } from './request-context';

/**
 * | the identity is                                     | then                                                   |
 * |-----------------------------------------------------|--------------------------------------------------------|
 * | in no pool                                          | associate: `owned:`                                    |
 * | in this pool by an earlier delivery of this request | the remembered token says so: `owned:`                 |
 * | in this pool otherwise                              | see `found-in-place.ts`                                |
 * | in another pool (phone number, RCS agent)           | FAILED at once                                         |
 *
 * The read before the first attempt tells a lost response from somebody else's work: only an association that was not there
 * before can be the work of an attempt without a response.
 */
export async function createAssociation(context: RequestContext): Promise<Outcome> {
  const { request, declaration, service } = context;
  const attempts = noAttempts(await service.lists(context, declaration));
  try {
    const result = await associate(context, declaration, attempts, { scope: 'resource' });
    if (result.how === 'elsewhere') throw failures.elsewhere(declaration, result);
    const physicalResourceId = await idOf(context, result);
    return { status: 'SUCCESS', physicalResourceId, attributes: attributesOf(declaration, result.attributes) };
  } catch (error) {
    if (error instanceof failures.Deferred) throw error;
    // The Delete that follows undoes what may have been made, and leaves alone what can't be this request's.
    const id = mayHaveMade(attempts) ? physicalIdOf('owned', declaration.key) : failedId(request.requestId);
    return failedOutcome(error, id, context.log);
  }
}
