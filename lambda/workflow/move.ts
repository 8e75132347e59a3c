import type { Declaration } from '../association/association';
import { ownershipOf } from '../association/physical-resource-id';
import { Superseded } from '../register/register';
import { isChanging, isInPool, isLeaving, type PoolMembership } from '../sms-voice/pool-membership';
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
  const attempts = noAttempts(false);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { wasInPrevious, result } = await moveOnce(run, { previous, attempts, round });
    if (result.how === 'elsewhere' && isInPool(result.membership, previous.pool)) continue;
    // Where the stack can't be read, an identity that was not in the previous pool hints at a roll-back.
    if (result.how === 'elsewhere' || !((await run.register.isRollBack()) ?? !wasInPrevious)) return result;
    if (await staysIn(run, run.declaration)) return result;
  }
  throw errors.takenOut(run.declaration);
}

interface Move {
  readonly previous: Declaration;
  readonly attempts: AssociateAttempts;
  readonly round: number;
}

interface Moved {
  readonly wasInPrevious: boolean;
  readonly result: Associated | Elsewhere;
}

async function moveOnce(run: Run, options: Move): Promise<Moved> {
  const { declaration, service } = run;
  const { previous, attempts } = options;
  if (await service.lists(previous)) return { wasInPrevious: true, result: await transfer(run, options) };
  const membership = await service.membership(declaration);
  if (isInPool(membership, previous.pool)) return { wasInPrevious: true, result: await transfer(run, options) };
  return { wasInPrevious: false, result: await ensureIn(run, membership, attempts) };
}

/** Into the declared pool, for an identity that is not in the previous one. */
async function ensureIn(
  run: Run,
  membership: PoolMembership,
  attempts: AssociateAttempts,
): Promise<Associated | Elsewhere> {
  const { declaration, deadlines } = run;
  if (membership.where === 'here' && !isLeaving(membership)) {
    const shown = await waitUntilIn(run, declaration);
    const how = attempts.accepted > 0 ? 'made' : 'found';
    if (shown.as === 'shown') return { how, membership: shown.membership, attributes: shown.attributes };
  }
  return associate(withDeadline(run, deadlines.forward), declaration, attempts, { scope: 'request' });
}

/** Out of the previous pool, into the declared one. */
async function transfer(run: Run, { previous, attempts, round }: Move): Promise<Associated | Elsewhere> {
  const { declaration, request, deadlines } = run;
  const isAdopted = ownershipOf(request.physicalResourceId, declaration.key) === 'adopted';
  if (isAdopted && !declaration.takeOwnership && !previous.takeOwnership)
    throw errors.adoptedMove(declaration, previous);
  const forward = withDeadline(run, deadlines.forward);
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
 * Undoes a move that failed between its halves. If CloudFormation no longer waits for the request, it only puts an identity
 * back that is in no pool, since this request took it out; anything else is the later request's.
 *
 * @returns the problem, and whether the identity is back
 */
async function putBack(
  run: Run,
  previous: Declaration,
  { hasLeft, attempts }: { readonly hasLeft: boolean; readonly attempts: AssociateAttempts },
  problem: string,
): Promise<string> {
  const { declaration, service } = run;
  try {
    const membership = await service.membership(previous);
    const stays = membership.where === 'here' && !isChanging(membership);
    // An identity that was asked to leave may have left, though a read does not show it yet.
    if (stays && (!hasLeft || !(await waitUntilOut(run, previous)))) return problem;
    if (membership.where === 'elsewhere' && !isInPool(membership, declaration.pool)) return problem;
    const superseded = await supersededBy(run);
    if (superseded !== undefined && (superseded.isRemoved || membership.where === 'elsewhere')) return problem;
    if (superseded === undefined && mayHaveMade(attempts)) await disassociate(run, declaration, 'keep');
    if (isChanging(membership)) await waitUntilOut(run, previous);
    const unasked = { ...run, confirmWanted: () => Promise.resolve() };
    const result = await associate(unasked, previous, noAttempts(false), { scope: 'request' });
    if (result.how === 'elsewhere') throw errors.elsewhere(previous, result);
    return `${problem} It was put back into pool ${previous.pool.sent}.`;
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    return errors.putBackFailed(problem, previous, error.message);
  }
}

async function supersededBy({ confirmWanted }: Run): Promise<Superseded | undefined> {
  try {
    await confirmWanted();
    return undefined;
  } catch (error) {
    if (error instanceof Superseded) return error;
    throw error;
  }
}
