import { expect, test } from '@jest/globals';
import { isActive, isChanging, isInPool, type Place } from '../../lambda/place';

const ARN = 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-01';
const pool = { sent: 'pool-01', id: 'pool-01', arn: ARN, key: 'pool-01' };

test.each([
  [undefined, { active: true, changing: false }],
  ['ACTIVE', { active: true, changing: false }],
  ['PENDING', { active: false, changing: false }],
  ['ASSOCIATING', { active: false, changing: true }],
  ['DISASSOCIATING', { active: false, changing: true }],
])('a phone number of status %s is %j', (status, expected) => {
  const place: Place = { where: 'here', status, attributes: {} };
  expect({ active: isActive(place), changing: isChanging(place) }).toEqual(expected);
});

test.each<[Pick<Place, 'where' | 'otherPool'>, boolean]>([
  [{ where: 'elsewhere', otherPool: 'pool-01' }, true],
  [{ where: 'elsewhere', otherPool: ARN }, true],
  [{ where: 'elsewhere', otherPool: 'pool-02' }, false],
  [{ where: 'elsewhere' }, false],
  [{ where: 'here', otherPool: 'pool-01' }, false],
  [{ where: 'nowhere' }, false],
])('an identity that is %j is in the pool asked for: %s', (seen, expected) => {
  expect(isInPool({ attributes: {}, ...seen }, pool)).toBe(expected);
});
