import { type Declaration, parseDeclaration } from '../association/association';
import { ownershipOf, parsePhysicalId } from '../association/physical-resource-id';
import type { Request } from '../cloudformation/event';
import type { Outcome } from '../cloudformation/response';
import type { Owner } from '../stack/owner';
import { InvalidProperty } from '../util/errors';
import { disassociate, type OnLastPhoneNumber } from './disassociate';
import * as failures from './failures';
import type { RequestContext } from './request-context';
import { undoCreate } from './undo-create';

/**
 * | physical id                | then                                                                                    |
 * |----------------------------|-----------------------------------------------------------------------------------------|
 * | `failed:`                  | nothing: the Create made nothing                                                        |
 * | `adopted:`                 | nothing; with `TakeOwnership` as `owned:`                                               |
 * | `owned:`                   | disassociate, unless something else in the stack owns it                                |
 * | invented by CloudFormation | disassociate, if the resource made it and nothing else in the stack owns it             |
 *
 * @throws RequestFailed, to be answered with the physical id that the request came with
 */
export async function deleteAssociation(context: RequestContext): Promise<Outcome> {
  const { request, declaration } = context;
  const ownership = ownershipOf(request.physicalResourceId, declaration.key);
  if (ownership === undefined) await undoCreate(context, declaration, onLastPhoneNumber(declaration));
  else if (!(await isOwnedByOther(context, ownership)))
    await disassociate(context, declaration, onLastPhoneNumber(declaration));
  return { status: 'SUCCESS', physicalResourceId: request.physicalResourceId };
}

/**
 * Whether the association is to stay, because its pool is on its way out or something else in the stack owns it.
 *
 * The read of the pool comes first: requests that begin together wait there, where waiting changes nothing, and find the
 * quotas of CloudFormation and of the change free.
 */
async function isOwnedByOther(context: RequestContext, ownership: 'owned' | 'adopted'): Promise<boolean> {
  const { declaration, service, stack, log } = context;
  // Deleting a pool takes its identities out.
  if (await service.isPoolGoing(context, declaration.pool)) return true;
  const owner = await stack.ownerOf(declaration);
  const decision = WHAT_TO_DO[owner][ownership];
  log({ message: 'decision', decision, owner });
  return decision === 'leave it';
}

/** By who else in the stack owns the association, and by how this resource has it. */
const WHAT_TO_DO: Readonly<Record<Owner, Readonly<Record<'owned' | 'adopted', 'take it out' | 'leave it'>>>> = {
  none: { owned: 'take it out', adopted: 'take it out' },
  owned: { owned: 'leave it', adopted: 'leave it' },
  adopted: { owned: 'leave it', adopted: 'leave it' },
  listed: { owned: 'leave it', adopted: 'leave it' },
  unknown: { owned: 'take it out', adopted: 'leave it' },
};

const onLastPhoneNumber = ({ keepLastPhoneNumber }: Declaration): OnLastPhoneNumber =>
  keepLastPhoneNumber ? 'keep' : failures.lastPhoneNumber;

/**
 * What the Delete is about; undefined when there is nothing to take out. Properties that were never valid are those of a
 * Create that was refused.
 *
 * @throws InvalidProperty
 */
export function deletedDeclaration(request: Request): Declaration | undefined {
  const { ownership } = parsePhysicalId(request.physicalResourceId);
  try {
    const declaration = parseDeclaration(request.properties, request.environment);
    const isLeft = ownership === 'none' || (ownership === 'adopted' && !declaration.takeOwnership);
    return isLeft ? undefined : declaration;
  } catch (error) {
    if (error instanceof InvalidProperty && ownership !== 'owned') return undefined;
    throw error;
  }
}
