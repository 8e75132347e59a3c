import type { Declaration } from '../association/association';
import { ownershipOf } from '../association/physical-resource-id';
import { isChanging, isInPool, isLeaving } from '../sms-voice/pool-membership';
import { RequestFailed } from '../util/errors';
import { associate, type Associated, type Elsewhere } from './associate';
import { type AssociateAttempts, mayHaveMade, noAttempts } from './decisions';
import { disassociate, requestDisassociate } from './disassociate';
import * as errors from './errors';
import { type Run, withDeadline } from './run';
import { staysIn, waitUntilIn, waitUntilOut } from './waiters';

/** How often a move starts again because a cancelled request of the same stack has moved the identity meanwhile. */
const MAX_ROUNDS = 4;

/**
 * Moves a phone number or RCS agent, which can be in one pool only: out of the previous pool, then into the declared one.
 *
 * | the identity is      | then                                                                                |
 * |----------------------|-------------------------------------------------------------------------------------|
 * | in the previous pool | disassociate and associate; if the second half fails, put it back                   |
 * | in the declared pool | done                                                                                |
 * | in no pool           | associate                                                                           |
 * | in a third pool      | left alone                                                                          |
 *
 * The function of the update that a roll-back reverses may still be running. So a roll-back also waits until that can have
 * no effect any more, and moves the identity again if it had one.
 *
 * @throws RequestFailed after the identity was put back, or saying that it could not be
 */
export async function move(run: Run, previous: Declaration): Promise<Associated | Elsewhere> {
  const { declaration, service, register } = run;
  const attempts = noAttempts(false);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const membership = (await service.lists(previous)) ? undefined : await service.membership(declaration);
    const inPrevious = membership === undefined || isInPool(membership, previous.pool);
    const inPlace =
      membership?.where === 'here' && !isLeaving(membership) ? await waitUntilIn(run, declaration) : undefined;
    const result: Associated | Elsewhere =
      inPlace?.as === 'shown'
        ? {
            how: attempts.accepted > 0 ? 'made' : 'found',
            membership: inPlace.membership,
            attributes: inPlace.attributes,
          }
        : await transfer(run, { previous, inPrevious, attempts, round });
    if (result.how === 'elsewhere' && isInPool(result.membership, previous.pool)) continue;
    if (result.how === 'elsewhere' || !((await register.isRollBack()) ?? !inPrevious)) return result;
    if (await staysIn(run, declaration)) return result;
  }
  throw errors.takenOut(declaration);
}

interface Transfer {
  readonly previous: Declaration;
  readonly inPrevious: boolean;
  readonly attempts: AssociateAttempts;
  readonly round: number;
}

async function transfer(
  run: Run,
  { previous, inPrevious, attempts, round }: Transfer,
): Promise<Associated | Elsewhere> {
  const { declaration, request, deadlines } = run;
  const forward = withDeadline(run, deadlines.forward);
  if (!inPrevious) return associate(forward, declaration, attempts, { scope: 'request' });

  const isAdopted = ownershipOf(request.physicalResourceId, declaration.key) === 'adopted';
  if (isAdopted && !declaration.takeOwnership && !previous.takeOwnership)
    throw errors.adoptedMove(declaration, previous);
  let hasLeft = false;
  try {
    await requestDisassociate(forward, previous, errors.lastPhoneNumberInMove, round);
    hasLeft = true;
    // Without a wait in between: the declared pool's response tells as much, and the identity is in no pool meanwhile.
    return await associate(forward, declaration, attempts, { scope: 'request', leaving: previous });
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    throw new RequestFailed(await putBack(run, previous, { hasLeft, attempts }, error.message));
  }
}

/**
 * Undoes the first half of a move. It doesn't ask whether the request is still wanted: no other request puts the identity
 * back where this one took it out.
 *
 * @returns the problem, and whether the identity is back
 */
async function putBack(
  asked: Run,
  previous: Declaration,
  { hasLeft, attempts }: { readonly hasLeft: boolean; readonly attempts: AssociateAttempts },
  problem: string,
): Promise<string> {
  const run = { ...asked, confirmWanted: () => Promise.resolve() };
  const { declaration, service } = run;
  try {
    const membership = await service.membership(previous);
    if (membership.where === 'elsewhere' && !isInPool(membership, declaration.pool)) return problem;
    const stays = membership.where === 'here' && !isChanging(membership);
    // An identity that was asked to leave may have left, though a read does not show it yet.
    if (stays && (!hasLeft || !(await waitUntilOut(run, previous)))) return problem;
    if (mayHaveMade(attempts)) await disassociate(run, declaration, 'keep');
    if (isChanging(membership)) await waitUntilOut(run, previous);
    const result = await associate(run, previous, noAttempts(false), { scope: 'request' });
    if (result.how === 'elsewhere') throw errors.elsewhere(previous, result);
    return `${problem} It was put back into pool ${previous.pool.sent}.`;
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    return errors.putBackFailed(problem, previous, error.message);
  }
}
