import { describe } from '@jest/globals';
import { add, change, deploy, destroy, inPoolA, move, remove, story } from './tell';

const adopting = add('number 1', 'pool A', { adoptExisting: true });

describe('a hand-over from one stack to another', () => {
  story(
    'with RETAIN keeps the association throughout, and the new stack owns it in the end',
    [
      inPoolA,
      deploy(change({ retain: true })),
      deploy(adopting, {}, 'Two'),
      deploy(remove),
      deploy(change({ takeOwnership: true }), {}, 'Two'),
      deploy(move('pool B'), {}, 'Two'),
    ],
    {
      statuses: [
        'CREATE_COMPLETE',
        'CREATE_COMPLETE',
        'CREATE_COMPLETE',
        'UPDATE_COMPLETE',
        'UPDATE_COMPLETE',
        'UPDATE_COMPLETE',
      ],
      pools: { 'number 1': ['pool B'] },
    },
  );

  story(
    'without RETAIN takes the identity out when the first stack is destroyed',
    [inPoolA, deploy(adopting, {}, 'Two'), destroy()],
    { statuses: ['CREATE_COMPLETE', 'CREATE_COMPLETE', 'DELETE_COMPLETE'], pools: { 'number 1': [] } },
  );

  story(
    'ends with the association in no pool when the new owner is destroyed',
    [
      deploy(add('ALERTS/GB', 'pool A', { retain: true })),
      deploy(add('ALERTS/GB', 'pool A', { adoptExisting: true }), {}, 'Two'),
      destroy(),
      deploy(change({ takeOwnership: true }), {}, 'Two'),
      destroy('Two'),
    ],
    { pools: { 'ALERTS/GB': [] } },
  );
});
