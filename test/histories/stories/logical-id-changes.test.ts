import { describe, expect } from '@jest/globals';
import { add, atTheEnd, byHand, change, deploy, destroy, inPoolA, move, story } from './tell';

const renamed = change({ logicalId: 'Own' });

describe('an association whose logical id changes', () => {
  story(
    'passes to the new resource without an option and is its own: it moves, and leaves the pool with its stack',
    [inPoolA, deploy(renamed), deploy(move('pool B')), destroy()],
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
      pools: { 'number 1': [] },
    },
  );

  story(
    'passes to the new resource with adoptExisting, too',
    [deploy(add('agent 1', 'pool A')), deploy(change({ logicalId: 'Own', adoptExisting: true })), destroy()],
    { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'], pools: { 'agent 1': [] } },
  );

  story(
    'stays when the take-over is rolled back, and belongs to the old resource again',
    [deploy(add('ALERTS/GB', 'pool A')), deploy(renamed, atTheEnd), deploy(renamed), destroy()],
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
      pools: { 'ALERTS/GB': [] },
    },
  );

  story(
    'passes from a parameter to a literal id and back',
    [
      deploy(add('number 1', 'pool A', { parameter: 'Number' })),
      deploy(change({ parameter: undefined })),
      deploy(change({ parameter: 'Number' })),
    ],
    { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE'], pools: { 'number 1': ['pool A'] } },
  );

  story(
    'stays adopted if it was adopted, and outlives the stack',
    [
      byHand('number 1', 'pool A'),
      deploy(add('number 1', 'pool A', { adoptExisting: true })),
      deploy(renamed),
      destroy(),
    ],
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
      pools: { 'number 1': ['pool A'] },
      also: ({ requests }) => {
        expect(requests.at(-1)?.event.PhysicalResourceId).toMatch(/^adopted:/);
      },
    },
  );
});

describe('the Delete after a take-over', () => {
  for (const [what, settings] of [
    ['is slow', { slowMilliseconds: 1_500 }],
    ['lags', { lagMilliseconds: 2_000 }],
    ['has short pages', { pageSize: 3 }],
  ] as const) {
    story(
      `leaves the association while the API ${what}`,
      [inPoolA, deploy(renamed, { trouble: { stackApi: { settings } } })],
      { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'], pools: { 'number 1': ['pool A'] } },
    );
  }

  story(
    'leaves it when the event is delivered again, minutes later',
    [inPoolA, deploy(renamed, { trouble: { duplicates: [0, 120_000] } })],
    { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'], pools: { 'number 1': ['pool A'] } },
  );
});

describe('a change of the logical id while the API is denied', () => {
  story(
    'fails and leaves the association where it was',
    [inPoolA, deploy(renamed, { trouble: { stackApi: { settings: { denied: true } } } })],
    { statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'], pools: { 'number 1': ['pool A'] } },
  );
});
