import { describe, expect } from '@jest/globals';
import { MANY } from '../account';
import { add, deploy, REMEMBERING, story } from './tell';

describe('fifty creates that wait for a quota of one a second', () => {
  const fifty = MANY.map(({ name }, index) => add(name, 'pool A', { logicalId: `Number${index}` }));

  story(
    'stop when one fails, and leave nothing in the pool',
    {
      many: true,
      settings: { requestsPerSecond: 1 },
      steps: [deploy(fifty, { fails: 20_000 })],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['ROLLBACK_COMPLETE']);
      expect(MANY.filter(({ name }) => poolsOf(name).length > 0)).toEqual([]);
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
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['ROLLBACK_COMPLETE']);
      expect(poolsOf('number 1')).toEqual([]);
    },
    REMEMBERING,
  );

  story(
    'while its rights spread does nothing when they have',
    {
      steps: [
        deploy([add('number 1', 'pool A'), add('NEWS/GB', 'pool A')], {
          fails: 4_646,
          trouble: { deniedMinute: true },
        }),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['ROLLBACK_COMPLETE']);
      expect([...poolsOf('number 1'), ...poolsOf('NEWS/GB')]).toEqual([]);
    },
  );

  story(
    'is undone when its stack is deleted instead of rolled back',
    { steps: [deploy([add('number 1', 'pool A'), add('ALERTS/GB', 'pool A')], { fails: 400, onFailure: 'DELETE' })] },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['DELETE_COMPLETE']);
      expect([...poolsOf('number 1'), ...poolsOf('ALERTS/GB')]).toEqual([]);
    },
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
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['DELETE_COMPLETE']);
      expect([...poolsOf('number 1'), ...poolsOf('number 2'), ...poolsOf('ALERTS/GB')]).toEqual([]);
    },
    REMEMBERING,
  );
});

describe('in a nested stack', () => {
  story(
    'a create that the stack around it cancels is undone',
    { nested: true, steps: [deploy([add('number 1', 'pool A'), add('ALERTS/GB', 'pool B')], { fails: 400 })] },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['ROLLBACK_COMPLETE']);
      expect([...poolsOf('number 1'), ...poolsOf('ALERTS/GB')]).toEqual([]);
    },
    REMEMBERING,
  );
});
