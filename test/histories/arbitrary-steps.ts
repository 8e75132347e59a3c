import fc, { type Arbitrary } from 'fast-check';
import type { ApiFault, ApiSettings, ResponseFault } from '../cloudformation';
import { IDENTITIES, identity, OWN_POOL, POOLS } from './account';
import type { Declaration } from './app';
import { canJoin } from './edits';
import type {
  ByHandStep,
  CallMoment,
  CallName,
  Check,
  CheckStep,
  DeployStep,
  DestroyStep,
  Edit,
  StackApiTrouble,
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

export const someIdentity = identityName;

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
  {
    arbitrary: fc.record({ edit: fc.constant('shift' as const), to: fc.array(identityName, { maxLength: 3 }) }),
    weight: 1,
  },
  { arbitrary: fc.record({ edit: fc.constant('change' as const), which, to: options }), weight: 4 },
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

const moment: Arbitrary<CallMoment> = fc.record({
  at: fc.constantFrom('before', 'after' as const),
  on: fc.oneof(call, fc.constant('response' as const)),
  after,
});

const stackApi: Arbitrary<StackApiTrouble> = fc.oneof(
  fc.record({
    settings: fc.constantFrom<Partial<ApiSettings>[]>(
      { slowMilliseconds: 1_000 },
      { lagMilliseconds: 1_500 },
      { pageSize: 2 },
      { denied: true },
      { outage: 'hanging' },
      { outage: 'unavailable' },
      { outage: 'refused' },
      { requestsPerSecond: 1 },
    ),
  }),
  fc.record({
    fault: fc.record({
      kind: fc.constantFrom<ApiFault[]>('throttled', 'internal', 'dropped'),
      from: fc.constantFrom('Create', 'Update', 'Delete' as const),
      milliseconds: fc.integer({ min: 1, max: 20_000 }),
    }),
  }),
);

/** One, or two at once. */
const checks: Arbitrary<readonly Check[]> = fc.array(
  fc.record({ repair: fc.integer({ min: 0, max: 3 }).map((die) => die > 0), isNewer: fc.boolean() }),
  { minLength: 1, maxLength: 2 },
);

const mishap: Arbitrary<Trouble> = fc.oneof(
  { arbitrary: fc.record({ faults: fc.array(fault, { minLength: 1, maxLength: 3 }) }), weight: 5 },
  // Two retries is what Lambda gives an event.
  { arbitrary: fc.record({ crashes: fc.array(moment, { minLength: 1, maxLength: 2 }) }), weight: 3 },
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
  {
    arbitrary: fc.record({
      refused: fc.record({
        what: fc.oneof(identityName, poolName),
        as: fc.constantFrom('invalid', 'denied' as const),
      }),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      jump: fc.record({ at: moment, milliseconds: fc.constantFrom(-600_000, -60_000, 60_000, 600_000) }),
    }),
    weight: 1,
  },
  { arbitrary: fc.record({ stackApi }), weight: 2 },
  {
    arbitrary: fc.record({ scheduled: fc.record({ at: fc.oneof(moment, fc.nat({ max: 40_000 })), checks }) }),
    weight: 3,
  },
);

/** Mostly none: what users see most is trouble that meets the leftovers of an earlier one. */
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
  { arbitrary: moment, weight: 2 },
);

/** Mostly as `cdk deploy` does. */
const onFailure: Arbitrary<DeployStep['onFailure']> = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 9 },
  { arbitrary: fc.constant('DO_NOTHING' as const), weight: 1 },
);

/** A deployment of these edits, with whatever happens to it. */
export function deployOf(stack: Arbitrary<StackName>, edits: Arbitrary<readonly Edit[]>): Arbitrary<DeployStep> {
  const parts = { stack, edits, fails, trouble, onFailure, isRetry: rarely };
  return fc.record(parts).map(({ fails: how, trouble: its, onFailure: then, isRetry, ...step }) => ({
    do: 'deploy',
    ...step,
    ...(then === undefined ? {} : { onFailure: then }),
    ...(isRetry ? { isRetry } : {}),
    ...(how === undefined ? {} : { fails: how }),
    ...(its === undefined ? {} : { trouble: its }),
  }));
}

export function destroyOf(stack: Arbitrary<StackName>): Arbitrary<DestroyStep> {
  return fc.record({ stack, trouble }).map(({ stack: of, trouble: its }) => ({
    do: 'destroy',
    stack: of,
    ...(its === undefined ? {} : { trouble: its }),
  }));
}

const byHand: Arbitrary<ByHandStep> = fc
  .record({ identity: identityName, out: fc.boolean(), into: fc.option(poolName, { nil: undefined }) })
  .map(({ into, ...step }) => ({ do: 'by hand', ...step, ...(into === undefined ? {} : { into }) }));

export function checkOf(stack: Arbitrary<StackName>): Arbitrary<CheckStep> {
  return fc.record({ stack, checks }).map((step) => ({ do: 'check', ...step }));
}

const rollBack: Arbitrary<Step> = fc
  .record({ stack: stackName, skip: rarely, trouble })
  .map(({ trouble: its, ...step }) => ({ do: 'roll back', ...step, ...(its === undefined ? {} : { trouble: its }) }));

/** After a number is taken out of its pool, since the service releases no other. */
const lose: Arbitrary<Step> = fc.oneof(identityName, poolName).map((what) => ({ do: 'lose', what }));

export const someStep: Arbitrary<Step> = fc.oneof(
  { arbitrary: deployOf(stackName, fc.array(edit, { minLength: 1, maxLength: 3 })), weight: 8 },
  { arbitrary: byHand, weight: 3 },
  { arbitrary: checkOf(stackName), weight: 3 },
  { arbitrary: rollBack, weight: 1 },
  { arbitrary: lose, weight: 1 },
  { arbitrary: destroyOf(stackName), weight: 1 },
);
