import { describe, expect } from '@jest/globals';
import { add, atTheEnd, deploy, destroy, story } from './tell';

const two = deploy([
  add('number 1', 'pool A', { parameter: 'First' }),
  add('number 2', 'pool A', { parameter: 'Second' }),
]);
const shift = { edit: 'shift', to: ['number 2', 'number 3'] } as const;
const exchange = { edit: 'shift', to: ['number 2', 'number 1'] } as const;

describe('two associations behind parameters', () => {
  story('whose values shift by one end in the pool, or all is as before', [two, deploy(shift)], {
    pools: { 'number 2': ['pool A'] },
    also: ({ statuses, poolsOf }) => {
      const isDone = statuses.at(-1) === 'UPDATE_COMPLETE';
      expect(statuses.at(-1)).toBe(isDone ? 'UPDATE_COMPLETE' : 'UPDATE_ROLLBACK_COMPLETE');
      expect(poolsOf('number 1')).toEqual(isDone ? [] : ['pool A']);
      expect(poolsOf('number 3')).toEqual(isDone ? ['pool A'] : []);
    },
  });

  story('whose values shift are as before when that is rolled back', [two, deploy(shift, atTheEnd)], {
    statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'],
    pools: { 'number 1': ['pool A'], 'number 2': ['pool A'], 'number 3': [] },
  });

  story(
    'whose values are exchanged both stay in the pool, whatever becomes of the deployment',
    [two, deploy(exchange)],
    {
      pools: { 'number 1': ['pool A'], 'number 2': ['pool A'] },
      also: ({ statuses }) => {
        expect(statuses.at(-1)).toMatch(/^UPDATE_(ROLLBACK_)?COMPLETE$/);
      },
    },
  );

  story(
    'can be shifted in two deployments, and then removed',
    [
      two,
      deploy({ edit: 'shift', to: ['number 1', 'number 3'] }),
      deploy({ edit: 'shift', to: ['number 2', 'number 3'] }),
      destroy(),
    ],
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
      pools: { 'number 1': [], 'number 2': [], 'number 3': [] },
    },
  );

  story(
    'with sender IDs keep both through an exchange',
    [
      deploy([add('ALERTS/GB', 'pool A', { parameter: 'First' }), add('NEWS/GB', 'pool A', { parameter: 'Second' })]),
      deploy({ edit: 'shift', to: ['NEWS/GB', 'ALERTS/GB'] }),
    ],
    { pools: { 'ALERTS/GB': ['pool A'], 'NEWS/GB': ['pool A'] } },
  );
});
