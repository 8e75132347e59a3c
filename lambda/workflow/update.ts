import { type Declaration, parseDeclaration } from '../association/association';
import { attributesOf } from '../association/attributes';
import { adopted } from '../association/physical-resource-id';
import type { Outcome } from '../cloudformation/response';
import { isActive, isLeaving } from '../sms-voice/pool-membership';
import { InvalidProperty } from '../util/errors';
import { associate, type Associated, type Elsewhere } from './associate';
import { noAttempts } from './decisions';
import * as errors from './errors';
import { move } from './move';
import { replace } from './replace';
import { acceptInRollBack } from './roll-back';
import type { Run } from './run';
import { undoCreate } from './undo-create';
import { waitUntilIn } from './waiters';

/**
 * | the association is        | and                         | then                                                       |
 * |---------------------------|-----------------------------|------------------------------------------------------------|
 * | the same as before        | in place                    | done; the physical id stays                                |
 * | the same as before        | not in place                | associate; the stack makes it, so it owns it: the key      |
 * | the same, in another pool | a phone number or RCS agent | see `move.ts`                                              |
 * | another one               |                             | see `replace.ts`                                           |
 *
 * @throws RequestFailed, to be answered with the physical id that the request came with
 */
export async function updateAssociation(run: Run): Promise<Outcome> {
  const { request, declaration } = run;
  const { key } = declaration;
  if (request.physicalResourceId !== key && request.physicalResourceId !== adopted(key)) return replace(run);

  const previous = previousDeclaration(run);
  const isMove = previous?.key === key && previous.pool.key !== declaration.pool.key;
  const result = isMove ? await move(run, previous) : await ensure(run);
  const problem = problemOf(declaration, result);
  if (problem !== undefined) await acceptInRollBack(run, problem);
  // The roll-back of a replacement that never responded: CloudFormation sends no Delete for what that has made.
  if (previous !== undefined && previous.key !== key) await undoCreate(run, previous, 'keep');
  return {
    status: 'SUCCESS',
    physicalResourceId: result.how === 'made' ? key : request.physicalResourceId,
    attributes: attributesOf(declaration, result.how === 'elsewhere' ? {} : result.attributes),
  };
}

/** Leaves an association that is in place as it is, and puts one back that is not. */
async function ensure(run: Run): Promise<Associated | Elsewhere> {
  const { declaration, service } = run;
  const membership = await service.membership(declaration);
  if (membership.where === 'here' && isActive(membership))
    return { how: 'found', membership, attributes: membership.attributes };
  if (membership.where === 'here' && !isLeaving(membership)) {
    const shown = await waitUntilIn(run, declaration);
    if (shown.as === 'shown') return { how: 'found', membership: shown.membership, attributes: shown.attributes };
  }
  return associate(run, declaration, noAttempts(false), { scope: 'request' });
}

/** What is wrong with the result, unless a roll-back has to take it as it is. */
function problemOf(declaration: Declaration, result: Associated | Elsewhere) {
  switch (result.how) {
    case 'made':
      return undefined;
    case 'found':
      return errors.wrongCountry(declaration, result.membership);
    case 'elsewhere':
      return errors.elsewhere(declaration, result);
  }
}

/** The former properties, unless they were never valid, so that nothing was made from them. */
function previousDeclaration({ request }: Run): Declaration | undefined {
  try {
    return parseDeclaration(request.oldProperties, request.environment);
  } catch (error) {
    if (error instanceof InvalidProperty) return undefined;
    throw error;
  }
}
