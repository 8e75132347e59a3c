import { describe, expect } from '@jest/globals';
import { add, change, deploy, destroy, move, story } from './tell';

describe('the reason of a failure', () => {
  for (const wrongCountry of ['validation', 'conflict', 'not-found', 'ignored'] as const) {
    story(
      `names the right country, when an update declares another one: ${wrongCountry}`,
      {
        settings: { wrongCountry },
        steps: [deploy(add('number 1', 'pool A')), deploy(change({ country: 'CA' })), destroy()],
      },
      ({ statuses, reason, poolsOf }) => {
        expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE']);
        expect(reason).toContain('IsoCountryCode: got \\"CA\\"; expected US');
        expect(poolsOf('number 1')).toEqual([]);
      },
      [{}, { statusDelayMilliseconds: 3_000 }],
    );
  }

  for (const pendingReason of ['REGISTRATION_NOT_COMPLETE', 'RESOURCE_MODIFICATION_NOT_ALLOWED', undefined] as const) {
    story(
      `names the status of a PENDING number and where to look: ${pendingReason ?? 'without a reason'}`,
      {
        settings: { pendingReason },
        pendingMilliseconds: 3_600_000,
        steps: [deploy(add('number 1', 'pool A'))],
      },
      ({ statuses, reason }) => {
        expect(statuses).toEqual(['ROLLBACK_COMPLETE']);
        expect(reason).toContain('is PENDING');
        expect(reason).toContain('describe-registrations');
      },
      [{}],
    );
  }

  story(
    'of a move out of a pool whose last number it is gives remedies that help a move',
    { anchors: false, steps: [deploy(add('number 1', 'pool A')), deploy(move('pool B'))] },
    ({ statuses, reason, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
      expect(reason).toMatch(/put another number into .* first.* or delete that pool/);
      expect(reason).not.toContain('keepLastPhoneNumber');
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'of a mismatch names the setting with both values, and that a number in a pool can not be changed',
    {
      anchors: false,
      pools: { 'pool A': { optOutListName: 'Marketing' } },
      steps: [deploy(add('number 1', 'pool A'))],
    },
    ({ statuses, reason }) => {
      expect(statuses).toEqual(['ROLLBACK_COMPLETE']);
      expect(reason).toContain('OptOutListName is \\"Marketing\\" in the pool');
      expect(reason).toContain('can only be changed while it is in no pool');
    },
    [{}, { requestsPerSecond: 1 }],
  );
});
