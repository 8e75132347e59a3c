import { type Declaration, parseDeclaration } from '../association/association';
import { ownershipOf } from '../association/physical-resource-id';
import type { Request } from '../cloudformation/event';
import type { Outcome } from '../cloudformation/response';
import { InvalidProperty } from '../util/errors';
import { disassociate, type OnLastPhoneNumber } from './disassociate';
import * as errors from './errors';
import type { Run } from './run';
import { undoCreate } from './undo-create';

/**
 * | physical id                | then                                                                                    |
 * |----------------------------|-----------------------------------------------------------------------------------------|
 * | `failed:`                  | nothing: the Create made nothing                                                        |
 * | `adopted:`                 | nothing: the stack made nothing; with `TakeOwnership` as the key                        |
 * | the key                    | disassociate, unless another resource of the stack holds it                             |
 * | invented by CloudFormation | disassociate, if the resource made it and no other resource of the stack holds it       |
 *
 * @throws RequestFailed, to be answered with the physical id that the request came with
 */
export async function deleteAssociation(run: Run): Promise<Outcome> {
  const { request, declaration } = run;
  switch (ownershipOf(request.physicalResourceId, declaration.key)) {
    case 'nothing':
      break;
    case 'adopted':
      if (declaration.takeOwnership) await takeOut(run, (isHeld) => isHeld === false);
      break;
    case 'made':
      await takeOut(run, (isHeld) => isHeld !== true);
      break;
    case 'unknown':
      await undoCreate(run, declaration, onLastPhoneNumber(declaration));
      break;
  }
  return { status: 'SUCCESS', physicalResourceId: request.physicalResourceId };
}

/**
 * Takes the identity out of the pool, unless another resource of the stack holds the association.
 *
 * The read of the pool comes first: requests that begin together wait there, where waiting changes nothing, and find the
 * quotas of CloudFormation and of the change free.
 *
 * @param isAllowed says what follows from whether another resource holds it; undefined if that can't be read
 */
async function takeOut(run: Run, isAllowed: (isHeld: boolean | undefined) => boolean): Promise<void> {
  const { declaration, service, register, context } = run;
  // Deleting a pool takes its identities out.
  if (await service.isBeingDeleted(declaration.pool)) return;
  const holder = await register.holderOf(declaration.key);
  const goesOn = isAllowed(holder === undefined ? undefined : holder !== 'none');
  context.log({ message: 'decision', decision: goesOn ? 'take it out' : 'leave it', holder: holder ?? 'unknown' });
  if (goesOn) await disassociate(run, declaration, onLastPhoneNumber(declaration));
}

const onLastPhoneNumber = ({ keepLastPhoneNumber }: Declaration): OnLastPhoneNumber =>
  keepLastPhoneNumber ? 'keep' : errors.lastPhoneNumber;

/**
 * What the Delete is about; undefined when there is nothing to take out. Properties that were never valid are those of a
 * Create that was refused.
 *
 * @throws InvalidProperty
 */
export function deletedDeclaration(request: Request): Declaration | undefined {
  const { physicalResourceId, logicalResourceId, properties, environment } = request;
  try {
    return parseDeclaration(properties, environment);
  } catch (error) {
    const isInvented = physicalResourceId.includes(`-${logicalResourceId}-`);
    if (error instanceof InvalidProperty && (isInvented || /^(adopted|failed):/.test(physicalResourceId)))
      return undefined;
    throw error;
  }
}
