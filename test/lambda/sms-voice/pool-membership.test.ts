import { expect, test } from '@jest/globals';
import {
  isActive,
  isChanging,
  isInPool,
  isLeaving,
  isSettledIn,
  type PoolMembership,
} from '../../../lambda/sms-voice/pool-membership';

const ARN = 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-01';
const pool = { idOrArn: 'pool-01', id: 'pool-01', arn: ARN, key: 'pool-01' };

test.each([
  [undefined, { active: true, changing: false, leaving: false }],
  ['ACTIVE', { active: true, changing: false, leaving: false }],
  ['PENDING', { active: false, changing: false, leaving: false }],
  ['ASSOCIATING', { active: false, changing: true, leaving: false }],
  ['DISASSOCIATING', { active: false, changing: true, leaving: true }],
])('a phone number of status %s is %j', (status, expected) => {
  const membership: PoolMembership = { where: 'here', status, attributes: {} };
  expect({ active: isActive(membership), changing: isChanging(membership), leaving: isLeaving(membership) }).toEqual(
    expected,
  );
});

test.each<[Pick<PoolMembership, 'where' | 'otherPool'>, boolean]>([
  [{ where: 'elsewhere', otherPool: 'pool-01' }, true],
  [{ where: 'elsewhere', otherPool: ARN }, true],
  [{ where: 'elsewhere', otherPool: 'pool-02' }, false],
  [{ where: 'elsewhere' }, false],
  [{ where: 'here', otherPool: 'pool-01' }, false],
  [{ where: 'nowhere' }, false],
])('an identity that is %j is in that pool: %s', (seen, expected) => {
  expect(isInPool({ attributes: {}, ...seen }, pool)).toBe(expected);
});

test.each<[PoolMembership['where'], string | undefined, boolean]>([
  ['here', undefined, true],
  ['here', 'ACTIVE', true],
  ['here', 'PENDING', true],
  ['here', 'ASSOCIATING', false],
  ['here', 'DISASSOCIATING', false],
  ['nowhere', 'ACTIVE', false],
  ['elsewhere', 'ACTIVE', false],
])('an identity that is %s with the status %s is settled in its pool: %s', (where, status, expected) => {
  expect(isSettledIn({ where, status, attributes: {} })).toBe(expected);
});
