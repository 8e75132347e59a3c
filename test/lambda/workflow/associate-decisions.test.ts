import { describe, expect, test } from '@jest/globals';
import type { PoolMembership } from '../../../lambda/sms-voice/pool-membership';
import type { ServiceError, ServiceErrorKind } from '../../../lambda/sms-voice/service-error';
import {
  AFTER_ASSOCIATE_ERROR,
  afterAssociateRead,
  type AssociateAttempts,
  mayHaveMade,
  MIN_CONFLICTING,
  noAttempts,
} from '../../../lambda/workflow/associate-decisions';
import { AFTER_DISASSOCIATE_ERROR, afterDisassociateRead } from '../../../lambda/workflow/disassociate-decisions';

const error = (kind: ServiceErrorKind, reason?: string): ServiceError => ({ kind, reason, description: kind });
const at = (where: PoolMembership['where'], status?: string): PoolMembership => ({ where, status, attributes: {} });
const POOL = 'pool-0123456789abcdef0123456789abcdef';
const inPool = (otherPool: string, status?: string): PoolMembership => ({ ...at('elsewhere', status), otherPool });

const wasOut = noAttempts(false);
const wasThere = noAttempts(true);
const accepted = { ...wasOut, accepted: 1 };
const uncertain = { ...wasOut, uncertain: true };
const conflicting = (conflictingFor: number) => ({ ...wasThere, conflictingFor });

const associated = error('conflict', 'PHONE_NUMBER_ASSOCIATED_TO_POOL');
const notActive = error('conflict', 'RESOURCE_NOT_ACTIVE');

test.each<[ServiceErrorKind, string, string]>([
  ['throttled', 'retry', 'retry'],
  ['denied', 'retry', 'retry'],
  ['no-route', 'retry', 'retry'],
  ['mismatch', 'give up', 'read'],
  ['not-found', 'give up', 'read'],
  ['quota', 'give up', 'read'],
  ['refused', 'give up', 'read'],
  ['account-disabled', 'give up', 'read'],
  ['misconfigured', 'give up', 'read'],
  ['conflict', 'read', 'read'],
  ['unknown-outcome', 'read', 'read'],
  ['last-phone-number', 'read', 'last phone number'],
  ['not-associated', 'read', 'read'],
])('%s by itself means for an associate: %s; for a disassociate: %s', (kind, associate, disassociate) => {
  expect(AFTER_ASSOCIATE_ERROR[kind]).toBe(associate);
  expect(AFTER_DISASSOCIATE_ERROR[kind]).toBe(disassociate);
});

test('a conflict without a telling reason says nothing for as long as a call can be in flight', () => {
  expect(MIN_CONFLICTING).toBe(12_000);
});

describe('after an error of AssociateOriginationIdentity', () => {
  test.each<[ServiceError, PoolMembership, AssociateAttempts, string]>([
    [error('unknown-outcome'), at('here'), uncertain, 'wait until in'],
    [error('unknown-outcome'), at('here', 'ASSOCIATING'), uncertain, 'wait until in'],
    [error('unknown-outcome'), at('here'), { ...wasThere, uncertain: true }, 'retry'],
    [error('unknown-outcome'), at('nowhere'), uncertain, 'retry'],
    [error('unknown-outcome'), at('elsewhere'), uncertain, 'retry'],
    [error('unknown-outcome'), at('here', 'DISASSOCIATING'), uncertain, 'retry'],

    [associated, at('here'), wasThere, 'found in place'],
    [associated, at('here'), wasOut, 'found in place'],
    [associated, at('here'), uncertain, 'wait until in'],
    [associated, at('here'), { ...wasThere, uncertain: true }, 'found in place'],
    [associated, at('here'), { ...wasThere, accepted: 1 }, 'wait until in'],
    [associated, at('here', 'ASSOCIATING'), wasThere, 'retry'],
    [associated, at('here', 'DISASSOCIATING'), wasThere, 'wait until out'],
    [associated, at('elsewhere', 'DISASSOCIATING'), wasOut, 'wait until out'],
    [associated, at('elsewhere'), wasOut, 'elsewhere'],
    [associated, at('elsewhere'), accepted, 'elsewhere'],
    [error('conflict'), at('elsewhere'), conflicting(11_999), 'retry'],
    [error('conflict'), at('elsewhere'), conflicting(12_000), 'elsewhere'],
    [associated, at('nowhere'), wasOut, 'retry'],
    [associated, at('nowhere'), accepted, 'wait until in'],
    [error('conflict', 'RESOURCE_ALREADY_ASSOCIATED'), at('gone'), accepted, 'wait until in'],
    [error('conflict', 'SENDER_ID_ASSOCIATED_TO_POOL'), at('nowhere'), accepted, 'wait until in'],

    [error('conflict'), at('here'), conflicting(0), 'retry'],
    [error('conflict'), at('here'), conflicting(11_999), 'retry'],
    [error('conflict'), at('here'), conflicting(12_000), 'found in place'],
    [error('conflict'), at('here', 'ASSOCIATING'), conflicting(12_000), 'retry'],
    [error('conflict'), at('nowhere'), accepted, 'retry'],
    [notActive, at('here'), conflicting(0), 'retry'],
    [notActive, at('nowhere', 'DISASSOCIATING'), wasOut, 'wait until out'],
    [notActive, at('nowhere', 'PENDING'), accepted, 'retry'],
    [notActive, at('nowhere', 'ACTIVE'), wasOut, 'look at the pool'],
    [notActive, at('nowhere'), wasOut, 'look at the pool'],
    [error('conflict'), at('nowhere', 'ACTIVE'), wasOut, 'retry'],
    [error('not-associated', 'PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL'), at('nowhere'), accepted, 'retry'],
    [error('last-phone-number'), at('nowhere'), wasOut, 'retry'],
  ])('%j, a read that shows %j, and attempts %j: %s', (failed, membership, attempts, decision) => {
    expect(afterAssociateRead(failed, membership, attempts, undefined)).toBe(decision);
  });

  const leaving = { idOrArn: POOL, id: POOL, arn: `arn:aws:sms-voice:us-east-1:111122223333:pool/${POOL}`, key: POOL };
  test.each<[ServiceError, PoolMembership, string]>([
    [associated, inPool(POOL), 'wait until out'],
    [associated, inPool(leaving.arn), 'wait until out'],
    [notActive, inPool(POOL, 'DISASSOCIATING'), 'wait until out'],
    [notActive, at('nowhere', 'DISASSOCIATING'), 'wait until out'],
    [associated, inPool('pool-of-a-third'), 'elsewhere'],
    [notActive, at('nowhere', 'ACTIVE'), 'look at the pool'],
    [associated, at('here'), 'found in place'],
    [error('unknown-outcome'), inPool(POOL), 'retry'],
  ])('in a move, %j and a read that shows %j: %s', (failed, membership, decision) => {
    expect(afterAssociateRead(failed, membership, wasOut, leaving)).toBe(decision);
  });
});

describe('after an error of DisassociateOriginationIdentity', () => {
  test.each<[ServiceErrorKind, PoolMembership, string]>([
    ['unknown-outcome', at('here'), 'retry'],
    ['unknown-outcome', at('nowhere'), 'wait until out'],
    ['unknown-outcome', at('here', 'DISASSOCIATING'), 'wait until out'],
    ['conflict', at('here'), 'look at the pool'],
    ['conflict', at('here', 'DISASSOCIATING'), 'wait until out'],
    ['conflict', at('elsewhere'), 'wait until out'],
    ['conflict', at('gone'), 'wait until out'],
    ['mismatch', at('here'), 'look at the pool'],
    ['last-phone-number', at('here'), 'look at the pool'],
    ['not-associated', at('here'), 'ask again'],
    ['not-found', at('here'), 'ask again'],
    ['not-associated', at('nowhere'), 'wait until out'],
    ['not-found', at('here', 'DISASSOCIATING'), 'wait until out'],
    ['throttled', at('here'), 'retry'],
    ['denied', at('here'), 'retry'],
    ['no-route', at('here'), 'retry'],
    ['quota', at('here'), 'give up'],
    ['account-disabled', at('here'), 'give up'],
    ['misconfigured', at('here'), 'give up'],
    ['refused', at('here'), 'give up'],
    ['refused', at('gone'), 'wait until out'],
  ])('%s and a read that shows %j: %s', (kind, membership, decision) => {
    expect(afterDisassociateRead({ kind, reason: undefined }, membership)).toBe(decision);
  });

  test.each<[PoolMembership, string]>([
    [at('nowhere', 'ACTIVE'), 'stale read'],
    [at('nowhere'), 'stale read'],
    [at('nowhere', 'DISASSOCIATING'), 'wait until out'],
    [at('nowhere', 'PENDING'), 'wait until out'],
    [at('elsewhere', 'ACTIVE'), 'wait until out'],
    [at('gone'), 'wait until out'],
    [at('here', 'ASSOCIATING'), 'look at the pool'],
  ])('not active, and a read that shows %j: %s', (membership, decision) => {
    expect(afterDisassociateRead({ kind: 'conflict', reason: 'RESOURCE_NOT_ACTIVE' }, membership)).toBe(decision);
  });
});

test.each([
  [wasOut, false],
  [accepted, true],
  [{ ...wasThere, accepted: 1 }, true],
  [uncertain, true],
  [{ ...wasThere, uncertain: true }, false],
])("after %j, an association in place may be this request's own: %s", (attempts, own) => {
  expect(mayHaveMade(attempts)).toBe(own);
});
