import { describe, expect, test } from '@jest/globals';
import {
  afterAssociate,
  afterDisassociate,
  associateNeedsRead,
  disassociateNeedsRead,
  type Ledger,
  mayHaveMade,
} from '../../lambda/decision';
import type { Place } from '../../lambda/place';
import type { Failure, FailureKind } from '../../lambda/service-error';

const failure = (kind: FailureKind, reason?: string): Failure => ({ kind, reason, description: kind });
const at = (where: Place['where']): Place => ({ where, attributes: {} });
const ledger = (before: Place['where'], accepted = false, uncertain = false): Ledger => ({
  wasThere: before === 'here',
  accepted,
  uncertain,
});
const POOL = 'pool-0123456789abcdef0123456789abcdef';
const associated = failure('conflict', 'PHONE_NUMBER_ASSOCIATED_TO_POOL');

describe('an error of AssociateOriginationIdentity', () => {
  test.each([
    [failure('throttled'), undefined, ledger('nowhere'), 'again'],
    [failure('denied'), undefined, ledger('nowhere'), 'again'],
    [failure('mismatch'), undefined, ledger('nowhere'), 'fail'],
    [failure('not found'), undefined, ledger('nowhere'), 'fail'],
    [failure('refused'), undefined, ledger('nowhere'), 'fail'],

    [failure('unknown outcome'), at('here'), ledger('nowhere', false, true), 'go on reading'],
    [failure('unknown outcome'), at('here'), ledger('here', false, true), 'again'],
    [failure('unknown outcome'), at('nowhere'), ledger('nowhere', false, true), 'again'],
    [failure('unknown outcome'), at('elsewhere'), ledger('nowhere', false, true), 'again'],

    [associated, at('here'), ledger('here'), 'in place'],
    [associated, at('here'), ledger('nowhere'), 'in place'],
    [associated, at('here'), ledger('nowhere', false, true), 'go on reading'],
    [associated, at('here'), ledger('here', false, true), 'in place'],
    [associated, at('here'), ledger('here', true), 'go on reading'],
    [associated, at('elsewhere'), ledger('elsewhere'), 'elsewhere'],
    [associated, at('elsewhere'), ledger('nowhere', true), 'elsewhere'],
    [associated, at('nowhere'), ledger('nowhere'), 'again'],
    [associated, at('nowhere'), ledger('nowhere', true), 'go on reading'],
    [failure('conflict', 'RESOURCE_ALREADY_ASSOCIATED'), at('gone'), ledger('nowhere', true), 'go on reading'],
    [failure('conflict', 'SENDER_ID_ASSOCIATED_TO_POOL'), at('nowhere'), ledger('nowhere', true), 'go on reading'],
    [failure('conflict'), at('nowhere'), ledger('nowhere', true), 'again'],
    [failure('conflict', 'RESOURCE_NOT_ACTIVE'), at('nowhere'), ledger('nowhere', true), 'again'],
    [failure('not associated', 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL'), at('nowhere'), ledger('nowhere', true), 'again'],
    [failure('last phone number'), at('nowhere'), ledger('nowhere'), 'again'],
  ])('%j, read %j, after %j: %s', (error, place, sent, verdict) => {
    expect(afterAssociate(error, place, sent)).toBe(verdict);
  });
});

describe('an error of AssociateOriginationIdentity in a move', () => {
  const leaving = { sent: POOL, id: POOL, arn: `arn:aws:sms-voice:us-east-1:111122223333:pool/${POOL}`, key: POOL };
  const inPool = (otherPool: string, status?: string): Place => ({
    ...at('elsewhere'),
    otherPool,
    ...(status === undefined ? {} : { status }),
  });
  test.each([
    [associated, inPool(POOL), 'not out yet'],
    [associated, inPool(leaving.arn), 'not out yet'],
    [failure('conflict', 'RESOURCE_NOT_ACTIVE'), inPool(POOL, 'DISASSOCIATING'), 'not out yet'],
    [failure('conflict', 'RESOURCE_NOT_ACTIVE'), { ...at('nowhere'), status: 'DISASSOCIATING' }, 'not out yet'],
    [associated, inPool('pool-of-a-third'), 'elsewhere'],
    [failure('conflict', 'RESOURCE_NOT_ACTIVE'), { ...at('nowhere'), status: 'ACTIVE' }, 'again'],
    [associated, at('here'), 'in place'],
    [failure('mismatch'), undefined, 'fail'],
    [failure('unknown outcome'), inPool(POOL), 'again'],
  ])('%j, read %j: %s', (error, place, verdict) => {
    expect(afterAssociate(error, place, ledger('nowhere'), leaving)).toBe(verdict);
  });
});

describe('an error of DisassociateOriginationIdentity', () => {
  test.each([
    [failure('throttled'), undefined, 'again'],
    [failure('denied'), undefined, 'again'],
    [failure('last phone number'), undefined, 'last phone number'],
    [failure('not associated'), undefined, 'go on reading'],
    [failure('not found'), undefined, 'go on reading'],
    [failure('unknown outcome'), at('here'), 'again'],
    [failure('unknown outcome'), at('nowhere'), 'go on reading'],
    [failure('conflict'), at('here'), 'pool?'],
    [failure('conflict'), at('elsewhere'), 'go on reading'],
    [failure('conflict'), at('gone'), 'go on reading'],
    [failure('mismatch'), at('here'), 'pool?'],
    [failure('refused'), at('here'), 'fail'],
    [failure('refused'), at('gone'), 'go on reading'],
  ])('%j, read %j: %s', (error, place, verdict) => {
    expect(afterDisassociate(error, place)).toBe(verdict);
  });
});

test.each([
  [ledger('nowhere'), false],
  [ledger('nowhere', true), true],
  [ledger('here', true), true],
  [ledger('nowhere', false, true), true],
  [ledger('elsewhere', false, true), true],
  [ledger('here', false, true), false],
])('after %j the association can be this request’s own: %s', (sent, own) => {
  expect(mayHaveMade(sent)).toBe(own);
});

test.each<[FailureKind, { associate: boolean; disassociate: boolean }]>([
  ['throttled', { associate: false, disassociate: false }],
  ['denied', { associate: false, disassociate: false }],
  ['not found', { associate: false, disassociate: false }],
  ['mismatch', { associate: false, disassociate: true }],
  ['refused', { associate: false, disassociate: true }],
  ['last phone number', { associate: true, disassociate: false }],
  ['not associated', { associate: true, disassociate: false }],
  ['conflict', { associate: true, disassociate: true }],
  ['unknown outcome', { associate: true, disassociate: true }],
])('what %s means takes a read: %j', (kind, expected) => {
  const error = failure(kind);
  expect({ associate: associateNeedsRead(error), disassociate: disassociateNeedsRead(error) }).toEqual(expected);
});
