import { expect, test } from '@jest/globals';
import { type Phase, phaseOf } from '../../../lambda/stack/statuses';

test.each<[string, Phase]>([
  ['CREATE_IN_PROGRESS', 'forward'],
  ['UPDATE_IN_PROGRESS', 'forward'],
  ['IMPORT_IN_PROGRESS', 'forward'],
  ['REVIEW_IN_PROGRESS', 'forward'],
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'rollback'],
  ['IMPORT_ROLLBACK_IN_PROGRESS', 'rollback'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'clean-up'],
  ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'clean-up'],
  ['DELETE_IN_PROGRESS', 'delete'],
  // All that a creation made is deleted again.
  ['ROLLBACK_IN_PROGRESS', 'delete'],
  ['UPDATE_COMPLETE', 'at-rest'],
  ['UPDATE_ROLLBACK_FAILED', 'at-rest'],
  ['DELETE_COMPLETE', 'at-rest'],
  ['', 'at-rest'],
])('a stack that is %s: %s', (status, phase) => {
  expect(phaseOf(status)).toBe(phase);
});
