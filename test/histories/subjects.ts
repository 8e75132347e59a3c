import { IDENTITIES, POOLS, type IdentityName, type PoolName } from './account';
import type { Edit, StackName, Step } from './history';

/** The identities, pools and stacks that one history is about. */
export interface Subjects {
  readonly identities: readonly IdentityName[];
  readonly pools: readonly PoolName[];
  readonly stacks: readonly StackName[];
}

/** The same step about those of the subjects. */
export function stepWith(step: Step, subjects: Subjects): Step {
  if (step.do === 'destroy' || step.do === 'roll back' || step.do === 'check')
    return { ...step, stack: stackIn(subjects, step.stack) };
  if (step.do === 'lose') return { ...step, what: partIn(subjects, step.what) };
  if (step.do === 'deploy') {
    const edits = step.edits.map((edit) => editWith(edit, subjects));
    const { refused } = step.trouble ?? {};
    const trouble =
      refused === undefined
        ? {}
        : { trouble: { ...step.trouble, refused: { ...refused, what: partIn(subjects, refused.what) } } };
    return { ...step, stack: stackIn(subjects, step.stack), edits, ...trouble };
  }
  const { into, ...rest } = step;
  const identity = identityIn(subjects, step.identity);
  return into === undefined ? { ...rest, identity } : { ...rest, identity, into: poolIn(subjects, into) };
}

function editWith(edit: Edit, subjects: Subjects): Edit {
  if (edit.edit === 'move') return { ...edit, to: poolIn(subjects, edit.to) };
  if (edit.edit === 'shift') return { ...edit, to: edit.to.map((name) => identityIn(subjects, name)) };
  if (edit.edit === 'change' && edit.to.identity !== undefined)
    return { ...edit, to: { ...edit.to, identity: identityIn(subjects, edit.to.identity) } };
  if (edit.edit !== 'add') return edit;
  const { identity, pool } = edit.declaration;
  return {
    ...edit,
    declaration: { ...edit.declaration, identity: identityIn(subjects, identity), pool: poolIn(subjects, pool) },
  };
}

/** The pool or identity of the subjects that stands for that one. */
function partIn(subjects: Subjects, what: IdentityName | PoolName): IdentityName | PoolName {
  const pool = POOLS.find(({ name }) => name === what)?.name;
  const identity = IDENTITIES.find(({ name }) => name === what)?.name;
  if (pool !== undefined) return poolIn(subjects, pool);
  return identity === undefined ? what : identityIn(subjects, identity);
}

function identityIn({ identities }: Subjects, name: IdentityName): IdentityName {
  const index = IDENTITIES.findIndex((identity) => identity.name === name);
  return identities[index % identities.length] ?? name;
}

function poolIn({ pools }: Subjects, name: PoolName): PoolName {
  const index = POOLS.findIndex((pool) => pool.name === name);
  return pools[index % pools.length] ?? name;
}

function stackIn({ stacks }: Subjects, name: StackName): StackName {
  return stacks[['One', 'Two', 'Three'].indexOf(name) % stacks.length] ?? name;
}
