import type { AnswerData } from './answer';
import type { Association } from './association';
import { type Ledger, mayHaveMade } from './decision';
import { establish } from './establish';
import * as explain from './explain';
import { Failed } from './failed';
import { ownership } from './physical-resource-id';
import { isChanging, type Place } from './place';
import { poolIdOf } from './pool';
import { remove } from './remove';
import type { Run } from './run';
import { PATIENCE, untilOut } from './watch';

/** Between two pools a phone number is in none, so a token that has no effect is given up sooner. */
const MOVE_PATIENCE = 3_000;

/**
 * Moves a phone number or RCS agent, which can be in one pool only: out of the old one, then into the new one.
 *
 * @throws Failed after the identity was put back, or with the news that it could not be
 */
export async function move(run: Run, previous: Association, place: Place, rounds = 3): Promise<Partial<AnswerData>> {
  const { declaration, service, budget, request } = run;
  const inPrevious = place.where === 'elsewhere' && poolIdOf(place.otherPool ?? '') === previous.pool.id;
  if (inPrevious && ownership(request.physicalResourceId, declaration.key) === 'adopted')
    throw new Failed(explain.adoptedMove(declaration, previous.pool.sent));

  const forward = service.until(budget.forward);
  const ledger: Ledger = { before: place, accepted: false, uncertain: false };
  let isOut = !inPrevious;
  try {
    if (inPrevious) await remove(forward, previous, { keepLastPhoneNumber: false });
    isOut = true;
    const options = { existing: 'accept', patience: MOVE_PATIENCE } as const;
    const { attributes } = await establish(forward, declaration, ledger, options);
    return attributes;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const crossed = isOut && rounds > 0 ? await foundBackIn(run, previous) : undefined;
    if (crossed !== undefined) return move(run, previous, crossed, rounds - 1);
    throw new Failed(await putBack(run, previous, ledger, error.message));
  }
}

/** Where it is, when another function of this stack, whose request was cancelled, has put it back meanwhile. */
async function foundBackIn({ declaration, service }: Run, previous: Association): Promise<Place | undefined> {
  try {
    const place = await service.locate(declaration);
    return place.where === 'elsewhere' && poolIdOf(place.otherPool ?? '') === previous.pool.id ? place : undefined;
  } catch (error) {
    if (error instanceof Failed) return undefined;
    throw error;
  }
}

/** @returns the problem, with what became of putting back */
async function putBack(
  { declaration, service }: Run,
  previous: Association,
  ledger: Ledger,
  problem: string,
): Promise<string> {
  try {
    const place = await service.locate(previous);
    if (place.where === 'here' && !isChanging(place)) return problem;
    if (place.where === 'elsewhere' && !isNew(place, declaration)) return problem;
    if (mayHaveMade(ledger)) await remove(service, declaration, { keepLastPhoneNumber: false });
    if (isChanging(place)) await untilOut(service, previous, PATIENCE);
    const back: Ledger = { before: place, accepted: false, uncertain: false };
    await establish(service, previous, back, { existing: 'accept', patience: MOVE_PATIENCE });
    return `${problem} It was put back into pool ${previous.pool.sent}.`;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return explain.putBackFailed(problem, previous, error.message);
  }
}

const isNew = (place: Place, { pool }: Association): boolean => poolIdOf(place.otherPool ?? '') === pool.id;
