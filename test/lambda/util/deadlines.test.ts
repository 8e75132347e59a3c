import { describe, expect, test } from '@jest/globals';
import { deadlines } from '../../../lambda/util/deadlines';
import { VirtualClock } from '../../virtual-clock';

const clock = new VirtualClock();
/** In milliseconds from now on. */
const relative = ({ response, work, forward }: ReturnType<typeof deadlines>) => {
  const now = clock.now();
  return { response: response - now, work: work - now, forward: forward - now };
};
const remaining = (milliseconds: number) => ({ getRemainingTimeInMillis: () => milliseconds });
const whole = { response: 899_000, work: 870_000, forward: 609_000 };

describe('the deadlines', () => {
  test.each([
    ["use all of Lambda's time", 900_000, undefined, whole],
    ["use Lambda's time when CloudFormation waits longer", 900_000, 1800, whole],
    [
      "use CloudFormation's time when that is shorter",
      900_000,
      60,
      { response: 59_000, work: 45_000, forward: 31_500 },
    ],
    ['keep time for the response, however short it is', 4_000, 1800, { response: 3_800, work: 3_000, forward: 2_100 }],
  ])('%s', (_what, milliseconds, serviceTimeout, expected) => {
    expect(relative(deadlines(clock, remaining(milliseconds), serviceTimeout))).toEqual(expected);
  });

  test.each([undefined, {}])("are those of Lambda's maximum when the context is %j", (context) => {
    expect(relative(deadlines(clock, context, undefined))).toEqual(whole);
  });
});
