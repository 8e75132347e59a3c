import { describe, expect } from '@jest/globals';
import type { CustomResourceRequest } from '../../cloudformation';
import type { CustomError } from '../../sms-voice';
import type { Trouble } from '../history';
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

  story(
    'of a pool that is being deleted says so at once',
    {
      anchors: false,
      settings: { statusDelayMilliseconds: 600_000 },
      steps: [{ do: 'lose', what: 'pool A', slowly: true }, deploy(add('ALERTS/GB', 'pool A'))],
    },
    ({ statuses, reason, requests }) => {
      expect(statuses).toEqual(['ROLLBACK_COMPLETE']);
      expect(reason).toContain('is being deleted');
      expect(seconds(requests)).toBeLessThan(60);
    },
    [{}],
  );

  const disabled = { name: 'AccessDeniedException', fields: { Reason: 'ACCOUNT_DISABLED' } };
  const mismatch = { name: 'ConflictException', fields: { Reason: 'KEYWORD_MISMATCH' } };
  for (const [what, trouble, expected, most] of [
    ['a region without the service', { noRoute: true }, 'never reached the service', 120],
    ['an account that is disabled', always(disabled), 'Open a case with AWS Support', 10],
    ['keywords that differ', always(mismatch), 'KEYWORD_MISMATCH', 10],
  ] as const) {
    story(
      `names ${what}, without waiting for what can't help`,
      { steps: [deploy(add('number 1', 'pool A'), { trouble })] },
      ({ statuses, reason, requests }) => {
        expect(statuses).toEqual(['ROLLBACK_COMPLETE']);
        expect(reason).toContain(expected);
        expect(seconds(requests)).toBeLessThan(most);
      },
      [{}],
    );
  }
});

/** Every Associate ends so. */
function always(kind: CustomError): Trouble {
  return { faults: [{ kind, on: 'associate', after: 0, times: Infinity }] };
}

/** From the first event to the last response. */
function seconds(requests: readonly CustomResourceRequest[]): number {
  const times = requests.flatMap(({ sentAt, responses }) => [sentAt, ...responses.map(({ time }) => time)]);
  return (Math.max(...times) - Math.min(...times)) / 1_000;
}
