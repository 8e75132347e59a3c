import type { RequestFailed } from '../util/errors';
import type { Run } from './run';

/**
 * A roll-back that fails leaves the stack in UPDATE_ROLLBACK_FAILED, and nothing is gained by it: the roll-back goes on
 * with a warning.
 *
 * @throws the problem, if the update goes forward or that can't be read
 */
export async function acceptInRollBack({ register, context }: Run, problem: RequestFailed): Promise<void> {
  if ((await register.isRollBack()) !== true) throw problem;
  context.log({ message: 'warning', warning: `the roll-back goes on in spite of this: ${problem.message}` });
}
