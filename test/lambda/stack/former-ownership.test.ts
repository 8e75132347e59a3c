import { describe, expect, test } from '@jest/globals';
import type { StackEvent } from '../../../lambda/stack/events';
import { formerOwnership, isStable } from '../../../lambda/stack/former-ownership';
import { mayHaveMoved, updateOutcome, type UpdateOutcome } from '../../../lambda/stack/update-outcome';
import { isRollback, restoresFailedResource } from '../../../lambda/stack/update-direction';
import { NUMBER } from '../harness/declared';
import { adopted, inventedId, LOGICAL_ID, owned } from '../harness/event';
import { requestOf, row, stackState } from '../harness/requests';

const of = (logicalResourceId: string, physicalResourceId: string, status: string): StackEvent => ({
  isStack: logicalResourceId === 'shop',
  logicalResourceId,
  physicalResourceId,
  status,
  time: 0,
});
const own = (physicalResourceId: string, status = 'UPDATE_IN_PROGRESS') => of(LOGICAL_ID, physicalResourceId, status);
const other = (physicalResourceId: string) => of('Other', physicalResourceId, 'UPDATE_IN_PROGRESS');
const stack = (status: string) => of('shop', 'stack-1', status);

describe('how the resource had the association before', () => {
  const former = (events: StackEvent[], rowId = owned(NUMBER)) => {
    const state = stackState('UPDATE_ROLLBACK_IN_PROGRESS', row('UPDATE_IN_PROGRESS', { physicalResourceId: rowId }));
    return formerOwnership(events, state, requestOf('Update'), NUMBER);
  };

  test('its first event says, though a later one has a newer id', () => {
    expect(former([own(owned('phone-new')), own(owned(NUMBER)), own(adopted(NUMBER))])).toBe('adopted');
    expect(former([own(adopted(NUMBER)), own(owned(NUMBER))])).toBe('owned');
  });

  test('its row says where it has no event', () => {
    expect(former([], adopted(NUMBER))).toBe('adopted');
    expect(former([other(owned(NUMBER))], adopted(NUMBER))).toBe('adopted');
  });

  test('an event without an id says nothing', () => {
    expect(former([own(adopted(NUMBER)), own('')])).toBe('adopted');
  });

  test.each([owned('phone-of-another'), inventedId(), 'failed:1', NUMBER])('the id %s proves nothing', (id) => {
    expect(former([own(id)])).toBeUndefined();
    expect(former([], id)).toBeUndefined();
  });
});

test.each([
  ['CREATE_COMPLETE', true],
  ['UPDATE_COMPLETE', true],
  ['UPDATE_ROLLBACK_COMPLETE', true],
  ['IMPORT_COMPLETE', true],
  ['IMPORT_ROLLBACK_COMPLETE', true],
  ['UPDATE_FAILED', false],
  ['UPDATE_ROLLBACK_FAILED', false],
  ['ROLLBACK_COMPLETE', false],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', false],
  ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', false],
])('a rollback can return to a stack that is %s: %s', (status, expected) => {
  expect(isStable(stack(status))).toBe(expected);
  expect(isStable(of('Nested', 'stack-2', status))).toBe(false);
});

test.each([
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_IN_PROGRESS', true],
  ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', true],
  ['UPDATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', false],
  ['ROLLBACK_IN_PROGRESS', 'UPDATE_IN_PROGRESS', false],
])('a stack that is %s and a resource that is %s roll back: %s', (status, resource, expected) => {
  expect(isRollback(stackState(status, row(resource)), requestOf('Update'))).toBe(expected);
});

test("another resource's rollback is not the own one", () => {
  const nested = row('UPDATE_ROLLBACK_IN_PROGRESS', { logicalResourceId: 'Nested' });
  expect(isRollback(stackState('UPDATE_IN_PROGRESS', nested, row('UPDATE_IN_PROGRESS')), requestOf('Update'))).toBe(
    false,
  );
});

describe('with rollback disabled, an Update restores the resource', () => {
  const failed = own(owned(NUMBER), 'UPDATE_FAILED');
  test.each<[string, StackEvent[], boolean]>([
    ['after its own UPDATE_FAILED in this operation', [own(owned(NUMBER)), failed, stack('UPDATE_IN_PROGRESS')], true],
    ['not after one of an earlier operation', [own(owned(NUMBER)), stack('UPDATE_IN_PROGRESS'), failed], false],
    ['not after that of another resource', [of('Other', 'x', 'UPDATE_FAILED'), stack('UPDATE_IN_PROGRESS')], false],
    ['where the start of the operation is out of sight', [failed], true],
    ['not without events', [], false],
  ])('%s', (_when, events, expected) => {
    expect(restoresFailedResource(events, requestOf('Update'))).toBe(expected);
  });
});

describe('the update that is rolled back', () => {
  const timed = (event: StackEvent, seconds: number): StackEvent => ({ ...event, time: seconds * 1_000 });
  const started = timed(own(owned(NUMBER)), 1);
  const begin = timed(stack('UPDATE_IN_PROGRESS'), 0);
  const failed = (seconds: number) => timed(own(owned(NUMBER), 'UPDATE_FAILED'), seconds);
  const complete = timed(own(owned(NUMBER), 'UPDATE_COMPLETE'), 5);
  const rollback = timed(stack('UPDATE_ROLLBACK_IN_PROGRESS'), 900);
  const other = (seconds: number) => timed(of('Other', 'x', 'CREATE_FAILED'), seconds);

  test.each<[UpdateOutcome, string, StackEvent[]]>([
    ['failed', 'when its function responded in time', [rollback, failed(60), started, begin]],
    ['cancelled', 'when its time limit was over', [rollback, failed(61), started, begin]],
    ['cancelled', 'when another resource failed first', [failed(9), other(8), started]],
    ['failed', 'also when others were cancelled after it', [other(8), failed(7), started]],
    ['cancelled', 'when nothing shows its end', [rollback, started, begin]],
    ['complete', 'when it shows so', [rollback, other(8), complete, started, begin]],
    ['complete', 'also in an earlier update', [rollback, failed(9), begin, complete, started, begin]],
    ['cancelled', 'after an earlier one that failed', [started, begin, failed(7)]],
    ['unknown', 'without its start', [failed(7)]],
    ['unknown', 'without events', []],
  ])('%s %s', (expected, _when, events) => {
    expect(updateOutcome(events, requestOf('Update'), 60)).toBe(expected);
  });

  const owns = { isAdopted: false, formerTakes: false, attemptedTakes: false };
  const adopts = { ...owns, isAdopted: true };
  const takes = { ...adopts, attemptedTakes: true };
  const took = { ...takes, formerTakes: true };
  test.each<[UpdateOutcome, boolean, boolean, boolean, boolean]>([
    ['complete', true, false, true, true],
    ['failed', false, false, false, false],
    ['cancelled', true, true, true, true],
    ['unknown', true, false, false, true],
  ])(
    'that is %s may have moved what it owns, adopts, takes over and had taken over: %s, %s, %s, %s',
    (outcome, ...all) => {
      expect([owns, adopts, takes, took].map((each) => mayHaveMoved(outcome, each))).toEqual(all);
    },
  );
});
