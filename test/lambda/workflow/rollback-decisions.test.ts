import { describe, expect, test } from '@jest/globals';
import type { PoolMembership } from '../../../lambda/sms-voice/pool-membership';
import { RequestFailed } from '../../../lambda/util/errors';
import { noAttempts } from '../../../lambda/workflow/associate-decisions';
import { PoolGoing, Refused } from '../../../lambda/workflow/failures';
import { afterFailedMove } from '../../../lambda/workflow/put-back';
import { afterFailedRestore, restoreDecision } from '../../../lambda/workflow/rollback';
import type { ServiceError, ServiceErrorKind } from '../../../lambda/sms-voice/service-error';
import { declared, numberIn } from '../harness/declared';

const at = (where: PoolMembership['where'], status?: string): PoolMembership => ({ where, status, attributes: {} });
const inPool = (otherPool: string): PoolMembership => ({ ...at('elsewhere'), otherPool });

describe('a rollback, for an identity that is', () => {
  const attempted = declared(numberIn('pool-02')).pool;
  test.each<[PoolMembership, string]>([
    [at('here', 'ACTIVE'), 'done'],
    [at('here'), 'done'],
    [at('here', 'PENDING'), 'done'],
    [at('nowhere', 'ACTIVE'), 'associate'],
    [inPool('pool-02'), 'move back'],
    [inPool('arn:aws:sms-voice:us-east-1:111122223333:pool/pool-02'), 'move back'],
    [inPool('pool-03'), 'leave elsewhere'],
    [at('gone'), 'nothing to restore'],
    [at('here', 'ASSOCIATING'), 'wait'],
    [at('nowhere', 'DISASSOCIATING'), 'wait'],
    [{ ...inPool('pool-02'), status: 'ASSOCIATING' }, 'wait'],
  ])('%j: %s', (membership, decision) => {
    expect(restoreDecision(membership, attempted)).toBe(decision);
  });

  test('in another pool than an update moved it to, leaves it there', () => {
    expect(restoreDecision(inPool('pool-02'), undefined)).toBe('leave elsewhere');
  });
});

describe('a rollback that could not restore', () => {
  const association = declared(numberIn('pool-01'));
  const error = (kind: ServiceErrorKind): ServiceError => ({ kind, reason: undefined, description: 'no' });
  const refused = (kind: ServiceErrorKind) => new Refused(association, error(kind), []);

  test.each<[PoolMembership | undefined, RequestFailed, string]>([
    [at('nowhere'), refused('refused'), 'fail'],
    [at('nowhere'), refused('mismatch'), 'fail'],
    [at('nowhere'), new RequestFailed('denied'), 'fail'],
    [at('nowhere'), refused('not-found'), 'warn'],
    [at('nowhere'), new PoolGoing(association, error('conflict')), 'warn'],
    [at('here'), refused('refused'), 'warn'],
    [inPool('pool-02'), refused('last-phone-number'), 'warn'],
    [at('gone'), refused('not-found'), 'warn'],
    [undefined, refused('refused'), 'warn'],
  ])('an identity that is %j, because of %s: %s', (membership, problem, decision) => {
    expect(afterFailedRestore(membership, problem)).toBe(decision);
  });
});

describe('a move that failed', () => {
  const [none, made] = [noAttempts(false), { ...noAttempts(false), uncertain: true }];
  test.each([
    [at('nowhere'), true, none, false, 'wanted', 'associate'],
    [at('nowhere'), true, made, false, 'unwanted', 'associate'],
    [at('nowhere'), true, none, false, 'removed', 'leave'],
    [at('here'), true, none, false, 'wanted', 'wait until out'],
    [at('here'), false, none, false, 'wanted', 'leave'],
    [at('here', 'DISASSOCIATING'), true, none, false, 'wanted', 'wait until settled'],
    [at('nowhere', 'ASSOCIATING'), true, none, false, 'unwanted', 'wait until settled'],
    [at('here', 'DISASSOCIATING'), true, none, false, 'removed', 'leave'],
    [at('elsewhere'), true, made, true, 'wanted', 'take out'],
    [at('elsewhere'), true, made, true, 'unwanted', 'leave'],
    [at('elsewhere'), true, none, true, 'wanted', 'leave'],
    [at('elsewhere'), true, made, false, 'wanted', 'leave'],
    [at('gone'), true, made, false, 'wanted', 'leave'],
  ] as const)(
    'with the identity %j (asked to leave: %s, attempts: %j, in the declared pool: %s), while it is %s: %s',
    (membership, hasLeft, attempts, isInDeclared, wanted, decision) => {
      expect(afterFailedMove(membership, { hasLeft, attempts }, isInDeclared, wanted)).toBe(decision);
    },
  );
});
