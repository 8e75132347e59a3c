import { describe, expect } from '@jest/globals';
import { add, change, deploy, destroy, move, remove, story } from './tell';

const adopting = add('number 1', 'pool A', { adoptExisting: true });

describe('a hand-over from one stack to another', () => {
  story(
    'with RETAIN keeps the association throughout, and the new stack owns it in the end',
    {
      steps: [
        deploy(add('number 1', 'pool A')),
        deploy(change({ retain: true })),
        deploy(adopting, {}, 'Two'),
        deploy(remove),
        deploy(change({ takeOwnership: true }), {}, 'Two'),
        deploy(move('pool B'), {}, 'Two'),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses.slice(2)).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool B']);
    },
  );

  story(
    'without RETAIN takes the identity out when the first stack is destroyed',
    {
      steps: [deploy(add('number 1', 'pool A')), deploy(adopting, {}, 'Two'), destroy()],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'CREATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual([]);
    },
  );

  story(
    'ends with the association in no pool when the new owner is destroyed',
    {
      steps: [
        deploy(add('ALERTS/GB', 'pool A', { retain: true })),
        deploy(add('ALERTS/GB', 'pool A', { adoptExisting: true }), {}, 'Two'),
        destroy(),
        deploy(change({ takeOwnership: true }), {}, 'Two'),
        destroy('Two'),
      ],
    },
    ({ poolsOf }) => {
      expect(poolsOf('ALERTS/GB')).toEqual([]);
    },
  );

  story(
    'that is refused names the command that finds the owner, and where taking over is described',
    {
      steps: [deploy(add('number 1', 'pool A')), deploy(add('number 1', 'pool A'), {}, 'Two')],
    },
    ({ statuses, reason, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'ROLLBACK_COMPLETE']);
      expect(reason).toMatch(/aws cloudformation describe-stack-resources --physical-resource-id owned:phone-1+\b/);
      expect(reason).toContain('in docs/operations.md of');
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});
