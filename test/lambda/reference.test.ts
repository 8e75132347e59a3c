import { describe, expect, test } from '@jest/globals';
import { reference } from '../../lambda/reference';

const of = (value: unknown) => reference('PoolId', value, 'expected a pool');

describe('a reference', () => {
  test.each(['a', 'A_z-09:/', 'x'.repeat(256)])('is %s', (value) => {
    expect(of(value)).toBe(value);
  });

  test.each(['', ' pool-01', 'pool-01 ', 'pool 01', '+1', 'pool-01\n', 'x'.repeat(257), 7, ['pool-01'], undefined])(
    'is not %j',
    (value) => {
      expect(() => of(value)).toThrow(/^PoolId: got .*; expected a pool$/);
    },
  );
});
