import { describe, expect, test } from '@jest/globals';
import { budget } from '../../lambda/budget';
import { VirtualClock } from '../virtual-clock';

const clock = new VirtualClock();
/** In milliseconds from now on. */
const relative = ({ end, work, forward }: ReturnType<typeof budget>) => {
  const now = clock.now();
  return { end: end - now, work: work - now, forward: forward - now };
};
const leaving = (milliseconds: number) => ({ getRemainingTimeInMillis: () => milliseconds });

describe('the time for a request', () => {
  test.each([
    ["all of Lambda's", 900_000, undefined, { end: 899_000, work: 870_000, forward: 609_000 }],
    ["Lambda's, when CloudFormation waits longer", 900_000, 1800, { end: 899_000, work: 870_000, forward: 609_000 }],
    ["CloudFormation's, when it waits less long", 900_000, 60, { end: 59_000, work: 45_000, forward: 31_500 }],
    ['kept in part for the answer, however short it is', 4_000, 1800, { end: 3_800, work: 3_000, forward: 2_100 }],
  ])('is %s', (_what, left, serviceTimeout, expected) => {
    expect(relative(budget(clock, leaving(left), serviceTimeout))).toEqual(expected);
  });

  test.each([undefined, {}])('is what Lambda allows at most when the context is %j', (context) => {
    expect(relative(budget(clock, context, undefined))).toEqual({ end: 899_000, work: 870_000, forward: 609_000 });
  });
});
