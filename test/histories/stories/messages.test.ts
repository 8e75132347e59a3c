import { describe, expect } from '@jest/globals';
import type { CustomResourceRequest } from '../../cloudformation';
import type { CustomError } from '../../sms-voice';
import type { Trouble } from '../history';
import { add, change, deploy, destroy, inPoolA, move, story } from './tell';

describe('the reason of a failure', () => {
  for (const wrongCountry of ['validation', 'conflict', 'not-found', 'ignored'] as const) {
    story(
      `names the right country, when an update declares another one: ${wrongCountry}`,
      {
        settings: { wrongCountry },
        steps: [inPoolA, deploy(change({ country: 'CA' })), destroy()],
      },
      {
        statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
        reason: 'IsoCountryCode: got \\"CA\\"; expected US',
        pools: { 'number 1': [] },
      },
      [{}, { statusDelayMilliseconds: 3_000 }],
    );
  }

  for (const pendingReason of ['REGISTRATION_NOT_COMPLETE', 'RESOURCE_MODIFICATION_NOT_ALLOWED', undefined] as const) {
    story(
      `names the status of a PENDING number and where to look: ${pendingReason ?? 'without a reason'}`,
      { settings: { pendingReason }, pendingMilliseconds: 3_600_000, steps: [inPoolA] },
      {
        statuses: ['ROLLBACK_COMPLETE'],
        reason: ['is PENDING', 'describe-registrations'],
      },
      [{}],
    );
  }

  story(
    'of a move out of a pool whose last number it is gives remedies that help a move',
    { anchors: false, steps: [inPoolA, deploy(move('pool B'))] },
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'],
      reason: /put another number into .* first.* or delete that pool/,
      pools: { 'number 1': ['pool A'] },
      also: ({ reason }) => {
        expect(reason).not.toContain('keepLastPhoneNumber');
      },
    },
  );

  story(
    'of a mismatch names the setting with both values, and that a number in a pool can not be changed',
    {
      anchors: false,
      pools: { 'pool A': { optOutListName: 'Marketing' } },
      steps: [inPoolA],
    },
    {
      statuses: ['ROLLBACK_COMPLETE'],
      reason: ['OptOutListName is \\"Marketing\\" in the pool', 'can only be changed while it is in no pool'],
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
    {
      statuses: ['ROLLBACK_COMPLETE'],
      reason: 'is being deleted',
      also: ({ requests }) => {
        expect(seconds(requests)).toBeLessThan(60);
      },
    },
    [{}],
  );

  const disabled = { name: 'AccessDeniedException', fields: { Reason: 'ACCOUNT_DISABLED' } };
  const mismatch = { name: 'ConflictException', fields: { Reason: 'KEYWORD_MISMATCH' } };
  for (const [what, trouble, expected, most] of [
    ['a region without the service', { noRoute: true }, 'never reached the service', 120],
    ['an account that is disabled', always(disabled), /account.*Open a case with AWS Support/i, 10],
    ['keywords that differ', always(mismatch), 'KEYWORD_MISMATCH', 10],
  ] as const) {
    story(
      `names ${what}, without waiting for what can't help`,
      [deploy(add('number 1', 'pool A'), { trouble })],
      {
        statuses: ['ROLLBACK_COMPLETE'],
        reason: expected,
        also: ({ requests }) => {
          expect(seconds(requests)).toBeLessThan(most);
        },
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
