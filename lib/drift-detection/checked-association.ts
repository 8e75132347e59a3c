import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { AssociationEnds } from '../naming/association-name';
import type { ProviderService } from '../provider/provider-use';
import { hasMember } from '../util/has-member';
import { SharedState } from '../util/shared-state';

/** An association as a drift detection checks it. */
export interface CheckedAssociation extends AssociationEnds {
  readonly deferPending: boolean;
  /** The provider at the time of the call: until synthesis the user's own can take the place of the automatic one. */
  readonly provider: () => ProviderService;
}

/** What a drift detection knows of each association construct, in whichever copy of the library. */
export const checkedAssociations = new SharedState('checked-association', isChecked);

/** The associations of a stack that use a provider. */
export function associationsOf(stack: Stack, provider: IConstruct): CheckedAssociation[] {
  return constructsOf(stack)
    .flatMap((construct) => checkedAssociations.of(construct) ?? [])
    .filter((checked) => checked.provider().provider === provider);
}

/** The constructs of a stack without those of its nested stacks. */
export function constructsOf(stack: Stack): IConstruct[] {
  return stack.node.findAll().filter((construct) => Stack.of(construct) === stack);
}

function isChecked(value: unknown): value is CheckedAssociation {
  return hasMember(value, 'provider');
}
