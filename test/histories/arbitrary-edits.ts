import fc, { type Arbitrary } from 'fast-check';
import { IDENTITIES, identity, OWN_POOL, POOLS } from './account';
import type { Declaration } from './app';
import { canJoin } from './edits';
import type { Edit } from './history';

/** One of several that `fc.oneof` chooses among, so many times as often as one of weight 1. */
export function weighted<T>(weight: number, arbitrary: Arbitrary<T>): { weight: number; arbitrary: Arbitrary<T> } {
  return { weight, arbitrary };
}

export const identityName = fc.constantFrom(...IDENTITIES.map(({ name }) => name));
export const poolName = fc.constantFrom(...POOLS.map(({ name }) => name));
export const rarely = fc.integer({ min: 0, max: 7 }).map((die) => die === 7);
const sometimes = fc.integer({ min: 0, max: 2 }).map((die) => die === 2);

export const declaration: Arbitrary<Declaration> = fc
  .record({
    path: fc.constantFrom('Line', 'Desk', 'Support/Line', 'Support/Inner/Line', 'Sales', 'Sales/Line'),
    identity: identityName,
    pool: poolName,
    byArn: fc.boolean(),
    adoptExisting: sometimes,
    takeOwnership: rarely,
    keepLastPhoneNumber: rarely,
    retain: rarely,
    revision: fc.constant(0),
    parameter: fc.constantFrom(undefined, undefined, undefined, 'First', 'Second'),
    logicalId: fc.constantFrom(undefined, undefined, undefined, undefined, 'OwnOne', 'OwnTwo'),
  })
  .map((one) => ({
    ...one,
    adoptExisting: one.adoptExisting && !one.takeOwnership,
    keepLastPhoneNumber: one.keepLastPhoneNumber && identity(one.identity).kind === 'number',
  }));

/** An app that the library accepts: no association twice, and no number or agent in two pools. */
export const someApp: Arbitrary<readonly Declaration[]> = fc
  .array(declaration, { maxLength: 5 })
  .map((all) =>
    all.reduce<Declaration[]>((app, next) => (app.every((one) => canJoin(one, next)) ? [...app, next] : app), []),
  );

const which = fc.nat({ max: 4 });
const add: Arbitrary<Edit> = fc.record({ edit: fc.constant('add' as const), declaration });

/** Changes of options, and of the way in which an association is named. */
const options: Arbitrary<Partial<Declaration>> = fc.oneof(
  fc.record({ adoptExisting: fc.boolean() }),
  fc.record({ takeOwnership: fc.boolean() }),
  fc.record({ retain: fc.boolean() }),
  fc.record({ logicalId: fc.constantFrom(undefined, 'OwnOne', 'OwnTwo', 'OwnThree') }),
  fc.record({ parameter: fc.constantFrom(undefined, 'First', 'Second') }),
  fc.record({ identity: identityName }),
  fc.record({
    listed: fc.boolean(),
    pool: fc.constant(OWN_POOL),
    parameter: fc.constant(undefined),
    logicalId: fc.constant(undefined),
  }),
);

export const edit: Arbitrary<Edit> = fc.oneof(
  weighted(7, add),
  weighted(3, fc.record({ edit: fc.constant('remove' as const), which })),
  weighted(
    4,
    fc.record({
      edit: fc.constantFrom('rename', 're-parent', 'rewrite', 'revise', 'change country' as const),
      which,
    }),
  ),
  weighted(4, fc.record({ edit: fc.constant('move' as const), which, to: poolName })),
  weighted(1, fc.record({ edit: fc.constant('swap' as const), which, with: which })),
  weighted(1, fc.record({ edit: fc.constant('shift' as const), to: fc.array(identityName, { maxLength: 3 }) })),
  weighted(4, fc.record({ edit: fc.constant('change' as const), which, to: options })),
);
