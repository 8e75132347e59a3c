import { describe, expect } from '@jest/globals';
import { add, byHand, change, deploy, destroy, move, story } from './tell';

const renamed = change({ logicalId: 'Own' });

describe('an association whose logical id changes', () => {
  story(
    'passes to the new resource without an option, and the Delete of the old one leaves it',
    {
      steps: [deploy(add('number 1', 'pool A')), deploy(renamed)],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'is the new resource’s own: it moves, and leaves the pool with its stack',
    {
      steps: [deploy(add('number 1', 'pool A')), deploy(renamed), deploy(move('pool B')), destroy()],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual([]);
    },
  );

  story(
    'passes to the new resource with adoptExisting, too',
    {
      steps: [deploy(add('agent 1', 'pool A')), deploy(change({ logicalId: 'Own', adoptExisting: true })), destroy()],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('agent 1')).toEqual([]);
    },
  );

  story(
    'stays when the take-over is rolled back, and belongs to the old resource again',
    {
      steps: [deploy(add('ALERTS/GB', 'pool A')), deploy(renamed, { fails: 'at the end' }), deploy(renamed), destroy()],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('ALERTS/GB')).toEqual([]);
    },
  );

  story(
    'passes from a parameter to a literal id and back',
    {
      steps: [
        deploy(add('number 1', 'pool A', { parameter: 'Number' })),
        deploy(change({ parameter: undefined })),
        deploy(change({ parameter: 'Number' })),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'stays adopted if it was adopted, and outlives the stack',
    {
      steps: [
        byHand('number 1', 'pool A'),
        deploy(add('number 1', 'pool A', { adoptExisting: true })),
        deploy(renamed),
        destroy(),
      ],
    },
    ({ requests, statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(requests.at(-1)?.event.PhysicalResourceId).toMatch(/^adopted:/);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});

describe('the Delete after a take-over', () => {
  story(
    'waits while CloudFormation throttles for 8 seconds',
    {
      steps: [
        deploy(add('number 1', 'pool A')),
        deploy(renamed, {
          trouble: { stackApi: { fault: { kind: 'throttled', from: 'Delete', milliseconds: 8_000 } } },
        }),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  for (const [what, settings] of [
    ['is slow', { slowMilliseconds: 1_500 }],
    ['lags', { lagMilliseconds: 2_000 }],
    ['has short pages', { pageSize: 3 }],
  ] as const) {
    story(
      `leaves the association while the API ${what}`,
      { steps: [deploy(add('number 1', 'pool A')), deploy(renamed, { trouble: { stackApi: { settings } } })] },
      ({ statuses, poolsOf }) => {
        expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);
        expect(poolsOf('number 1')).toEqual(['pool A']);
      },
    );
  }

  story(
    'leaves it when the event is delivered again, minutes later',
    {
      steps: [deploy(add('number 1', 'pool A')), deploy(renamed, { trouble: { duplicates: [0, 120_000] } })],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});

describe('a change of the logical id while the API is denied', () => {
  story(
    'fails and leaves the association where it was',
    {
      steps: [
        deploy(add('number 1', 'pool A')),
        deploy(renamed, { trouble: { stackApi: { settings: { denied: true } } } }),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});
