import fc, { type Arbitrary } from 'fast-check';
import type { ApiFault, ApiSettings, ResponseFault } from '../cloudformation';
import { identityName, poolName, weighted } from './arbitrary-edits';
import type { CallMoment, CallName, Check, ServiceFault, StackApiTrouble, Trouble } from './history';

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

export const moment: Arbitrary<CallMoment> = fc.record({
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
export const checks: Arbitrary<readonly Check[]> = fc.array(
  fc.record({ repair: fc.integer({ min: 0, max: 3 }).map((die) => die > 0), isNewer: fc.boolean() }),
  { minLength: 1, maxLength: 2 },
);

const mishap: Arbitrary<Trouble> = fc.oneof(
  weighted(5, fc.record({ faults: fc.array(fault, { minLength: 1, maxLength: 3 }) })),
  // Two retries is what Lambda gives an event.
  weighted(3, fc.record({ crashes: fc.array(moment, { minLength: 1, maxLength: 2 }) })),
  weighted(2, fc.record({ duplicates: fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 2 }) })),
  weighted(1, fc.record({ delay: fc.nat({ max: 20_000 }) })),
  weighted(
    2,
    fc.record({
      responses: fc.array(fc.constantFrom<ResponseFault[]>(503, 500, 'drop-before', 'drop-after'), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  ),
  weighted(1, fc.constant({ deniedMinute: true })),
  weighted(
    2,
    fc.record({
      refused: fc.record({
        what: fc.oneof(identityName, poolName),
        as: fc.constantFrom('invalid', 'denied' as const),
      }),
    }),
  ),
  weighted(
    1,
    fc.record({
      jump: fc.record({ at: moment, milliseconds: fc.constantFrom(-600_000, -60_000, 60_000, 600_000) }),
    }),
  ),
  weighted(2, fc.record({ stackApi })),
  weighted(3, fc.record({ scheduled: fc.record({ at: fc.oneof(moment, fc.nat({ max: 40_000 })), checks }) })),
);

/** Mostly none: what users see most is trouble that meets the leftovers of an earlier one. */
export const trouble: Arbitrary<Trouble | undefined> = fc.oneof(
  weighted(3, fc.constant(undefined)),
  weighted(4, mishap),
  weighted(
    1,
    fc.tuple(mishap, mishap).map(([one, other]) => ({ ...one, ...other })),
  ),
);
