import { expect, test } from '@jest/globals';
import { failedId, ownershipOf, parsePhysicalId, physicalIdOf } from '../../../lambda/association/physical-resource-id';
import { inventedId } from '../harness/event';

const key = 'phone-0123456789abcdef';

test.each([
  ['owned', `owned:${key}`],
  ['adopted', `adopted:${key}`],
] as const)('the id of what is %s has its key', (ownership, id) => {
  expect(physicalIdOf(ownership, key)).toBe(id);
  expect(parsePhysicalId(id)).toEqual({ ownership, key });
  expect(ownershipOf(id, key)).toBe(ownership);
});

test('the id of a Create that made nothing says so', () => {
  expect(failedId('request-1')).toBe('failed:request-1');
  expect(parsePhysicalId('failed:request-1')).toEqual({ ownership: 'none' });
});

test.each([inventedId(), key, '', 'shop-adopted:failed:-1', 'owned:', 'Owned:x', ` owned:${key}`])(
  'what the stack owns by the id %j is unknown',
  (id) => {
    expect(parsePhysicalId(id)).toEqual({ ownership: 'unknown' });
  },
);

test.each([`owned:${key}0`, 'adopted:phone-of-another-name', failedId(key), inventedId(), key, ''])(
  'the id %j does not have the association',
  (id) => {
    expect(ownershipOf(id, key)).toBeUndefined();
  },
);

test.each(['pool-01/SHOP/GB', '444455556666:phone-01', 'a:b', 'x\ny'])('any key survives: %j', (any) => {
  expect(ownershipOf(physicalIdOf('adopted', any), any)).toBe('adopted');
});
