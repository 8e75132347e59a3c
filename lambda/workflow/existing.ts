import { adopted } from '../association/physical-resource-id';
import type { PoolMembership } from '../sms-voice/pool-membership';
import * as errors from './errors';
import type { Run } from './run';

/**
 * The physical id for an association that a Create, or a replacement on its way forward, found in place.
 *
 * | another resource of the stack | the properties  | then                                                            |
 * |-------------------------------|-----------------|-----------------------------------------------------------------|
 * | made it                       | (any)           | the key: this resource takes over                               |
 * | adopted it                    | (any)           | `adopted:`                                                      |
 * | does not hold it              | `TakeOwnership` | error: only what an earlier deployment adopted can become owned |
 * | does not hold it              | `AdoptExisting` | `adopted:`                                                      |
 * | does not hold it              | neither         | error: somebody else may own it                                 |
 *
 * @throws RequestFailed
 */
export async function idOfExisting({ declaration, register }: Run, membership: PoolMembership): Promise<string> {
  const { key } = declaration;
  const wrongCountry = errors.wrongCountry(declaration, membership);
  if (wrongCountry !== undefined) throw wrongCountry;
  const holder = await register.holderOf(key);
  if (holder === 'made') return key;
  if (holder === 'adopted') return adopted(key);
  if (declaration.takeOwnership) throw errors.notAdoptedBefore(declaration);
  if (declaration.adoptExisting) return adopted(key);
  throw errors.alreadyInPool(declaration, holder);
}
