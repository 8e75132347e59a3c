import { attributesOf } from '../association/attributes';
import { madeNothing } from '../association/physical-resource-id';
import { failedOutcome, type Outcome } from '../cloudformation/response';
import { associate } from './associate';
import { mayHaveMade, noAttempts } from './decisions';
import * as errors from './errors';
import { idOfExisting } from './existing';
import type { Run } from './run';

/**
 * | the identity is                                     | then                                                   |
 * |-----------------------------------------------------|--------------------------------------------------------|
 * | in no pool                                          | associate; the key is the physical id                  |
 * | in this pool by an earlier delivery of this request | the remembered token says so; the key                  |
 * | in this pool otherwise                              | see `existing.ts`                                      |
 * | in another pool (phone number, RCS agent)           | FAILED at once                                         |
 *
 * The read before the first attempt tells a lost response from somebody else's work: only an association that was not there
 * before can be the work of an attempt without a response.
 */
export async function createAssociation(run: Run): Promise<Outcome> {
  const { request, declaration, service, context } = run;
  const attempts = noAttempts(await service.lists(declaration));
  try {
    const result = await associate(run, declaration, attempts, { scope: 'resource' });
    if (result.how === 'elsewhere') throw errors.elsewhere(declaration, result);
    const physicalResourceId = result.how === 'found' ? await idOfExisting(run, result.membership) : declaration.key;
    return { status: 'SUCCESS', physicalResourceId, attributes: attributesOf(declaration, result.attributes) };
  } catch (error) {
    // The Delete that follows undoes what may have been made, and leaves alone what can't be this request's.
    const physicalResourceId = mayHaveMade(attempts) ? declaration.key : madeNothing(request.requestId);
    return failedOutcome(error, physicalResourceId, context.log);
  }
}
