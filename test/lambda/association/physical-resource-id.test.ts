import { expect, test } from '@jest/globals';
import { adopted, madeNothing, ownershipOf } from '../../../lambda/association/physical-resource-id';
import { inventedId } from '../harness/event';

const key = 'phone-0123456789abcdef';

test.each([
  [key, 'made'],
  [adopted(key), 'adopted'],
  [adopted('phone-of-another-name'), 'adopted'],
  [madeNothing('request-1'), 'nothing'],
  [inventedId(), 'unknown'],
  [`${key}0`, 'unknown'],
  ['', 'unknown'],
  ['shop-adopted:failed:-1', 'unknown'],
])('what the stack owns by the physical id %j: %s', (physicalResourceId, expected) => {
  expect(ownershipOf(physicalResourceId, key)).toBe(expected);
});
