import { type AnswerData, answerData, type Outcome } from './answer';
import { type Association, type Declaration, parseDeclaration } from './association';
import { mayHaveMade, openLedger } from './decision';
import { disown, LINGER } from './disown';
import { establish } from './establish';
import * as explain from './explain';
import { Failed } from './failed';
import { InvalidProperty } from './invalid-property';
import { move } from './move';
import { adopted } from './physical-resource-id';
import { isActive, isInPool, type Place } from './place';
import { remove } from './remove';
import type { Run } from './run';
import type { SmsVoice } from './sms-voice';
import { PATIENCE, staysIn, untilIn } from './watch';

/** How often a move is begun anew that another function of the stack crosses. */
const ROUNDS = 4;

/**
 * | the association is         | and                                  | then                                          |
 * |----------------------------|--------------------------------------|-----------------------------------------------|
 * | the same as before         | in place                             | done, with no call but the read               |
 * | the same as before         | not in place                         | associate: a repair, or a roll-back           |
 * | the same, in another pool  | a phone number or RCS agent          | move; if that fails, put it back at once      |
 * | the same, in another pool  | moved already, or in none            | a roll-back: see that it stays, or move again |
 * | another one                |                                      | associate; CloudFormation deletes the old one |
 *
 * @throws Failed, to be answered with the physical id that the request came with
 */
export async function updateAssociation(run: Run): Promise<Outcome> {
  const { request, declaration, service } = run;
  const { key } = declaration;
  const same = request.physicalResourceId === key || request.physicalResourceId === adopted(key);
  if (!same) return replace(run);

  const previous = previousAssociation(run);
  if (previous?.key === key && previous.pool.key !== declaration.pool.key) {
    return success(run, request.physicalResourceId, await settleMove(run, previous));
  }
  const attributes = await ensure(run);
  // The roll-back of a replacement that never answered: what that may have made no Delete will ever come for.
  if (previous !== undefined && previous.key !== key) await disown(service, previous);
  return success(run, request.physicalResourceId, attributes);
}

async function ensure({ declaration, service }: Run): Promise<Partial<AnswerData>> {
  const place = await service.locate(declaration);
  const inPlace = await shownIn(service, declaration, place);
  if (inPlace !== undefined) return inPlace;
  const { attributes } = await establish(service, declaration, openLedger(false), { existing: 'accept' });
  return attributes;
}

/**
 * A roll-back comes while the move that it takes back may still be under way, since CloudFormation cancels a request but
 * not its function. A number that isn't in the old pool shows that: then it has to stay in the new one for a while.
 */
async function settleMove(run: Run, previous: Association): Promise<Partial<AnswerData>> {
  const { declaration, service } = run;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (await service.lists(previous)) return move(run, previous, true);
    const place = await service.locate(declaration);
    if (place.where === 'elsewhere') return move(run, previous, isInPool(place, previous.pool));
    const inPlace = await shownIn(service, declaration, place);
    const attributes = inPlace ?? (await move(run, previous, await service.lists(previous)));
    if (await staysIn(service, declaration, LINGER)) return attributes;
  }
  throw new Failed(explain.takenOut(declaration));
}

/** @returns undefined when it isn't in the pool, or was taken out while it was not yet ACTIVE */
async function shownIn(service: SmsVoice, association: Association, place: Place) {
  if (place.where !== 'here') return undefined;
  if (isActive(place)) return place.attributes;
  const shown = await untilIn(service, association, PATIENCE);
  return shown.as === 'shown' ? shown.attributes : undefined;
}

/**
 * A new association that is found in place is adopted, since a roll-back to what the stack made itself and a step
 * forward to what somebody else made look the same from here, and only one of the two may ever be removed.
 */
async function replace({ declaration, service, budget }: Run): Promise<Outcome> {
  const ledger = openLedger(await service.lists(declaration));
  try {
    const forward = service.until(budget.forward);
    const { how, attributes } = await establish(forward, declaration, ledger, { existing: 'accept' });
    const physicalResourceId = how === 'found' ? adopted(declaration.key) : declaration.key;
    return { status: 'SUCCESS', physicalResourceId, data: answerData(declaration, attributes) };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    // A failed Update answers the old id, so that no Delete will ever come for the new association.
    const halfMade = mayHaveMade(ledger) && !ledger.wasThere;
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
function previousAssociation({ request }: Run): Declaration | undefined {
  try {
    return parseDeclaration(request.oldProperties, request.home);
  } catch (error) {
    if (error instanceof InvalidProperty) return undefined;
    throw error;
  }
}
