import { describe, expect, test } from '@jest/globals';
import { parsePool } from '../../../lambda/association/pool';

const environment = { partition: 'aws', region: 'us-east-1', account: '111122223333' };
const arn = (resource: string, service = 'sms-voice') => `arn:aws:${service}:us-east-1:111122223333:${resource}`;

describe('a pool', () => {
  test.each(['pool-01', arn('pool/pool-01')])('named %s has id, ARN and key', (idOrArn) => {
    expect(parsePool(idOrArn, environment)).toEqual({
      idOrArn,
      id: 'pool-01',
      arn: arn('pool/pool-01'),
      key: 'pool-01',
    });
  });

  test.each([
    'shop',
    'my-pool-01',
    'pool/pool-01',
    'pool-01/',
    'pool-01/2',
    arn('pool-01'),
    arn('pool/shop'),
    arn('my/pool/pool-01'),
    arn('phone-number/pool-01'),
    arn('pool/pool-01', 'sns'),
  ])('is not %s', (value) => {
    expect(() => parsePool(value, environment)).toThrow(`PoolId: got ${JSON.stringify(value)}; expected a pool id`);
  });

  test('of another region is refused', () => {
    expect(() => parsePool('arn:aws:sms-voice:eu-west-1:111122223333:pool/pool-01', environment)).toThrow(
      "expected a pool in us-east-1, the stack's region",
    );
  });
});
