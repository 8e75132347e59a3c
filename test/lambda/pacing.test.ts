import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Cadence } from '../../lambda/cadence';
import { Failed } from '../../lambda/failed';
import { Pacing } from '../../lambda/pacing';
import type { Failure, FailureKind } from '../../lambda/service-error';
import { steadyTime } from './steady-time';

const CALL = 'DescribePools';

const time = steadyTime();
let start: number;
beforeEach(() => {
  start = time.clock.now();
});

const failure = (kind: FailureKind): Failure => ({ kind, reason: undefined, description: `it was ${kind}` });

/** The goal fails so, time after time: when each next attempt is due, in milliseconds from the start, and how it ends. */
async function paced(failures: Iterable<FailureKind>, milliseconds = 3_600_000) {
  const due: number[] = [];
  const timing = { clock: time.clock, cadence: new Cadence(time.clock), deadline: start + milliseconds };
  const end = await time.clock.run(async () => {
    try {
      const pacing = await Pacing.start(timing, CALL, 'for it');
      for (const kind of failures) {
        await pacing.next(failure(kind));
        due.push(time.clock.now() - start);
      }
      return 'done';
    } catch (error) {
      return error instanceof Failed ? error.message : error;
    }
  });
  return { due, end };
}
const times = (count: number, kind: FailureKind): FailureKind[] => Array.from({ length: count }, () => kind);
const delays = ({ due }: { readonly due: readonly number[] }) => due.map((at, index) => at - (due[index - 1] ?? 0));

describe('the next attempt comes after a delay that doubles', () => {
  test.each<[FailureKind, number[]]>([
    ['unknown outcome', [100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]],
    ['conflict', [500, 1_000, 2_000, 2_500, 2_500]],
    ['denied', [500, 1_000, 2_000, 2_500, 2_500]],
    ['mismatch', [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]],
  ])('when it was %s', async (kind, expected) => {
    expect(delays(await paced(times(expected.length, kind)))).toEqual(expected);
  });

  test('but by the cadence when it was throttled', async () => {
    const cadence = new Cadence(time.clock);
    const asked = jest.spyOn(cadence, 'delayAfterThrottling').mockReturnValue(7);
    const pacing = await Pacing.start({ clock: time.clock, cadence, deadline: start + 60_000 }, CALL, 'for it');
    await time.clock.run(async () => {
      for (let count = 0; count < 3; count += 1) await pacing.next(failure('throttled'));
    });
    expect(time.clock.now() - start).toBe(21);
    expect(asked.mock.calls).toEqual([
      [CALL, 0],
      [CALL, 7],
      [CALL, 14],
    ]);
  });
});

test('the first attempt waits for its turn', async () => {
  const cadence = new Cadence(time.clock);
  jest.spyOn(cadence, 'keepStep').mockImplementation(() => time.clock.sleep(300));
  await time.clock.run(() => Pacing.start({ clock: time.clock, cadence, deadline: start + 60_000 }, CALL, 'for it'));
  expect(time.clock.now() - start).toBe(300);
});

describe('what is denied', () => {
  test('is tried for 75 seconds, and then no more', async () => {
    const { due, end } = await paced(times(100, 'denied'));
    expect(due.at(-1)).toBeGreaterThanOrEqual(75_000);
    expect(due.at(-2)).toBeLessThan(75_000);
    expect(end).toMatch(
      /^DescribePools for it was denied 33 times in 76 s, .*: it was denied\. Allow the function's role/,
    );
  });

  test('gets all of its patience again after another failure', async () => {
    const { due, end } = await paced([...times(30, 'denied'), 'conflict', ...times(30, 'denied')]);
    expect(due).toHaveLength(61);
    expect(end).toBe('done');
  });
});

describe('an attempt that would come too late', () => {
  test.each([
    [1_001, 'done'],
    [
      1_000,
      'gave up shortly before the time limit: DescribePools for it was tried 1 time in 0 s, and the last answer was it was conflict. Deploy again when that has passed.',
    ],
  ])('within %d ms: %s', async (milliseconds, expected) => {
    expect((await paced(['conflict'], milliseconds)).end).toBe(expected);
  });

  test('is told with how often DescribePools for it was tried, and for how long', async () => {
    const { due, end } = await paced(times(100, 'conflict'), 20_000);
    expect(due).toEqual([500, 1_500, 3_500, 6_000, 8_500, 11_000, 13_500, 16_000, 18_500]);
    expect(end).toContain('DescribePools for it was tried 10 times in 19 s');
  });
});
