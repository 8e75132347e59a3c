import { describe, expect } from '@jest/globals';
import {
  add,
  atTheEnd,
  byHand,
  byParameter,
  change,
  deploy,
  destroy,
  move,
  revise,
  ROLLED_BACK,
  rollBack,
  story,
} from './tell';

const byHandInA = byHand('number 1', 'pool A');
const adopting = { ...byParameter, adoptExisting: true };
const replacing = deploy(change({ identity: 'number 2' }), atTheEnd);

describe('what was adopted', () => {
  story(
    'is not moved by the deployment that takes ownership, which says that this takes two deployments',
    {
      steps: [
        byHandInA,
        deploy(add('number 1', 'pool A', { adoptExisting: true })),
        deploy(change({ adoptExisting: false, takeOwnership: true, pool: 'pool B' })),
        destroy(),
      ],
    },
    ({ statuses, poolsOf, reason }) => {
      expect(statuses.slice(1)).toEqual([ROLLED_BACK, 'DELETE_COMPLETE']);
      expect(reason).toContain('two deployments');
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'is adopted again after a replacement is rolled back, though its option was removed before',
    {
      steps: [
        byHandInA,
        deploy(add('number 1', 'pool A', adopting)),
        deploy(change({ adoptExisting: false })),
        replacing,
        destroy(),
      ],
    },
    ({ poolsOf }) => {
      expect(poolsOf('number 1')).toEqual(['pool A']);
      expect(poolsOf('number 2')).toEqual([]);
    },
  );

  story(
    'is adopted again after two updates that failed without a rollback are rolled back',
    {
      steps: [
        byHandInA,
        deploy(add('number 1', 'pool A', adopting)),
        deploy(change({ identity: 'number 2' }), { onFailure: 'DO_NOTHING', ...atTheEnd }),
        deploy(change({ identity: 'number 3', adoptExisting: false }), { onFailure: 'DO_NOTHING', ...atTheEnd }),
        rollBack(),
        destroy(),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses.slice(-4)).toEqual(['UPDATE_FAILED', 'UPDATE_FAILED', ROLLED_BACK, 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
      expect(poolsOf('number 2')).toEqual([]);
      expect(poolsOf('number 3')).toEqual([]);
    },
  );

  story(
    'is adopted again where the stack can’t be read while a replacement is rolled back',
    {
      steps: [
        byHandInA,
        deploy(add('number 1', 'pool A', adopting)),
        deploy(change({ adoptExisting: false })),
        deploy(change({ identity: 'number 2' }), {
          ...atTheEnd,
          trouble: { stackApi: { settings: { denied: true } } },
        }),
        destroy(),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses.at(-2)).toBe(ROLLED_BACK);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  for (const restoring of ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'] as const) {
    story(
      `is restored without a rollback of the stack, where its row shows ${restoring}`,
      {
        restoring,
        steps: [
          byHandInA,
          deploy(add('number 1', 'pool A', adopting)),
          deploy(change({ identity: 'number 2' }), {
            onFailure: 'DO_NOTHING',
            trouble: { refused: { what: 'number 2', as: 'invalid' } },
          }),
          rollBack(),
          destroy(),
        ],
      },
      ({ statuses, poolsOf }) => {
        expect(statuses.slice(-3)).toEqual(['UPDATE_FAILED', ROLLED_BACK, 'DELETE_COMPLETE']);
        expect(poolsOf('number 1')).toEqual(['pool A']);
      },
    );
  }

  story(
    'and then owned keeps its physical id when a revision repairs it, so that no clean-up follows',
    {
      steps: [
        byHandInA,
        deploy(add('number 1', 'pool A', { adoptExisting: true })),
        deploy(change({ takeOwnership: true, adoptExisting: false })),
        byHand('number 1'),
        deploy(revise),
      ],
    },
    ({ requests, poolsOf, ids }) => {
      expect(ids.at(-1)).toBe('adopted:number 1');
      expect(requests.map(({ event }) => event.RequestType)).toEqual(['Create', 'Update', 'Update']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});

describe('what a stack made', () => {
  story(
    'with adoptExisting set is owned again after a replacement is rolled back, and leaves the pool with the stack',
    { steps: [deploy(add('number 1', 'pool A', adopting)), replacing, destroy()] },
    ({ poolsOf, ids }) => {
      expect(ids.filter((id) => id.endsWith('number 1'))).toEqual(ids.filter((id) => id === 'owned:number 1'));
      expect(poolsOf('number 1')).toEqual([]);
    },
  );

  story(
    'has a physical id that tells the association from the number itself, and that a refused Create names',
    { steps: [deploy(add('number 1', 'pool A')), deploy(add('number 1', 'pool A'), {}, 'Two')] },
    ({ ids, reason }) => {
      expect(ids[0]).toBe('owned:number 1');
      expect(reason).toMatch(/describe-stack-resources --physical-resource-id owned:phone-/);
    },
  );
});

describe('what another stack made', () => {
  const steps = (options: object) => [
    deploy(add('number 1', 'pool A', options)),
    byHand('number 1'),
    deploy(add('number 1', 'pool B'), {}, 'Two'),
    deploy(move('pool B')),
    destroy(),
  ];

  story('is refused by a move that finds it in the new pool', { steps: steps({}) }, ({ statuses, poolsOf }) => {
    expect(statuses.at(-2)).toBe(ROLLED_BACK);
    expect(poolsOf('number 1')).toEqual(['pool B']);
  });

  story(
    'is adopted by a move that finds it in the new pool, with adoptExisting',
    { steps: steps({ adoptExisting: true }) },
    ({ statuses, poolsOf }) => {
      expect(statuses.at(-2)).toBe('UPDATE_COMPLETE');
      expect(poolsOf('number 1')).toEqual(['pool B']);
    },
  );
});

describe('a deployment that is retried under one RequestId', () => {
  story(
    'moves a number that the first one had moved and put back',
    {
      steps: [
        deploy(add('number 1', 'pool A')),
        deploy(move('pool B'), atTheEnd),
        deploy(move('pool B'), { isRetry: true }),
      ],
    },
    ({ statuses, poolsOf, requests }) => {
      expect(statuses.slice(1)).toEqual([ROLLED_BACK, 'UPDATE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool B']);
      const last = requests.at(-1);
      expect(requests.filter(({ event }) => event.RequestId === last?.event.RequestId)).toHaveLength(2);
      expect((last?.responses[0]?.time ?? Infinity) - (last?.sentAt ?? 0)).toBeLessThan(30_000);
    },
  );
});

describe('an adopted number that somebody moves by hand to where the next deployment declares it', () => {
  story(
    'stays there when that deployment rolls back, and when the stack is destroyed',
    {
      steps: [
        byHand('number 1', 'pool A'),
        deploy(add('number 1', 'pool A', { adoptExisting: true, ...byParameter })),
        byHand('number 1', 'pool B'),
        deploy(move('pool B'), atTheEnd),
        destroy(),
      ],
    },
    ({ statuses, poolsOf, ids }) => {
      expect(statuses.slice(1)).toEqual([ROLLED_BACK, 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool B']);
      expect(new Set(ids)).toEqual(new Set(['adopted:number 1']));
    },
  );
});

describe('an adopted number that somebody takes out, after its option was removed', () => {
  story(
    'is adopted again when the move that associated it rolls back',
    {
      steps: [
        byHandInA,
        deploy(add('number 1', 'pool A', adopting)),
        deploy(change({ adoptExisting: false })),
        byHand('number 1'),
        deploy(move('pool B'), atTheEnd),
        destroy(),
      ],
    },
    ({ statuses, poolsOf, ids }) => {
      expect(statuses.slice(2)).toEqual([ROLLED_BACK, 'DELETE_COMPLETE']);
      expect(ids).toContain('owned:number 1');
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'is moved back also when the deployment that moved it was the first to take ownership',
    {
      steps: [
        byHandInA,
        deploy(add('number 1', 'pool A', adopting)),
        byHand('number 1'),
        deploy(change({ adoptExisting: false, takeOwnership: true, pool: 'pool B' }), atTheEnd),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses.at(-1)).toBe(ROLLED_BACK);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});
