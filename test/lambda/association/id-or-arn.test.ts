import { describe, expect, test } from '@jest/globals';
import { parseIdOrArn } from '../../../lambda/association/id-or-arn';
import { environment } from '../harness/declared';

const parse = (value: unknown) =>
  parseIdOrArn(value, { property: 'PoolId', noun: 'a pool', rule: 'expected a pool' }, environment);

describe('an id or ARN', () => {
  test.each(['a', 'A_z-09:/', 'x'.repeat(256)])('is %s', (value) => {
    expect(parse(value)).toEqual({ idOrArn: value, arn: undefined });
  });

  test.each([
    '',
    ' pool-01',
    'pool-01 ',
    'pool 01',
    '+1',
    'pool-01\n',
    'x'.repeat(257),
    7,
    ['pool-01'],
    undefined,
    'arn:aws:sns:us-east-1:111122223333:pool/pool-01',
  ])('is not %j', (value) => {
    expect(() => parse(value)).toThrow(/^PoolId: got .*; expected a pool$/);
  });
});
