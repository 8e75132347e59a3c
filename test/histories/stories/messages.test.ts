import { describe, expect } from '@jest/globals';
import type { CustomResourceRequest } from '../../cloudformation';
import { add, change, deploy, destroy, inPoolA, story } from './tell';

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

  story(
    'names a region without the service, without waiting for what can’t help',
    [deploy(add('number 1', 'pool A'), { trouble: { noRoute: true } })],
    {
      statuses: ['ROLLBACK_COMPLETE'],
      reason: 'never reached the service',
      also: ({ requests }) => {
        expect(seconds(requests)).toBeLessThan(120);
      },
    },
    [{}],
  );
});

/** From the first event to the last response. */
function seconds(requests: readonly CustomResourceRequest[]): number {
  const times = requests.flatMap(({ sentAt, responses }) => [sentAt, ...responses.map(({ time }) => time)]);
  return (Math.max(...times) - Math.min(...times)) / 1_000;
}
