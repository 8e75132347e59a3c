import fc, { type Arbitrary } from 'fast-check';
import type { Settings } from '../sms-voice';
import { IDENTITIES, POOLS } from './account';
import { someStep } from './arbitrary-steps';
import type { History, StackName, Step } from './history';
import { somePlot } from './plots';
import { staged, type Stage } from './stage';

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
const stage: Arbitrary<Stage> = fc.record({
  identities: fc.shuffledSubarray(
    IDENTITIES.map(({ name }) => name),
    { minLength: 1, maxLength: 2 },
  ),
  pools: fc.shuffledSubarray(
    POOLS.map(({ name }) => name),
    { minLength: 1, maxLength: 3 },
  ),
  stacks: fc.constantFrom<StackName[]>(['One'], ['One'], ['One', 'Two'], ['One', 'Two', 'Three']),
});

/** Chance, with plots in it that it would seldom come upon. */
const steps: Arbitrary<readonly Step[]> = fc
  .array(
    fc.oneof(
      { arbitrary: fc.array(someStep, { minLength: 1, maxLength: 4, size: 'max' }), weight: 2 },
      { arbitrary: somePlot, weight: 1 },
    ),
    { minLength: 1, maxLength: 4, size: 'max' },
  )
  .map((parts) => parts.flat());

export const someHistory: Arbitrary<History> = fc
  .record({
    settings,
    anchors: fc.integer({ min: 0, max: 3 }).map((die) => die > 0),
    ownLogicalIds: fc.integer({ min: 0, max: 3 }).map((die) => die === 3),
    stage,
    steps,
  })
  .map(({ stage: on, steps: all, ...rest }) => ({ ...rest, steps: all.map((one) => staged(one, on)) }));
