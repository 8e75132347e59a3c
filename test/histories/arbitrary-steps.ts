import fc, { type Arbitrary } from 'fast-check';
import { edit, identityName, poolName, rarely, weighted } from './arbitrary-edits';
import { checks, moment, trouble } from './arbitrary-troubles';
import type { ByHandStep, CheckStep, DeployStep, DestroyStep, Edit, StackName, Step } from './history';

/** Mostly a deployment that is meant to succeed. */
const fails: Arbitrary<DeployStep['fails']> = fc.oneof(
  weighted(8, fc.constant(undefined)),
  weighted(2, fc.constant('at the end' as const)),
  weighted(2, fc.nat({ max: 8_000 })),
  weighted(2, moment),
);

/** Mostly as `cdk deploy` does. */
const onFailure: Arbitrary<DeployStep['onFailure']> = fc.oneof(
  weighted(9, fc.constant(undefined)),
  weighted(1, fc.constant('DO_NOTHING' as const)),
);

/** A deployment of these edits, with whatever happens to it. */
export function deployOf(stack: Arbitrary<StackName>, edits: Arbitrary<readonly Edit[]>): Arbitrary<DeployStep> {
  return fc.record({ do: fc.constant('deploy' as const), stack, edits, fails, trouble, onFailure, isRetry: rarely });
}

export function destroyOf(stack: Arbitrary<StackName>): Arbitrary<DestroyStep> {
  return fc.record({ do: fc.constant('destroy' as const), stack, trouble });
}

export function checkOf(stack: Arbitrary<StackName>): Arbitrary<CheckStep> {
  return fc.record({ do: fc.constant('check' as const), stack, checks });
}

const byHand: Arbitrary<ByHandStep> = fc.record({
  do: fc.constant('by hand' as const),
  identity: identityName,
  out: fc.boolean(),
  into: fc.option(poolName, { nil: undefined }),
});

const stackName = fc.constantFrom<StackName[]>('One', 'Two', 'Three');

const rollBack: Arbitrary<Step> = fc.record({
  do: fc.constant('roll back' as const),
  stack: stackName,
  skip: rarely,
  trouble,
});

/** After a number is taken out of its pool, since the service releases no other. */
const lose: Arbitrary<Step> = fc.oneof(identityName, poolName).map((what) => ({ do: 'lose', what }));

export const someStep: Arbitrary<Step> = fc.oneof(
  weighted(8, deployOf(stackName, fc.array(edit, { minLength: 1, maxLength: 3 }))),
  weighted(3, byHand),
  weighted(3, checkOf(stackName)),
  weighted(1, rollBack),
  weighted(1, lose),
  weighted(1, destroyOf(stackName)),
);
