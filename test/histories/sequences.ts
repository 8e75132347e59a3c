import fc, { type Arbitrary } from 'fast-check';
import type { Declaration } from './app';
import { declaration, identityName, poolName } from './arbitrary-edits';
import { checkOf, deployOf, destroyOf } from './arbitrary-steps';
import type { Edit, Step } from './history';

// What users do in several steps, and what broke handlers before: each step with troubles of its own.

const one = fc.constant('One' as const);
const two = fc.constant('Two' as const);
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

/** Taken out by hand, and checked before a deployment or in the middle of it. */
const repaired = fc
  .tuple(declaration, deploy({ edit: 'revise', ...last }), checkOf(one))
  .chain(([it, revision, check]) =>
    fc.tuple(
      add(it),
      fc.constant<Step>({ do: 'by hand', identity: it.identity, out: true }),
      fc.constantFrom<Step>(check, revision),
      fc.oneof(deploy({ edit: 'remove', ...last }), deploy({ edit: 'move', ...last, to: it.pool }), fc.constant(check)),
    ),
  );

/** Found in place, with or without leave to rely on it; then owned or not, and changed or given up. */
const found = fc
  .tuple(declaration, poolName, fc.boolean(), fc.boolean())
  .chain(([it, other, adoptExisting, takeOwnership]) =>
    fc.tuple(
      byHand(it),
      add({ ...it, adoptExisting, takeOwnership: false }),
      deploy({ edit: 'change', ...last, to: { takeOwnership } }),
      fc.oneof(
        deploy({ edit: 'move', ...last, to: other }),
        deploy({ edit: 'revise', ...last }),
        deploy({ edit: 'remove', ...last }),
        destroyOf(one),
      ),
      destroyOf(one),
    ),
  );

/** The same association under another logical id, then destroyed or changed. */
const renamed = fc
  .tuple(declaration, fc.boolean(), poolName)
  .chain(([it, adopted, other]) =>
    fc.tuple(
      ...(adopted ? [byHand(it)] : []),
      add({ ...it, adoptExisting: adopted, takeOwnership: false, logicalId: undefined }),
      deploy({ edit: 'change', ...last, to: { logicalId: 'OwnThree' } }),
      fc.oneof(
        deploy({ edit: 'move', ...last, to: other }),
        deploy({ edit: 'change', ...last, to: { logicalId: undefined } }),
        destroyOf(one),
      ),
    ),
  );

/** Two associations behind parameters, whose values shift or are exchanged. */
const shifted = fc
  .tuple(declaration, declaration, fc.array(identityName, { minLength: 2, maxLength: 2 }))
  .chain(([it, other, values]) =>
    fc.tuple(
      add({ ...it, parameter: 'First', logicalId: undefined, byArn: false }),
      add({ ...other, parameter: 'Second', logicalId: undefined, byArn: false, pool: it.pool }),
      deploy({ edit: 'shift', to: [other.identity, ...values] }),
      deploy({ edit: 'shift', to: values }),
    ),
  );

/** One stack hands an association over to another one. */
const handedOver = fc
  .tuple(declaration, fc.boolean())
  .chain(([it, retain]) =>
    fc.tuple(
      add({ ...it, retain: false, takeOwnership: false }),
      deploy({ edit: 'change', ...last, to: { retain } }),
      deployOf(
        two,
        fc.constant<Edit[]>([{ edit: 'add', declaration: { ...it, adoptExisting: true, takeOwnership: false } }]),
      ),
      deploy({ edit: 'remove', ...last }),
      deployOf(two, fc.constant<Edit[]>([{ edit: 'change', ...last, to: { takeOwnership: true } }])),
      destroyOf(two),
    ),
  );

/** Two that exchange their pools. */
const exchanged = fc
  .tuple(declaration, declaration)
  .chain(([it, other]) => fc.tuple(add(it), add(other), deploy({ edit: 'swap', which: -1, with: -2 })));

function add(it: Declaration): Arbitrary<Step> {
  return deploy({ edit: 'add', declaration: it });
}

function byHand({ identity, pool }: Declaration): Arbitrary<Step> {
  return fc.constant<Step>({ do: 'by hand', identity, out: true, into: pool });
}

export const someSequence: Arbitrary<readonly Step[]> = fc.oneof(
  again,
  thereAndBack,
  found,
  renamed,
  shifted,
  handedOver,
  exchanged,
  repaired,
);
