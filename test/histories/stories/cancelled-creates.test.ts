import { describe, expect } from '@jest/globals';
import { MANY } from '../account';
import { add, deploy, REMEMBERING, story } from './tell';

describe('fifty creates that wait for a quota of one a second', () => {
  const fifty = MANY.map(({ name }, index) => add(name, 'pool A', { logicalId: `Number${index}` }));

  story(
    'stop when one fails, and leave nothing in the pool',
    { many: true, settings: { requestsPerSecond: 1 }, steps: [deploy(fifty, { fails: 20_000 })] },
    {
      statuses: ['ROLLBACK_COMPLETE'],
      also: ({ poolsOf }) => {
        expect(MANY.filter(({ name }) => poolsOf(name).length > 0)).toEqual([]);
      },
    },
    [{}, { statusDelayMilliseconds: 3_000 }],
  );
});

describe('a create that is cancelled', () => {
  story(
    'while the number is ASSOCIATING and not yet listed is waited for, proved and undone',
    {
      settings: { statusDelayMilliseconds: 20_000, associatingShown: false },
      steps: [deploy(add('number 1', 'pool A'), { fails: 1_000 })],
    },
    { statuses: ['ROLLBACK_COMPLETE'], pools: { 'number 1': [] } },
    REMEMBERING,
  );

  story(
    'while its rights spread does nothing when they have',
    [deploy([add('number 1', 'pool A'), add('NEWS/GB', 'pool A')], { fails: 4_646, trouble: { deniedMinute: true } })],
    { statuses: ['ROLLBACK_COMPLETE'], pools: { 'number 1': [], 'NEWS/GB': [] } },
  );

  story(
    'is undone when its stack is deleted instead of rolled back',
    [deploy([add('number 1', 'pool A'), add('ALERTS/GB', 'pool A')], { fails: 400, onFailure: 'DELETE' })],
    { statuses: ['DELETE_COMPLETE'], pools: { 'number 1': [], 'ALERTS/GB': [] } },
    REMEMBERING,
  );

  story(
    'stops when its stack is deleted instead of rolled back, while it still waits for the service',
    {
      settings: { requestsPerSecond: 1 },
      steps: [
        deploy([add('number 1', 'pool A'), add('number 2', 'pool A'), add('ALERTS/GB', 'pool A')], {
          fails: 1_500,
          onFailure: 'DELETE',
        }),
      ],
    },
    { statuses: ['DELETE_COMPLETE'], pools: { 'number 1': [], 'number 2': [], 'ALERTS/GB': [] } },
    REMEMBERING,
  );
});

describe('in a nested stack', () => {
  story(
    'a create that the stack around it cancels is undone',
    { nested: true, steps: [deploy([add('number 1', 'pool A'), add('ALERTS/GB', 'pool B')], { fails: 400 })] },
    { statuses: ['ROLLBACK_COMPLETE'], pools: { 'number 1': [], 'ALERTS/GB': [] } },
    REMEMBERING,
  );
});
