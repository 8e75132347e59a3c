import fc, { type Arbitrary } from 'fast-check';
import type { Declaration } from './app';
import { declaration, deployOf, destroyOf, poolName } from './arbitrary-steps';
import type { Edit, Step } from './history';

// What users do in several steps, and what broke handlers before: each step with troubles of its own.

const one = fc.constant('One' as const);
const deploy = (...edits: readonly Edit[]): Arbitrary<Step> => deployOf(one, fc.constant(edits));
/** Of the declarations, the one that was added last. */
const last = { which: -1 };

/** Declared, removed and declared again: the service may remember what it once did. */
const again = fc
  .tuple(declaration, fc.integer({ min: 1, max: 3 }))
  .chain(([it, times]) =>
    fc.tuple(...Array.from({ length: times }, () => [add(it), deploy({ edit: 'remove', ...last })]).flat(), add(it)),
  );

/** Moved there and back. */
const thereAndBack = fc
  .tuple(declaration, poolName, fc.integer({ min: 1, max: 2 }))
  .chain(([it, there, times]) =>
    fc.tuple(
      add(it),
      ...Array.from({ length: times }, () => [
        deploy({ edit: 'move', ...last, to: there }),
        deploy({ edit: 'move', ...last, to: it.pool }),
      ]).flat(),
    ),
  );

/** Found in place, with or without leave to rely on it; then changed or given up. */
const found = fc
  .tuple(declaration, poolName, fc.boolean())
  .chain(([it, other, adoptExisting]) =>
    fc.tuple(
      fc.constant<Step>({ do: 'by hand', identity: it.identity, out: true, into: it.pool }),
      add({ ...it, adoptExisting }),
      fc.oneof(
        deploy({ edit: 'move', ...last, to: other }),
        deploy({ edit: 'revise', ...last }),
        deploy({ edit: 'remove', ...last }),
        destroyOf(one),
      ),
      destroyOf(one),
    ),
  );

/** Two that exchange their places. */
const exchanged = fc
  .tuple(declaration, declaration)
  .chain(([it, other]) => fc.tuple(add(it), add(other), deploy({ edit: 'swap', which: -1, with: -2 })));

function add(it: Declaration): Arbitrary<Step> {
  return deploy({ edit: 'add', declaration: it });
}

export const somePlot: Arbitrary<readonly Step[]> = fc.oneof(again, thereAndBack, found, exchanged);
