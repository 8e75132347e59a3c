import type { AnswerData } from './answer';
import type { Association } from './association';
import { type Ledger, mayHaveMade, openLedger } from './decision';
import { establish } from './establish';
import * as explain from './explain';
import { Failed } from './failed';
import { ownership } from './physical-resource-id';
import { isChanging, isInPool } from './place';
import { disassociate, remove } from './remove';
import type { Run } from './run';
import { PATIENCE, untilOut } from './watch';

/** Between two pools a phone number is in none, so a token that has no effect is given up sooner. */
const MOVE_PATIENCE = 3_000;

/**
 * Moves a phone number or RCS agent, which can be in one pool only: out of the old one, then into the new one.
 *
 * @throws Failed after the identity was put back, or with the news that it could not be
 */
export async function move(
  run: Run,
  previous: Association,
  inPrevious: boolean,
  rounds = 3,
): Promise<Partial<AnswerData>> {
  const { declaration, service, budget, request } = run;
  if (inPrevious && ownership(request.physicalResourceId, declaration.key) === 'adopted')
    throw new Failed(explain.adoptedMove(declaration, previous.pool.sent));

  const forward = service.until(budget.forward);
  const ledger = openLedger(false);
  let hasLeft = !inPrevious;
  try {
    if (inPrevious) await disassociate(forward, previous, { keepLastPhoneNumber: false });
    hasLeft = true;
    const { attributes } = await establish(forward, declaration, ledger, {
      existing: 'accept',
      patience: MOVE_PATIENCE,
      // Not seen out first: the new pool's answer tells as much, and each read would lengthen the time in no pool.
      ...(inPrevious ? { leaving: previous } : {}),
    });
    return attributes;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const mayBeCrossed = rounds > 0 && (!inPrevious || mayHaveMade(ledger));
    if (mayBeCrossed && (await isBackIn(run, previous))) return move(run, previous, true, rounds - 1);
    throw new Failed(await putBack(run, previous, { ...ledger, hasLeft }, error.message));
  }
}

/** Whether another function of this stack, whose request was cancelled, has put it back meanwhile. */
async function isBackIn({ service }: Run, previous: Association): Promise<boolean> {
  try {
    const place = await service.locate(previous);
    return place.where === 'here' && !isChanging(place);
  } catch (error) {
    if (error instanceof Failed) return false;
    throw error;
  }
}

/** @returns the problem, with what became of putting back */
async function putBack(
  { declaration, service }: Run,
  previous: Association,
  ledger: Ledger & { readonly hasLeft: boolean },
  problem: string,
): Promise<string> {
  try {
    const place = await service.locate(previous);
    if (place.where === 'elsewhere' && !isInPool(place, declaration.pool)) return problem;
    const stays = place.where === 'here' && !isChanging(place);
    // What was asked to leave may have left though a read does not show it yet.
    if (stays && (!ledger.hasLeft || !(await untilOut(service, previous, PATIENCE)))) return problem;
    if (mayHaveMade(ledger)) await remove(service, declaration, { keepLastPhoneNumber: false });
    if (isChanging(place)) await untilOut(service, previous, PATIENCE);
    await establish(service, previous, openLedger(false), { existing: 'accept', patience: MOVE_PATIENCE });
    return `${problem} It was put back into pool ${previous.pool.sent}.`;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return explain.putBackFailed(problem, previous, error.message);
  }
}
