import { describe, expect, jest, test } from '@jest/globals';
import { retryDelay } from '../../../lambda/util/retry-delay';

describe('the delay of a retry', () => {
  test.each([
    [0, 0, 400],
    [8_000, 0, 2_400],
    [30_400, 0, 8_000],
    [900_000, 0, 8_000],
  ])('after %d ms is between %d and %d ms', (waited, least, most) => {
    const random = jest.spyOn(Math, 'random');
    try {
      expect([0, 0.5, 1].map((value) => retryDelay((random.mockReturnValue(value), waited)))).toEqual([
        least,
        most / 2,
        most,
      ]);
    } finally {
      random.mockRestore();
    }
  });
});
