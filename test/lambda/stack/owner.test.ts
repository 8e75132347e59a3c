import { describe, expect, test } from '@jest/globals';
import { otherOwner, ownPool } from '../../../lambda/stack/owner';
import type { StackResource } from '../../../lambda/stack/statuses';
import { declared, NUMBER, numberIn } from '../harness/declared';
import { adopted, inventedId, owned } from '../harness/event';
import { requestOf, row, stackState } from '../harness/requests';

const other = (status: string, changes: Partial<StackResource> = {}) =>
  row(status, { logicalResourceId: 'Other', ...changes });
const owner = (resources: StackResource[], request = requestOf('Delete'), status = 'UPDATE_IN_PROGRESS') =>
  otherOwner(stackState(status, ...resources), request, NUMBER);

describe('another owner of an association', () => {
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
    expect(owner([other(status)])).toBe('owned');
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
    expect(owner([other(status)])).toBe('none');
  });

  test('adopted it if its physical id says so', () => {
    expect(owner([other('CREATE_COMPLETE', { physicalResourceId: adopted(NUMBER) })])).toBe('adopted');
  });

  test('owns it if one resource owns it and another adopted it', () => {
    const adopter = other('CREATE_COMPLETE', { physicalResourceId: adopted(NUMBER), logicalResourceId: 'Adopter' });
    expect(owner([adopter, other('CREATE_COMPLETE')])).toBe('owned');
  });

  test('is the own resource under a newer physical id', () => {
    const own = row('UPDATE_COMPLETE');
    expect(owner([own], requestOf('Delete', adopted(NUMBER)))).toBe('owned');
    expect(owner([own], requestOf('Delete', inventedId()))).toBe('owned');
  });

  test('is not the own resource under the same physical id', () => {
    expect(owner([row('UPDATE_IN_PROGRESS')], requestOf('Update'))).toBe('none');
  });

  test.each([
    { resourceType: 'Custom::Other' },
    { physicalResourceId: owned('phone-of-another') },
    // The number itself, which the stack leases.
    { physicalResourceId: NUMBER },
  ])('is not %j', (changes) => {
    expect(owner([other('CREATE_COMPLETE', changes)])).toBe('none');
  });

  test.each(['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'])('is nobody in a stack that is %s', (status) => {
    expect(owner([other('UPDATE_COMPLETE')], requestOf('Delete'), status)).toBe('none');
  });
});

describe('the own pool of an association', () => {
  const pool = (status: string, physicalResourceId = 'pool-01', resourceType = 'AWS::SMSVOICE::Pool') =>
    row(status, { logicalResourceId: 'Pool', physicalResourceId, resourceType });
  const found = (resource: StackResource, status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS') =>
    ownPool(stackState(status, resource), declared(numberIn('pool-01')))?.logicalResourceId;

  test.each(['pool-01', 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-01'])('is found by its id %s', (id) => {
    expect(found(pool('UPDATE_COMPLETE', id))).toBe('Pool');
  });

  test.each([
    ['is another one', pool('UPDATE_COMPLETE', 'pool-02')],
    ['was deleted', pool('DELETE_COMPLETE')],
    ['is no pool', pool('UPDATE_COMPLETE', 'pool-01', 'Custom::Pool')],
  ])('is none that %s', (_what, resource) => {
    expect(found(resource)).toBeUndefined();
  });

  test('is none in a stack that is deleted as a whole', () => {
    expect(found(pool('UPDATE_COMPLETE'), 'DELETE_IN_PROGRESS')).toBeUndefined();
  });
});
