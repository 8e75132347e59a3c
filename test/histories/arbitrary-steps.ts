import fc, { type Arbitrary } from 'fast-check';
import type { ResponseFault } from '../cloudformation';
import { IDENTITIES, POOLS } from './account';
import type { Declaration } from './app';
import { canJoin } from './edits';
import type {
  ByHandStep,
  CallName,
  Crash,
  DeployStep,
  DestroyStep,
  Edit,
  ServiceFault,
  StackName,
  Step,
  Trouble,
} from './history';

const identityName = fc.constantFrom(...IDENTITIES.map(({ name }) => name));
export const poolName = fc.constantFrom(...POOLS.map(({ name }) => name));
const stackName: Arbitrary<StackName> = fc.constantFrom('One', 'Two', 'Three');
const rarely = fc.integer({ min: 0, max: 7 }).map((die) => die === 7);
const sometimes = fc.integer({ min: 0, max: 2 }).map((die) => die === 2);

export const declaration: Arbitrary<Declaration> = fc.record({
  path: fc.constantFrom('Line', 'Desk', 'Support/Line', 'Support/Inner/Line', 'Sales', 'Sales/Line'),
  identity: identityName,
  pool: poolName,
  byArn: fc.boolean(),
  adoptExisting: sometimes,
  keepLastPhoneNumber: rarely,
  retain: rarely,
  revision: fc.constant(0),
});

/** An app that the library accepts: no association twice, and no number or agent in two pools. */
export const someApp: Arbitrary<readonly Declaration[]> = fc
  .array(declaration, { maxLength: 5 })
  .map((all) => all.reduce<Declaration[]>((app, next) => (canJoin(app, next) ? [...app, next] : app), []));

const which = fc.nat({ max: 4 });
const add: Arbitrary<Edit> = fc.record({ edit: fc.constant('add' as const), declaration });

const edit: Arbitrary<Edit> = fc.oneof(
  { arbitrary: add, weight: 7 },
  { arbitrary: fc.record({ edit: fc.constant('remove' as const), which }), weight: 3 },
  {
    arbitrary: fc.record({
      edit: fc.constantFrom('rename', 're-parent', 'rewrite', 'revise', 'change country' as const),
      which,
    }),
    weight: 4,
  },
  { arbitrary: fc.record({ edit: fc.constant('move' as const), which, to: poolName }), weight: 4 },
  { arbitrary: fc.record({ edit: fc.constant('swap' as const), which, with: which }), weight: 1 },
);

const call: Arbitrary<CallName> = fc.constantFrom('associate', 'disassociate', 'read', 'any call');
const after = fc.nat({ max: 3 });

const fault: Arbitrary<ServiceFault> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'throttle',
      'internal-before',
      'internal-after',
      'drop-before',
      'drop-after',
      'unavailable' as const,
    ),
    on: call,
    after,
    times: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constantFrom('hang-before', 'hang-after' as const), on: call, after, times: fc.constant(1) }),
  fc.record({
    kind: fc.constantFrom('latency', 'latency-after' as const),
    on: call,
    after,
    times: fc.integer({ min: 1, max: 3 }),
    milliseconds: fc.integer({ min: 1, max: 15_000 }),
  }),
);

const crash: Arbitrary<Crash> = fc.record({
  at: fc.constantFrom('before', 'after' as const),
  on: fc.oneof(call, fc.constant('answer' as const)),
  after,
});

const mishap: Arbitrary<Trouble> = fc.oneof(
  { arbitrary: fc.record({ faults: fc.array(fault, { minLength: 1, maxLength: 3 }) }), weight: 5 },
  // Two retries is what Lambda gives an event.
  { arbitrary: fc.record({ crashes: fc.array(crash, { minLength: 1, maxLength: 2 }) }), weight: 3 },
  {
    arbitrary: fc.record({ duplicates: fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 2 }) }),
    weight: 2,
  },
  { arbitrary: fc.record({ delay: fc.nat({ max: 20_000 }) }), weight: 1 },
  {
    arbitrary: fc.record({
      responses: fc.array(fc.constantFrom<ResponseFault[]>(503, 500, 'drop-before', 'drop-after'), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    weight: 2,
  },
  { arbitrary: fc.constant({ deniedMinute: true }), weight: 1 },
);

/** Mostly none: most of what users see is trouble that meets what an earlier trouble left behind. */
const trouble: Arbitrary<Trouble | undefined> = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 3 },
  { arbitrary: mishap, weight: 4 },
  { arbitrary: fc.tuple(mishap, mishap).map(([one, other]) => ({ ...one, ...other })), weight: 1 },
);

/** Mostly a deployment that is meant to succeed. */
const fails: Arbitrary<DeployStep['fails']> = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 8 },
  { arbitrary: fc.constant('at the end' as const), weight: 2 },
  { arbitrary: fc.nat({ max: 8_000 }), weight: 2 },
);

/** A deployment of these edits, with whatever happens to it. */
export function deployOf(stack: Arbitrary<StackName>, edits: Arbitrary<readonly Edit[]>): Arbitrary<DeployStep> {
  return fc.record({ stack, edits, fails, trouble }).map(({ fails: how, trouble: met, ...step }) => ({
    do: 'deploy',
    ...step,
    ...(how === undefined ? {} : { fails: how }),
    ...(met === undefined ? {} : { trouble: met }),
  }));
}

export function destroyOf(stack: Arbitrary<StackName>): Arbitrary<DestroyStep> {
  return fc.record({ stack, trouble }).map(({ stack: of, trouble: met }) => ({
    do: 'destroy',
    stack: of,
    ...(met === undefined ? {} : { trouble: met }),
  }));
}

const byHand: Arbitrary<ByHandStep> = fc
  .record({ identity: identityName, out: fc.boolean(), into: fc.option(poolName, { nil: undefined }) })
  .map(({ into, ...step }) => ({ do: 'by hand', ...step, ...(into === undefined ? {} : { into }) }));

export const someStep: Arbitrary<Step> = fc.oneof(
  { arbitrary: deployOf(stackName, fc.array(edit, { minLength: 1, maxLength: 3 })), weight: 8 },
  { arbitrary: byHand, weight: 3 },
  { arbitrary: destroyOf(stackName), weight: 1 },
);
