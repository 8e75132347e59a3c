import { IDENTITIES, POOLS, type IdentityName, type PoolName } from './account';
import type { Edit, StackName, Step } from './history';

/** The identities, pools and stacks that one history is about. */
export interface Stage {
  readonly identities: readonly IdentityName[];
  readonly pools: readonly PoolName[];
  readonly stacks: readonly StackName[];
}

/** The same step about those on the stage. */
export function staged(step: Step, stage: Stage): Step {
  if (step.do === 'destroy') return { ...step, stack: stackOn(stage, step.stack) };
  if (step.do === 'deploy') {
    return { ...step, stack: stackOn(stage, step.stack), edits: step.edits.map((edit) => stagedEdit(edit, stage)) };
  }
  const { into, ...rest } = step;
  const identity = identityOn(stage, step.identity);
  return into === undefined ? { ...rest, identity } : { ...rest, identity, into: poolOn(stage, into) };
}

function stagedEdit(edit: Edit, stage: Stage): Edit {
  if (edit.edit === 'move') return { ...edit, to: poolOn(stage, edit.to) };
  if (edit.edit !== 'add') return edit;
  const { identity, pool } = edit.declaration;
  return {
    ...edit,
    declaration: { ...edit.declaration, identity: identityOn(stage, identity), pool: poolOn(stage, pool) },
  };
}

function identityOn({ identities }: Stage, name: IdentityName): IdentityName {
  const index = IDENTITIES.findIndex((identity) => identity.name === name);
  return identities[index % identities.length] ?? name;
}

function poolOn({ pools }: Stage, name: PoolName): PoolName {
  const index = POOLS.findIndex((pool) => pool.name === name);
  return pools[index % pools.length] ?? name;
}

function stackOn({ stacks }: Stage, name: StackName): StackName {
  return stacks[['One', 'Two', 'Three'].indexOf(name) % stacks.length] ?? name;
}
