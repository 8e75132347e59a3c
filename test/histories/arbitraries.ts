import fc, { type Arbitrary } from 'fast-check';
import type { Settings } from '../sms-voice';
import { IDENTITIES, POOLS } from './account';
import { weighted } from './arbitrary-edits';
import { someStep } from './arbitrary-steps';
import type { History, StackName, Step } from './history';
import { type Subjects, stepWith } from './subjects';
import { someSequence } from './sequences';

/** Undocumented behaviour that histories meet at random, beside the combinations that each of them runs under. */
const settings: Arbitrary<Partial<Settings>> = fc.record({
  associatedReason: fc.constantFrom('by-kind', 'RESOURCE_ALREADY_ASSOCIATED'),
  absentReason: fc.constantFrom(undefined, 'RESOURCE_NOT_ASSOCIATED'),
  tokenWithOtherParameters: fc.constantFrom('conflict', 'validation', 'ignored'),
  associatingShown: fc.boolean(),
  disassociatingShown: fc.boolean(),
  readLagMilliseconds: fc.constantFrom(0, 0, 1_500),
  requestsPerSecond: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, 1),
});

/** The few that one history is about: what is interesting happens to the same one again. */
const subjects: Arbitrary<Subjects> = fc.record({
  identities: fc.shuffledSubarray(
    IDENTITIES.map(({ name }) => name),
    { minLength: 1, maxLength: 3 },
  ),
  pools: fc.shuffledSubarray(
    POOLS.map(({ name }) => name),
    { minLength: 1, maxLength: 3 },
  ),
  stacks: fc.constantFrom<StackName[]>(['One'], ['One'], ['One', 'Two'], ['One', 'Two', 'Three']),
});

/** Single steps, and sequences that chance would seldom make. */
const steps: Arbitrary<readonly Step[]> = fc
  .array(
    fc.oneof(weighted(2, fc.array(someStep, { minLength: 1, maxLength: 4, size: 'max' })), weighted(1, someSequence)),
    { minLength: 1, maxLength: 4, size: 'max' },
  )
  .map((parts) => parts.flat());

export const someHistory: Arbitrary<History> = fc
  .record({
    settings,
    ownPool: fc.integer({ min: 0, max: 3 }).map((die) => die === 0),
    restoring: fc.constantFrom('UPDATE_IN_PROGRESS' as const, 'UPDATE_ROLLBACK_IN_PROGRESS' as const),
    api: fc.record({
      eventIds: fc.constantFrom('as the row', 'none in progress', 'former if failed', 'newer in progress' as const),
    }),
    anchors: fc.integer({ min: 0, max: 3 }).map((die) => die > 0),
    phasePauseMilliseconds: fc.constantFrom(300, 1_100, 2_000),
    subjects,
    steps,
  })
  .map(({ subjects: those, steps: all, ...rest }) => ({ ...rest, steps: all.map((one) => stepWith(one, those)) }));
