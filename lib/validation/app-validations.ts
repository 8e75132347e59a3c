import { Stack } from 'aws-cdk-lib';
import { SharedState } from '../util/shared-state';
import { type DeclaredAssociation, declarations } from './declared-association';
import { repetitionProblems } from './declared-once';
import { listingProblems } from './pool-list';
import { settingsProblems } from './pool-settings';

const validated = new SharedState('validated', (value): value is true => value === true);

/**
 * Validates an association against the rest of the app.
 *
 * All validations run when the app is complete, once for each stack with associations, and look at the whole app.
 */
export function validateInApp(declared: DeclaredAssociation): void {
  declarations.set(declared.association, declared);
  const stack = Stack.of(declared.association);
  if (validated.of(stack) === true) return;
  validated.set(stack, true);
  stack.node.addValidation({ validate: () => problems(stack) });
}

function problems(stack: Stack): string[] {
  const constructs = stack.node.root.node.findAll();
  const all = constructs.flatMap((construct) => declarations.of(construct) ?? []);
  const own = all.filter(({ association }) => Stack.of(association) === stack);
  return [...repetitionProblems(own, all), ...listingProblems(own, constructs), ...own.flatMap(settingsProblems)];
}
