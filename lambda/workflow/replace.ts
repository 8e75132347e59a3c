import type { Declaration } from '../association/association';
import { attributesOf } from '../association/attributes';
import { adopted } from '../association/physical-resource-id';
import type { Outcome } from '../cloudformation/response';
import { RequestFailed } from '../util/errors';
import { associate, type Associated, type Elsewhere } from './associate';
import { mayHaveMade, noAttempts } from './decisions';
import { disassociate } from './disassociate';
import * as errors from './errors';
import { idOfExisting } from './existing';
import { acceptInRollBack } from './roll-back';
import { type Run, withDeadline } from './run';

/**
 * Makes the association that takes the place of another one. CloudFormation then deletes the old one.
 *
 * | the new association is | the update   | then                                                                            |
 * |------------------------|--------------|---------------------------------------------------------------------------------|
 * | not in place           | (any)        | associate; the key                                                              |
 * | in place               | goes forward | see `existing.ts`                                                               |
 * | in place               | rolls back   | the resource's own from before: the key, with `AdoptExisting` `adopted:`        |
 * | in place               | (unreadable) | `adopted:`, since a roll-back must not fail, and somebody else may own it       |
 * | in another pool        | rolls back   | left alone, with a warning                                                      |
 * | in another pool        | otherwise    | FAILED                                                                          |
 */
export async function replace(run: Run): Promise<Outcome> {
  const { declaration, service, deadlines } = run;
  const attempts = noAttempts(await service.lists(declaration));
  try {
    const forward = withDeadline(run, deadlines.forward);
    const result = await associate(forward, declaration, attempts, { scope: 'resource' });
    return {
      status: 'SUCCESS',
      physicalResourceId: await idOf(run, result),
      attributes: attributesOf(declaration, result.how === 'elsewhere' ? {} : result.attributes),
    };
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    // A failed Update answers the old id, so CloudFormation sends no Delete for the new association.
    const isHalfMade = mayHaveMade(attempts) && !attempts.wasThere;
    throw isHalfMade ? new RequestFailed(await undo(run, declaration, error.message)) : error;
  }
}

async function idOf(run: Run, result: Associated | Elsewhere): Promise<string> {
  const { declaration, register } = run;
  const { key, adoptExisting } = declaration;
  switch (result.how) {
    case 'made':
      return key;
    case 'elsewhere':
      await acceptInRollBack(run, errors.elsewhere(declaration, result));
      return key;
    case 'found': {
      const isRollBack = await register.isRollBack();
      if (isRollBack === undefined) return adopted(key);
      if (isRollBack) return adoptExisting ? adopted(key) : key;
      return idOfExisting(run, result.membership);
    }
  }
}

/** @returns the problem, and whether undoing the half-made association failed as well */
async function undo(run: Run, declaration: Declaration, problem: string): Promise<string> {
  try {
    await disassociate(run, declaration, 'keep');
    return problem;
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    return errors.undoFailed(problem, error.message);
  }
}
