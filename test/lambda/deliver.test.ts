import { beforeEach, describe, expect, test } from '@jest/globals';
import { deliver, type Put } from '../../lambda/deliver';
import type { LogEntry } from '../../lambda/log';
import { steadyTime } from './steady-time';

const FAR = 3_600_000;

const time = steadyTime();
let start: number;
let lines: LogEntry[];
/** When each attempt was made, in milliseconds from the start. */
let attempts: number[];
beforeEach(() => {
  start = time.clock.now();
  lines = [];
  attempts = [];
});

const after = async (milliseconds: number, status: number) => {
  await time.clock.sleep(milliseconds);
  return status;
};
const silent = (signal: AbortSignal) =>
  new Promise<number>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });

/** Delivers to somebody who responds so to one attempt after the other, and with 200 then. */
function delivered(end: number, ...responses: ((signal: AbortSignal) => Promise<number>)[]): Promise<void> {
  const put: Put = (_url, _body, signal) => {
    attempts.push(time.clock.now() - start);
    return responses.shift()?.(signal) ?? Promise.resolve(200);
  };
  const log = (entry: LogEntry) => lines.push(entry);
  return time.clock.run(() =>
    deliver({ clock: time.clock, log, put, end: start + end }, 'https://answers.example/answer', 'body: ü'),
  );
}
const responding = (...statuses: number[]) => statuses.map((status) => () => Promise.resolve(status));
const refusing = () => Promise.reject(new Error('connection refused'));

describe('an answer', () => {
  test.each([200, 204, 299])('is delivered once somebody responds %d', async (status) => {
    await delivered(FAR, ...responding(status));
    expect(attempts).toEqual([0]);
  });

  test.each([199, 300, 403, 503])('is delivered again after %d', async (status) => {
    await delivered(FAR, ...responding(status));
    expect(attempts).toHaveLength(2);
  });

  test('is delivered again after delays that double up to two seconds', async () => {
    await delivered(FAR, ...responding(503, 503, 503, 503, 503, 503));
    expect(attempts).toEqual([0, 100, 300, 700, 1_500, 2_500, 3_500]);
  });

  test('is told by a log line for each attempt', async () => {
    await delivered(FAR, refusing, ...responding(503));
    expect(lines).toEqual([
      { message: 'answer', bytes: 8, attempts: 1, result: 0 },
      { message: 'answer', bytes: 8, attempts: 2, result: 503 },
      { message: 'answer', bytes: 8, attempts: 3, result: 200 },
    ]);
  });
});

describe('an attempt', () => {
  test('has ten seconds', async () => {
    await delivered(FAR, () => after(9_999, 200));
    expect(attempts).toEqual([0]);
  });

  test('that is silent for longer is given up, and made again', async () => {
    const signals: AbortSignal[] = [];
    await delivered(FAR, (signal) => {
      signals.push(signal);
      return silent(signal);
    });
    expect(attempts).toEqual([0, 10_100]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('is still made when the time has just run out', async () => {
    await delivered(-1);
    expect(attempts).toEqual([0]);
  });
});

describe('at the end of the time', () => {
  test.each([
    [101, 2],
    [100, 1],
  ])('of %d ms, %d attempts have been made, and the error says so', async (end, made) => {
    await expect(delivered(end, ...responding(503, 503))).rejects.toThrow(
      `could not deliver the answer in ${made} attempts; the last ended with HTTP 503, expected 2xx`,
    );
    expect(attempts).toHaveLength(made);
  });

  test.each([
    ['whose connection failed', refusing],
    ['that was silent', silent],
  ])('an attempt %s ended with no response', async (_what, response) => {
    await expect(delivered(50, response)).rejects.toThrow('the last ended with no response, expected 2xx');
    expect(time.clock.now()).toBeLessThanOrEqual(start + 50);
  });
});
