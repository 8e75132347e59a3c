import { describe, expect, test } from '@jest/globals';
import { Failed } from '../../lambda/failed';
import { InvalidProperty } from '../../lambda/invalid-property';
import type { LogEntry } from '../../lambda/log';
import { failure } from '../../lambda/run';

const answerTo = (error: unknown) => {
  const lines: LogEntry[] = [];
  return { outcome: failure(error, 'phone-01', (entry) => lines.push(entry)), lines };
};

describe('the answer to an error', () => {
  test.each<[string, Error]>([
    ['the pool is full', new Failed('the pool is full')],
    ['PoolId: got "shop"; expected a pool', new InvalidProperty('PoolId', 'shop', 'expected a pool')],
  ])('that was foreseen is its own words: %s', (reason, error) => {
    expect(answerTo(error)).toEqual({
      outcome: { status: 'FAILED', reason, physicalResourceId: 'phone-01' },
      lines: [],
    });
  });

  test.each([
    ['TypeError: x is not a function', new TypeError('x is not a function'), expect.stringContaining('run.test')],
    ['a text', 'a text', 'a text'],
  ])('of any other kind calls it a defect, and the log has its stack: %s', (words, error, stack) => {
    const { outcome, lines } = answerTo(error);
    expect(outcome).toEqual({
      status: 'FAILED',
      reason: `${words}: a defect of the function; its log has the stack. Deploy again, and report it.`,
      physicalResourceId: 'phone-01',
    });
    expect(lines).toEqual([{ message: 'defect', error: stack }]);
  });
});
