import { describe, expect } from '@jest/globals';
import { add, change, deploy, destroy, move, remove, ROLLED_BACK, story } from './tell';

const ownPool = true;
const list = (byArn: boolean) => change({ listed: true, byArn });

describe('an association that becomes an entry of the list of the stack’s own pool', () => {
  for (const name of ['number 1', 'ALERTS/GB', 'agent 1'] as const) {
    for (const byArn of [true, false]) {
      story(
        `stays in the pool: ${name}, with an entry that is ${byArn ? 'written down' : 'put together'}`,
        { ownPool, steps: [deploy(add(name, 'pool A')), deploy(list(byArn)), destroy()] },
        ({ statuses, poolsOf }) => {
          expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
          expect(poolsOf(name)).toEqual(['pool A']);
        },
      );
    }
  }

  story(
    'leaves another pool, whose list it is not in',
    {
      ownPool,
      steps: [
        deploy([add('ALERTS/GB', 'pool A'), add('ALERTS/GB', 'pool B', { path: 'Other' })]),
        deploy([list(true), { edit: 'remove', which: 1 }]),
      ],
    },
    ({ poolsOf }) => {
      expect(poolsOf('ALERTS/GB')).toEqual(['pool A']);
    },
  );

  story(
    'stays in the pool while the template can’t be read for eight seconds',
    {
      ownPool,
      steps: [
        deploy(add('number 1', 'pool A')),
        deploy(list(true), {
          trouble: { stackApi: { fault: { kind: 'unavailable', from: 'Delete', milliseconds: 8_000 } } },
        }),
      ],
    },
    ({ poolsOf }) => {
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});

describe('an entry of the list of the stack’s own pool', () => {
  story(
    'becomes an association that the stack takes out again',
    {
      ownPool,
      steps: [
        deploy([add('number 1', 'pool A', { listed: true }), add('agent 1', 'pool B')]),
        deploy(change({ listed: false })),
        deploy(remove),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses.slice(1)).toEqual(['UPDATE_COMPLETE', 'UPDATE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual([]);
    },
  );

  story(
    'that becomes an association is an entry again after a rollback',
    {
      ownPool,
      steps: [
        deploy([add('number 1', 'pool A', { listed: true }), add('agent 1', 'pool B')]),
        deploy([change({ listed: false }), move('pool A')], { fails: 'at the end' }),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses.at(-1)).toBe(ROLLED_BACK);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});
