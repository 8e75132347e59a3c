import { type AnswerData, answerData, type Outcome } from './answer';
import { type Association, parseDeclaration } from './association';
import { type Ledger, mayHaveMade } from './decision';
import { establish } from './establish';
import * as explain from './explain';
import { Failed } from './failed';
import { InvalidProperty } from './invalid-property';
import { move } from './move';
import { adopted } from './physical-resource-id';
import { remove } from './remove';
import type { Run } from './run';
import type { SmsVoice } from './sms-voice';
import { PATIENCE, untilIn } from './watch';

/**
 * | the association is         | and                                  | then                                          |
 * |----------------------------|--------------------------------------|-----------------------------------------------|
 * | the same as before         | in place                             | done, with no call but the read               |
 * | the same as before         | not in place                         | associate: a repair, or a roll-back           |
 * | the same, in another pool  | a phone number or RCS agent          | move; if that fails, put it back at once      |
 * | another one                |                                      | associate; CloudFormation deletes the old one |
 *
 * @throws Failed, to be answered with the physical id that the request came with
 */
export async function updateAssociation(run: Run): Promise<Outcome> {
  const { request, declaration, service } = run;
  const { key } = declaration;
  const same = request.physicalResourceId === key || request.physicalResourceId === adopted(key);
  if (!same) return replace(run);

  const place = await service.locate(declaration);
  if (place.where === 'here') {
    const shown = await untilIn(service, declaration, PATIENCE);
    if (shown.as === 'shown') return success(run, request.physicalResourceId, shown.attributes);
  }
  const previous = previousAssociation(run);
  if (previous !== undefined && previous.pool.key !== declaration.pool.key) {
    return success(run, request.physicalResourceId, await move(run, previous, place));
  }
  const ledger: Ledger = { before: place, accepted: false, uncertain: false };
  const { attributes } = await establish(service, declaration, ledger, { existing: 'accept' });
  return success(run, request.physicalResourceId, attributes);
}

/**
 * A new association that is found in place is adopted, since a roll-back to what the stack made itself and a step
 * forward to what somebody else made look the same from here, and only one of the two may ever be removed.
 */
async function replace({ declaration, service, budget }: Run): Promise<Outcome> {
  const ledger: Ledger = { before: await service.locate(declaration), accepted: false, uncertain: false };
  try {
    const forward = service.until(budget.forward);
    const { how, attributes } = await establish(forward, declaration, ledger, { existing: 'accept' });
    const physicalResourceId = how === 'found' ? adopted(declaration.key) : declaration.key;
    return { status: 'SUCCESS', physicalResourceId, data: answerData(declaration, attributes) };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    // A failed Update answers the old id, so that no Delete will ever come for the new association.
    const halfMade = mayHaveMade(ledger) && ledger.before.where !== 'here';
    throw halfMade ? new Failed(await undo(service, declaration, error.message)) : error;
  }
}

/** @returns the problem, with what became of undoing it */
async function undo(service: SmsVoice, declaration: Association, problem: string): Promise<string> {
  try {
    await remove(service, declaration, { keepLastPhoneNumber: true });
    return problem;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return explain.undoFailed(problem, error.message);
  }
}

function success({ declaration }: Run, physicalResourceId: string, attributes: Partial<AnswerData>): Outcome {
  return { status: 'SUCCESS', physicalResourceId, data: answerData(declaration, attributes) };
}

/** What the resource was declared as before, unless that was never valid and so was never made. */
function previousAssociation({ request }: Run): Association | undefined {
  try {
    return parseDeclaration(request.oldProperties, request.home);
  } catch (error) {
    if (error instanceof InvalidProperty) return undefined;
    throw error;
  }
}
