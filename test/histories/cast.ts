import { IDENTITIES, POOLS, type IdentityName, type PoolName } from './account';
import type { Edit, StackName, Step } from './history';

/** The identities, pools and stacks that one history is about. */
export interface Cast {
  readonly identities: readonly IdentityName[];
  readonly pools: readonly PoolName[];
  readonly stacks: readonly StackName[];
}

/** The same step about those of the cast. */
export function stepWith(step: Step, cast: Cast): Step {
  if (step.do === 'destroy' || step.do === 'roll back' || step.do === 'check')
    return { ...step, stack: stackIn(cast, step.stack) };
  if (step.do === 'lose') return { ...step, what: partIn(cast, step.what) };
  if (step.do === 'deploy') {
    const edits = step.edits.map((edit) => editWith(edit, cast));
    const { refused } = step.trouble ?? {};
    const trouble =
      refused === undefined
        ? {}
        : { trouble: { ...step.trouble, refused: { ...refused, what: partIn(cast, refused.what) } } };
    return { ...step, stack: stackIn(cast, step.stack), edits, ...trouble };
  }
  const { into, ...rest } = step;
  const identity = identityIn(cast, step.identity);
  return into === undefined ? { ...rest, identity } : { ...rest, identity, into: poolIn(cast, into) };
}

function editWith(edit: Edit, cast: Cast): Edit {
  if (edit.edit === 'move') return { ...edit, to: poolIn(cast, edit.to) };
  if (edit.edit === 'shift') return { ...edit, to: edit.to.map((name) => identityIn(cast, name)) };
  if (edit.edit === 'change' && edit.to.identity !== undefined)
    return { ...edit, to: { ...edit.to, identity: identityIn(cast, edit.to.identity) } };
  if (edit.edit !== 'add') return edit;
  const { identity, pool } = edit.declaration;
  return {
    ...edit,
    declaration: { ...edit.declaration, identity: identityIn(cast, identity), pool: poolIn(cast, pool) },
  };
}

/** The pool or identity of the cast that stands for that one. */
function partIn(cast: Cast, what: IdentityName | PoolName): IdentityName | PoolName {
  const pool = POOLS.find(({ name }) => name === what)?.name;
  const identity = IDENTITIES.find(({ name }) => name === what)?.name;
  if (pool !== undefined) return poolIn(cast, pool);
  return identity === undefined ? what : identityIn(cast, identity);
}

function identityIn({ identities }: Cast, name: IdentityName): IdentityName {
  const index = IDENTITIES.findIndex((identity) => identity.name === name);
  return identities[index % identities.length] ?? name;
}

function poolIn({ pools }: Cast, name: PoolName): PoolName {
  const index = POOLS.findIndex((pool) => pool.name === name);
  return pools[index % pools.length] ?? name;
}

function stackIn({ stacks }: Cast, name: StackName): StackName {
  return stacks[['One', 'Two', 'Three'].indexOf(name) % stacks.length] ?? name;
}
