import { expect, test } from '@jest/globals';
import { adopted, failed, ownership } from '../../lambda/physical-resource-id';
import { inventedId } from './event';

const key = 'phone-0123456789abcdef';

test.each([
  [key, 'made'],
  [adopted(key), 'adopted'],
  [adopted('phone-of-another-name'), 'adopted'],
  [failed('request-1'), 'nothing'],
  [inventedId(), 'unknown'],
  [`${key}0`, 'unknown'],
  ['', 'unknown'],
  ['shop-adopted:failed:-1', 'unknown'],
])('what the stack has of %j: %s', (physicalResourceId, expected) => {
  expect(ownership(physicalResourceId, key)).toBe(expected);
});
