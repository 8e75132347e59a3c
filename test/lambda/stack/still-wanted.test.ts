import { describe, expect, test } from '@jest/globals';
import type { Request } from '../../../lambda/cloudformation/event';
import { isRemoved, verdictOn } from '../../../lambda/stack/still-wanted';
import { requestOf, row, SENT, stackState } from '../harness/requests';

const [BEFORE, AFTER] = [SENT.earliest - 60_000, SENT.latest + 60_000];

describe('a request, while its resource is in progress for it', () => {
  test.each<[Request['type'], string, string]>([
    ['Create', 'CREATE_IN_PROGRESS', 'wanted'],
    ['Create', 'UPDATE_IN_PROGRESS', 'wanted'],
    ['Create', 'ROLLBACK_IN_PROGRESS', 'unwanted'],
    ['Create', 'UPDATE_ROLLBACK_IN_PROGRESS', 'unwanted'],
    ['Create', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'unwanted'],
    ['Create', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'unwanted'],
    ['Create', 'DELETE_IN_PROGRESS', 'unwanted'],
    ['Create', 'UPDATE_COMPLETE', 'stale'],
    ['Update', 'UPDATE_IN_PROGRESS', 'wanted'],
    ['Update', 'UPDATE_ROLLBACK_IN_PROGRESS', 'wanted'],
    ['Update', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'unwanted'],
    ['Update', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'unwanted'],
    ['Update', 'ROLLBACK_IN_PROGRESS', 'unwanted'],
    ['Update', 'DELETE_IN_PROGRESS', 'unwanted'],
    ['Update', 'CREATE_COMPLETE', 'stale'],
    ['Delete', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'wanted'],
    ['Delete', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'wanted'],
    ['Delete', 'UPDATE_IN_PROGRESS', 'wanted'],
    ['Delete', 'ROLLBACK_IN_PROGRESS', 'wanted'],
    ['Delete', 'DELETE_IN_PROGRESS', 'wanted'],
    ['Delete', 'UPDATE_COMPLETE', 'stale'],
  ])('to %s and its stack is %s, is %s', (type, status, verdict) => {
    const own = row(`${type.toUpperCase()}_IN_PROGRESS`, { updated: SENT.earliest });
    expect(verdictOn(stackState(status, own), requestOf(type))).toBe(verdict);
  });

  test('to Update, which a rollback shows by a status of the resource itself, is wanted', () => {
    const stack = stackState('UPDATE_IN_PROGRESS', row('UPDATE_ROLLBACK_IN_PROGRESS'));
    expect(verdictOn(stack, requestOf('Update'))).toBe('wanted');
  });
});

describe('one Update against another one of the same resource', () => {
  // The row may change a second before the event is sent, and within one phase some seconds after it.
  test.each([
    ['UPDATE_IN_PROGRESS', SENT.earliest - 1_001, 'stale'],
    ['UPDATE_IN_PROGRESS', SENT.earliest - 1_000, 'wanted'],
    ['UPDATE_IN_PROGRESS', SENT.latest + 10_000, 'wanted'],
    ['UPDATE_IN_PROGRESS', SENT.latest + 10_001, 'unwanted'],
    ['UPDATE_ROLLBACK_IN_PROGRESS', SENT.earliest - 1_000, 'wanted'],
    ['UPDATE_ROLLBACK_IN_PROGRESS', SENT.earliest + 100, 'wanted'],
    // After the delivery, in the second that the URL's date is in: read again, and if it stays so, wanted.
    ['UPDATE_ROLLBACK_IN_PROGRESS', SENT.earliest + 101, 'unclear'],
    ['UPDATE_ROLLBACK_IN_PROGRESS', SENT.latest, 'unclear'],
    ['UPDATE_ROLLBACK_IN_PROGRESS', SENT.latest + 1, 'unwanted'],
  ])('in a stack that is %s, by the time of its row %d: %s', (status, updated, verdict) => {
    expect(verdictOn(stackState(status, row('UPDATE_IN_PROGRESS', { updated })), requestOf('Update'))).toBe(verdict);
  });

  test.each([BEFORE, AFTER])('is wanted where the URL has no date, whatever the time of its row', (updated) => {
    const stack = stackState('UPDATE_IN_PROGRESS', row('UPDATE_IN_PROGRESS', { updated }));
    expect(verdictOn(stack, requestOf('Update', undefined, false))).toBe('wanted');
  });
});

test.each<[Request['type'], number]>([
  ['Create', BEFORE],
  ['Create', AFTER],
  ['Delete', BEFORE],
  ['Delete', AFTER],
])('the time of a row in progress never speaks against a %s', (type, updated) => {
  const stack = stackState('UPDATE_IN_PROGRESS', row(`${type.toUpperCase()}_IN_PROGRESS`, { updated }));
  expect(verdictOn(stack, requestOf(type))).toBe('wanted');
});

describe('a request, while its resource is in another state', () => {
  test.each<[Request['type'], string, number, string]>([
    ['Create', 'CREATE_FAILED', AFTER, 'unwanted'],
    ['Create', 'CREATE_COMPLETE', AFTER, 'unwanted'],
    ['Create', 'DELETE_IN_PROGRESS', AFTER, 'unwanted'],
    ['Create', 'DELETE_COMPLETE', BEFORE, 'stale'],
    ['Create', 'CREATE_COMPLETE', SENT.latest, 'stale'],
    ['Create', 'CREATE_COMPLETE', SENT.latest + 1, 'unwanted'],
    ['Update', 'UPDATE_FAILED', AFTER, 'unwanted'],
    ['Update', 'CREATE_COMPLETE', BEFORE, 'stale'],
    ['Delete', 'DELETE_SKIPPED', AFTER, 'unwanted'],
    ['Delete', 'DELETE_FAILED', AFTER, 'unwanted'],
    ['Delete', 'UPDATE_COMPLETE', BEFORE, 'stale'],
  ])('to %s, whose resource is %s since %d, is %s', (type, status, updated, verdict) => {
    expect(verdictOn(stackState('UPDATE_IN_PROGRESS', row(status, { updated })), requestOf(type))).toBe(verdict);
  });

  test('is stale where the URL has no date', () => {
    const stack = stackState('UPDATE_IN_PROGRESS', row('CREATE_FAILED', { updated: AFTER }));
    expect(verdictOn(stack, requestOf('Create', undefined, false))).toBe('stale');
  });

  test.each<Request['type']>(['Create', 'Update', 'Delete'])(
    'to %s, whose resource is not listed, is stale',
    (type) => {
      const other = row('CREATE_IN_PROGRESS', { logicalResourceId: 'Other' });
      expect(verdictOn(stackState('UPDATE_IN_PROGRESS', other), requestOf(type))).toBe('stale');
    },
  );
});

describe('the Delete of a resource that was replaced', () => {
  const newer = row('UPDATE_COMPLETE', { updated: AFTER, physicalResourceId: 'owned:phone-of-the-newer-resource' });

  test.each([
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'wanted'],
    ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'wanted'],
    ['ROLLBACK_IN_PROGRESS', 'wanted'],
    ['UPDATE_IN_PROGRESS', 'stale'],
    ['UPDATE_ROLLBACK_IN_PROGRESS', 'stale'],
    ['UPDATE_COMPLETE', 'over'],
    ['UPDATE_ROLLBACK_COMPLETE', 'over'],
  ])('in a stack that is %s, is %s', (status, verdict) => {
    expect(verdictOn(stackState(status, newer), requestOf('Delete'))).toBe(verdict);
  });

  test('is wanted while the list shows both the newer resource and the Delete', () => {
    const stack = stackState('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', newer, row('DELETE_IN_PROGRESS'));
    expect(verdictOn(stack, requestOf('Delete'))).toBe('wanted');
  });
});

test('of several rows of one resource, one that waits counts more than one that has ended', () => {
  const ended = row('DELETE_COMPLETE', { updated: AFTER });
  expect(verdictOn(stackState('UPDATE_IN_PROGRESS', ended, row('CREATE_IN_PROGRESS')), requestOf('Create'))).toBe(
    'wanted',
  );
});

test('a Delete in a stack that is deleted as a whole is wanted, whatever its resources show', () => {
  expect(verdictOn(stackState('DELETE_IN_PROGRESS'), requestOf('Delete'))).toBe('wanted');
});

test.each([
  ['DELETE_IN_PROGRESS', true],
  ['DELETE_COMPLETE', true],
  ['UPDATE_IN_PROGRESS', false],
  ['CREATE_FAILED', false],
])('a resource that is %s is being removed, or has been: %s', (status, expected) => {
  expect(isRemoved(stackState('UPDATE_IN_PROGRESS', row(status)), requestOf('Update'))).toBe(expected);
});
