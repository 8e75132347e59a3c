import { describe, expect } from '@jest/globals';
import {
  add,
  atTheEnd,
  byHand,
  byParameter,
  change,
  deploy,
  destroy,
  inPoolA,
  move,
  revise,
  rollBack,
  ROLLED_BACK,
  story,
} from './tell';

const byHandInA = byHand('number 1', 'pool A');
/** The stack adopts, and then has the option no longer. */
const adopted = [byHandInA, deploy(add('number 1', 'pool A', { ...byParameter, adoptExisting: true }))];
const adoptedBefore = [...adopted, deploy(change({ adoptExisting: false }))];

describe('what was adopted', () => {
  story(
    'is not moved by the deployment that takes ownership, which says that this takes two deployments',
    [
      byHandInA,
      deploy(add('number 1', 'pool A', { adoptExisting: true })),
      deploy(change({ adoptExisting: false, takeOwnership: true, pool: 'pool B' })),
      destroy(),
    ],
    {
      statuses: ['CREATE_COMPLETE', ROLLED_BACK, 'DELETE_COMPLETE'],
      reason: 'two deployments',
      pools: { 'number 1': ['pool A'] },
    },
  );

  story(
    'is adopted again after two updates that failed without a rollback are rolled back',
    [
      ...adopted,
      deploy(change({ identity: 'number 2' }), { onFailure: 'DO_NOTHING', ...atTheEnd }),
      deploy(change({ identity: 'number 3', adoptExisting: false }), { onFailure: 'DO_NOTHING', ...atTheEnd }),
      rollBack(),
      destroy(),
    ],
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_FAILED', 'UPDATE_FAILED', ROLLED_BACK, 'DELETE_COMPLETE'],
      pools: { 'number 1': ['pool A'], 'number 2': [], 'number 3': [] },
    },
  );

  for (const [where, details] of [
    ['', {}],
    [', also where the stack can’t be read', { trouble: { stackApi: { settings: { denied: true } } } }],
  ] as const) {
    story(
      `is adopted again after a replacement is rolled back, though its option was removed before${where}`,
      [...adoptedBefore, deploy(change({ identity: 'number 2' }), { ...atTheEnd, ...details }), destroy()],
      {
        statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', ROLLED_BACK, 'DELETE_COMPLETE'],
        pools: { 'number 1': ['pool A'], 'number 2': [] },
      },
    );
  }

  for (const restoring of ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'] as const) {
    story(
      `is restored without a rollback of the stack, where its row shows ${restoring}`,
      {
        restoring,
        steps: [
          ...adopted,
          deploy(change({ identity: 'number 2' }), {
            onFailure: 'DO_NOTHING',
            trouble: { refused: { what: 'number 2', as: 'invalid' } },
          }),
          rollBack(),
          destroy(),
        ],
      },
      {
        statuses: ['CREATE_COMPLETE', 'UPDATE_FAILED', ROLLED_BACK, 'DELETE_COMPLETE'],
        pools: { 'number 1': ['pool A'] },
      },
    );
  }

  story(
    'and then owned keeps its physical id when a revision repairs it, so that no clean-up follows',
    [
      byHandInA,
      deploy(add('number 1', 'pool A', { adoptExisting: true })),
      deploy(change({ takeOwnership: true, adoptExisting: false })),
      byHand('number 1'),
      deploy(revise),
    ],
    {
      pools: { 'number 1': ['pool A'] },
      also: ({ requests, ids }) => {
        expect(ids.at(-1)).toBe('adopted:number 1');
        expect(requests.map(({ event }) => event.RequestType)).toEqual(['Create', 'Update', 'Update']);
      },
    },
  );
});

describe('what a stack made', () => {
  story(
    'with adoptExisting set is owned again after a replacement is rolled back, and leaves the pool with the stack',
    [
      deploy(add('number 1', 'pool A', { ...byParameter, adoptExisting: true })),
      deploy(change({ identity: 'number 2' }), atTheEnd),
      destroy(),
    ],
    {
      pools: { 'number 1': [] },
      also: ({ ids }) => {
        expect(ids.filter((id) => id.endsWith('number 1'))).toEqual(ids.filter((id) => id === 'owned:number 1'));
      },
    },
  );
});

describe('what another stack made', () => {
  for (const [outcome, adoptExisting, status] of [
    ['is refused by a move that finds it in the new pool', false, ROLLED_BACK],
    ['is adopted by a move that finds it in the new pool, with adoptExisting', true, 'UPDATE_COMPLETE'],
  ] as const) {
    story(
      outcome,
      [
        deploy(add('number 1', 'pool A', { adoptExisting })),
        byHand('number 1'),
        deploy(add('number 1', 'pool B'), {}, 'Two'),
        deploy(move('pool B')),
        destroy(),
      ],
      {
        statuses: ['CREATE_COMPLETE', 'CREATE_COMPLETE', status, 'DELETE_COMPLETE'],
        pools: { 'number 1': ['pool B'] },
      },
    );
  }
});

describe('a deployment that is retried under one RequestId', () => {
  story(
    'moves a number that the first one had moved and put back',
    [inPoolA, deploy(move('pool B'), atTheEnd), deploy(move('pool B'), { isRetry: true })],
    {
      statuses: ['CREATE_COMPLETE', ROLLED_BACK, 'UPDATE_COMPLETE'],
      pools: { 'number 1': ['pool B'] },
      also: ({ requests }) => {
        const last = requests.at(-1);
        expect(requests.filter(({ event }) => event.RequestId === last?.event.RequestId)).toHaveLength(2);
        expect((last?.responses[0]?.time ?? Infinity) - (last?.sentAt ?? 0)).toBeLessThan(30_000);
      },
    },
  );
});

describe('an adopted number that somebody moves by hand to where the next deployment declares it', () => {
  story(
    'stays there when that deployment rolls back, and when the stack is destroyed',
    [...adopted, byHand('number 1', 'pool B'), deploy(move('pool B'), atTheEnd), destroy()],
    {
      statuses: ['CREATE_COMPLETE', ROLLED_BACK, 'DELETE_COMPLETE'],
      pools: { 'number 1': ['pool B'] },
      also: ({ ids }) => {
        expect(new Set(ids)).toEqual(new Set(['adopted:number 1']));
      },
    },
  );
});

describe('an adopted number that somebody takes out, after its option was removed', () => {
  story(
    'is adopted again when the move that associated it rolls back',
    [...adoptedBefore, byHand('number 1'), deploy(move('pool B'), atTheEnd), destroy()],
    {
      pools: { 'number 1': ['pool A'] },
      statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', ROLLED_BACK, 'DELETE_COMPLETE'],
      also: ({ ids }) => {
        expect(ids).toContain('owned:number 1');
      },
    },
  );

  story(
    'is moved back also when the deployment that moved it was the first to take ownership',
    [
      ...adopted,
      byHand('number 1'),
      deploy(change({ adoptExisting: false, takeOwnership: true, pool: 'pool B' }), atTheEnd),
    ],
    { last: ROLLED_BACK, pools: { 'number 1': ['pool A'] } },
  );
});
