import { describe, expect, test } from '@jest/globals';
import type { Request } from '../../../lambda/cloudformation/event';
import { holderOf, isRollingBack, standingOf } from '../../../lambda/register/decisions';
import type { StackResource } from '../../../lambda/register/stack';
import { environment, NUMBER } from '../harness/declared';
import { inventedId, LOGICAL_ID, STACK_ID } from '../harness/event';

const TYPE = 'Custom::SMSVoiceOriginationIdentityAssociation';
/** The request was signed within this second. */
const sent = { earliest: 1_000_000, latest: 1_000_999 };
const [BEFORE, DURING, AFTER] = [sent.earliest - 1, sent.earliest + 500, sent.latest + 1];

const requestOf = (type: Request['type'], physicalResourceId = type === 'Create' ? '' : NUMBER): Request => ({
  requestId: 'request-1',
  stackId: STACK_ID,
  logicalResourceId: LOGICAL_ID,
  physicalResourceId,
  responseUrl: 'https://responses.example/response',
  serviceTimeoutSeconds: undefined,
  type,
  resourceType: TYPE,
  properties: {},
  oldProperties: {},
  environment,
  sent,
});

const resource = (status: string, updated = DURING, physicalResourceId = NUMBER): StackResource => ({
  logicalResourceId: LOGICAL_ID,
  physicalResourceId,
  resourceType: TYPE,
  status,
  updated,
});

describe('a request, while its resource is in progress for it', () => {
  test.each<[Request['type'], string, string]>([
    ['Create', 'CREATE_IN_PROGRESS', 'wanted'],
    ['Create', 'UPDATE_IN_PROGRESS', 'wanted'],
    ['Create', 'ROLLBACK_IN_PROGRESS', 'superseded'],
    ['Create', 'UPDATE_ROLLBACK_IN_PROGRESS', 'superseded'],
    ['Create', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'superseded'],
    ['Create', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'superseded'],
    ['Create', 'DELETE_IN_PROGRESS', 'superseded'],
    ['Create', 'UPDATE_COMPLETE', 'lagging'],
    ['Update', 'UPDATE_IN_PROGRESS', 'wanted'],
    ['Update', 'UPDATE_ROLLBACK_IN_PROGRESS', 'wanted'],
    ['Update', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'superseded'],
    ['Update', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'superseded'],
    ['Update', 'DELETE_IN_PROGRESS', 'superseded'],
    ['Update', 'CREATE_COMPLETE', 'lagging'],
    ['Delete', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'wanted'],
    ['Delete', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'wanted'],
    ['Delete', 'ROLLBACK_IN_PROGRESS', 'wanted'],
    ['Delete', 'DELETE_IN_PROGRESS', 'wanted'],
    ['Delete', 'UPDATE_COMPLETE', 'lagging'],
  ])('to %s and its stack is %s, is %s', (type, status, standing) => {
    const resources = [resource(`${type.toUpperCase()}_IN_PROGRESS`)];
    expect(standingOf({ status, resources }, requestOf(type))).toBe(standing);
  });
});

describe('a request, while its stack is updated', () => {
  const standing = (type: Request['type'], ...resources: StackResource[]) =>
    standingOf({ status: 'UPDATE_IN_PROGRESS', resources }, requestOf(type));

  test.each<[Request['type'], string, number, string]>([
    ['Create', 'CREATE_IN_PROGRESS', BEFORE, 'wanted'],
    ['Create', 'CREATE_IN_PROGRESS', AFTER, 'superseded'],
    ['Create', 'CREATE_FAILED', DURING, 'superseded'],
    ['Create', 'CREATE_COMPLETE', DURING, 'superseded'],
    ['Create', 'DELETE_IN_PROGRESS', AFTER, 'superseded'],
    ['Create', 'DELETE_COMPLETE', BEFORE, 'lagging'],
    ['Update', 'UPDATE_IN_PROGRESS', BEFORE, 'wanted'],
    ['Update', 'UPDATE_IN_PROGRESS', AFTER, 'superseded'],
    ['Update', 'UPDATE_FAILED', AFTER, 'superseded'],
    ['Update', 'CREATE_COMPLETE', BEFORE, 'lagging'],
    ['Delete', 'DELETE_IN_PROGRESS', BEFORE, 'wanted'],
    ['Delete', 'DELETE_IN_PROGRESS', AFTER, 'superseded'],
    ['Delete', 'DELETE_SKIPPED', DURING, 'superseded'],
    ['Delete', 'DELETE_FAILED', AFTER, 'superseded'],
    ['Delete', 'UPDATE_COMPLETE', BEFORE, 'lagging'],
  ])('to %s, whose resource is %s since %d, is %s', (type, status, updated, expected) => {
    expect(standing(type, resource(status, updated))).toBe(expected);
  });

  test.each<Request['type']>(['Create', 'Update', 'Delete'])('to %s, whose resource is not listed, lags', (type) => {
    const other = { ...resource('CREATE_IN_PROGRESS'), logicalResourceId: 'Other' };
    expect(standing(type, other)).toBe('lagging');
  });
});

describe('the Delete of a resource that was replaced', () => {
  const newer = resource('UPDATE_COMPLETE', BEFORE, 'phone-of-the-newer-resource');

  test.each([
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'wanted'],
    ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'wanted'],
    ['UPDATE_IN_PROGRESS', 'lagging'],
    ['UPDATE_COMPLETE', 'superseded'],
    ['UPDATE_ROLLBACK_COMPLETE', 'superseded'],
  ])('in a stack that is %s, is %s', (status, standing) => {
    expect(standingOf({ status, resources: [newer] }, requestOf('Delete'))).toBe(standing);
  });

  test('is superseded by a later change of the resource', () => {
    const resources = [{ ...newer, updated: AFTER }];
    const status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(standingOf({ status, resources }, requestOf('Delete'))).toBe('superseded');
  });

  test('is wanted while the list shows both the newer resource and the Delete', () => {
    const resources = [newer, resource('DELETE_IN_PROGRESS')];
    const status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(standingOf({ status, resources }, requestOf('Delete'))).toBe('wanted');
  });
});

test('a Delete in a stack that is deleted as a whole is wanted, whatever its resources show', () => {
  expect(standingOf({ status: 'DELETE_IN_PROGRESS', resources: [] }, requestOf('Delete'))).toBe('wanted');
});

test.each([
  ['UPDATE_ROLLBACK_IN_PROGRESS', true],
  ['UPDATE_IN_PROGRESS', false],
  ['ROLLBACK_IN_PROGRESS', false],
  ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', false],
])('a stack that is %s rolls an update back: %s', (status, expected) => {
  expect(isRollingBack({ status, resources: [] })).toBe(expected);
});

describe('the holder of an association', () => {
  const other = (status: string, physicalResourceId = NUMBER, resourceType = TYPE): StackResource => ({
    ...resource(status, BEFORE, physicalResourceId),
    logicalResourceId: 'Other',
    resourceType,
  });
  const holder = (resources: StackResource[], request = requestOf('Delete'), status = 'UPDATE_IN_PROGRESS') =>
    holderOf({ status, resources }, request, NUMBER);

  test.each([
    'CREATE_COMPLETE',
    'UPDATE_IN_PROGRESS',
    'UPDATE_COMPLETE',
    'UPDATE_FAILED',
    'UPDATE_ROLLBACK_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE',
    'UPDATE_ROLLBACK_FAILED',
    'IMPORT_COMPLETE',
    'IMPORT_ROLLBACK_COMPLETE',
  ])('is another resource that is %s', (status) => {
    expect(holder([other(status)])).toBe('made');
  });

  test.each([
    'CREATE_IN_PROGRESS',
    'CREATE_FAILED',
    'DELETE_IN_PROGRESS',
    'DELETE_COMPLETE',
    'DELETE_FAILED',
    'DELETE_SKIPPED',
    'SOMETHING_NEW',
  ])('is not another resource that is %s', (status) => {
    expect(holder([other(status)])).toBe('none');
  });

  test('adopted it if its physical id says so', () => {
    expect(holder([other('CREATE_COMPLETE', `adopted:${NUMBER}`)])).toBe('adopted');
  });

  test('made it if one resource made it and another adopted it', () => {
    const adopter = { ...other('CREATE_COMPLETE', `adopted:${NUMBER}`), logicalResourceId: 'Adopter' };
    expect(holder([adopter, other('CREATE_COMPLETE')])).toBe('made');
  });

  test('is the own resource under a newer physical id', () => {
    const own = resource('UPDATE_COMPLETE');
    expect(holder([own], requestOf('Delete', `adopted:${NUMBER}`))).toBe('made');
    expect(holder([own], requestOf('Delete', inventedId()))).toBe('made');
  });

  test('is not the own resource under the same physical id', () => {
    expect(holder([resource('UPDATE_IN_PROGRESS')], requestOf('Update'))).toBe('none');
  });

  test('is not a resource of another type, nor of another association', () => {
    expect(holder([other('CREATE_COMPLETE', NUMBER, 'Custom::Other')])).toBe('none');
    expect(holder([other('CREATE_COMPLETE', 'phone-of-another')])).toBe('none');
  });

  test('is nobody in a stack that is deleted as a whole', () => {
    expect(holder([other('UPDATE_COMPLETE')], requestOf('Delete'), 'DELETE_IN_PROGRESS')).toBe('none');
  });
});
