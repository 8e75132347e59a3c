import { answerData, type Outcome } from './answer';
import { mayHaveMade, openLedger } from './decision';
import { establish } from './establish';
import { adopted, failed } from './physical-resource-id';
import { failure, type Run } from './run';

/**
 * | the identity is                                     | then                                            |
 * |-----------------------------------------------------|-------------------------------------------------|
 * | in no pool                                          | associate; the key is the physical id           |
 * | in this pool by an earlier delivery of this request | the remembered token says so; the key           |
 * | in this pool by somebody else                       | AdoptExisting: `adopted:`; else FAILED          |
 * | in another pool (phone number, RCS agent)           | FAILED at once                                  |
 *
 * The read before the first call costs one request and tells a lost answer from somebody else's work: only what was
 * not there before can have been made by a request whose answer was lost.
 */
export async function createAssociation({ request, declaration, service }: Run): Promise<Outcome> {
  const ledger = openLedger(await service.lists(declaration));
  try {
    const existing = declaration.adoptExisting ? 'accept' : 'refuse';
    const { how, attributes } = await establish(service, declaration, ledger, { existing });
    const physicalResourceId = how === 'found' ? adopted(declaration.key) : declaration.key;
    return { status: 'SUCCESS', physicalResourceId, data: answerData(declaration, attributes) };
  } catch (error) {
    // The clean-up Delete undoes what may have been made, and leaves alone what can't be this request's.
    return failure(error, mayHaveMade(ledger) ? declaration.key : failed(request.requestId), service.log);
  }
}
