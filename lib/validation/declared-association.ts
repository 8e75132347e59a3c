import type { AssociationEnds } from '../naming/association-name';
import { hasMember } from '../util/has-member';
import { SharedState } from '../util/shared-state';

/** An association as an app declares it. */
export interface DeclaredAssociation extends AssociationEnds {
  /** Whether the association may be in place, made by another owner. */
  readonly adoptExisting: boolean;
  /** Whether the drift detection associates the number when it is ACTIVE. */
  readonly deferPending: boolean;
}

/** What each association construct declares, in whichever copy of the library. */
export const declarations = new SharedState('declaration', isDeclared);

function isDeclared(value: unknown): value is DeclaredAssociation {
  return hasMember(value, 'adoptExisting');
}
