import { describe, expect } from '@jest/globals';
import { add, deploy, destroy, story } from './tell';

const two = deploy([
  add('number 1', 'pool A', { parameter: 'First' }),
  add('number 2', 'pool A', { parameter: 'Second' }),
]);
const shift = { edit: 'shift', to: ['number 2', 'number 3'] } as const;
const exchange = { edit: 'shift', to: ['number 2', 'number 1'] } as const;

describe('two associations behind parameters', () => {
  story(
    'whose values shift by one end in the pool, or all is as before',
    {
      steps: [two, deploy(shift)],
    },
    ({ statuses, poolsOf }) => {
      const isDone = statuses.at(-1) === 'UPDATE_COMPLETE';
      expect(statuses.at(-1)).toBe(isDone ? 'UPDATE_COMPLETE' : 'UPDATE_ROLLBACK_COMPLETE');
      expect(poolsOf('number 2')).toEqual(['pool A']);
      expect(poolsOf('number 1')).toEqual(isDone ? [] : ['pool A']);
      expect(poolsOf('number 3')).toEqual(isDone ? ['pool A'] : []);
    },
  );

  story(
    'whose values shift are as before when that is rolled back',
    {
      steps: [two, deploy(shift, { fails: 'at the end' })],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
      expect(poolsOf('number 2')).toEqual(['pool A']);
      expect(poolsOf('number 3')).toEqual([]);
    },
  );

  story(
    'whose values are exchanged both stay in the pool, whatever becomes of the deployment',
    {
      steps: [two, deploy(exchange)],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses.at(-1)).toMatch(/^UPDATE_(ROLLBACK_)?COMPLETE$/);
      expect(poolsOf('number 1')).toEqual(['pool A']);
      expect(poolsOf('number 2')).toEqual(['pool A']);
    },
  );

  story(
    'can be shifted in two deployments, and then removed',
    {
      steps: [
        two,
        deploy({ edit: 'shift', to: ['number 1', 'number 3'] }),
        deploy({ edit: 'shift', to: ['number 2', 'number 3'] }),
        destroy(),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
      for (const name of ['number 1', 'number 2', 'number 3'] as const) expect(poolsOf(name)).toEqual([]);
    },
  );

  story(
    'with sender IDs keep both through an exchange',
    {
      steps: [
        deploy([add('ALERTS/GB', 'pool A', { parameter: 'First' }), add('NEWS/GB', 'pool A', { parameter: 'Second' })]),
        deploy({ edit: 'shift', to: ['NEWS/GB', 'ALERTS/GB'] }),
      ],
    },
    ({ poolsOf }) => {
      expect(poolsOf('ALERTS/GB')).toEqual(['pool A']);
      expect(poolsOf('NEWS/GB')).toEqual(['pool A']);
    },
  );
});
