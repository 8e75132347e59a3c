import { beforeEach, describe, expect, test } from '@jest/globals';
import { submitResponse, type Put } from '../../../lambda/cloudformation/submit-response';
import type { LogEntry } from '../../../lambda/util/log';
import { steadyTime } from '../harness/steady-time';

const HOUR = 3_600_000;

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

/** Submits to a server that responds so to one attempt after the other, and then with 200. */
function submit(milliseconds: number, ...responses: ((signal: AbortSignal) => Promise<number>)[]): Promise<void> {
  const put: Put = (_url, _body, signal) => {
    attempts.push(time.clock.now() - start);
    return responses.shift()?.(signal) ?? Promise.resolve(200);
  };
  const context = { clock: time.clock, log: (entry: LogEntry) => lines.push(entry), deadline: start + milliseconds };
  return time.clock.run(() => submitResponse(context, put, 'https://responses.example/response', 'body: ü'));
}
const responding = (...statuses: number[]) => statuses.map((status) => () => Promise.resolve(status));
const reset = Object.assign(new Error('https://responses.example'), { code: 'ECONNRESET' });
const refusing = () => Promise.reject(new Error('connection refused'));

describe('a response', () => {
  test.each([200, 204, 299])('is submitted once when the server responds %d', async (status) => {
    await submit(HOUR, ...responding(status));
    expect(attempts).toEqual([0]);
  });

  test.each([199, 300, 403, 503])('is submitted again after %d', async (status) => {
    await submit(HOUR, ...responding(status));
    expect(attempts).toHaveLength(2);
  });

  test('is submitted again by the same rule as any call', async () => {
    await submit(HOUR, ...responding(503, 503, 503, 503, 503, 503));
    expect(attempts.map(Math.round)).toEqual([0, 200, 425, 678, 963, 1_283, 1_644]);
  });

  test('has a log line for each attempt', async () => {
    await submit(HOUR, refusing, ...responding(503));
    expect(lines).toEqual([
      { message: 'response', bytes: 8, attempts: 1, result: 'Error' },
      { message: 'response', bytes: 8, attempts: 2, result: 'HTTP 503' },
      { message: 'response', bytes: 8, attempts: 3, result: 'success' },
    ]);
  });
});

describe('an attempt', () => {
  test('has ten seconds', async () => {
    await submit(HOUR, () => after(9_999, 200));
    expect(attempts).toEqual([0]);
  });

  test('that is silent for longer is aborted, and made again', async () => {
    const signals: AbortSignal[] = [];
    await submit(HOUR, (signal) => {
      signals.push(signal);
      return silent(signal);
    });
    expect(attempts).toEqual([0, 11_450]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('is still made when the deadline has just passed', async () => {
    await submit(-1);
    expect(attempts).toEqual([0]);
  });
});

describe('at the deadline', () => {
  test.each([
    [701, 2],
    [700, 1],
  ])('after %d ms, %d attempts have been made, and the error says so', async (milliseconds, made) => {
    await expect(submit(milliseconds, ...responding(503, 503))).rejects.toThrow(
      `could not submit the response in ${made} attempts; the last one ended with HTTP 503, expected 2xx`,
    );
    expect(attempts).toHaveLength(made);
  });

  test.each([
    ['whose connection failed', refusing, 'Error'],
    ['whose connection broke', () => Promise.reject(reset), 'ECONNRESET'],
    ['that was silent', silent, 'TimeoutError'],
  ])('an attempt %s ended without a status, and no word of its error is told', async (_what, response, name) => {
    await expect(submit(50, response)).rejects.toThrow(`the last one ended with ${name}, expected 2xx`);
    expect(time.clock.now()).toBeLessThanOrEqual(start + 50);
  });
});
