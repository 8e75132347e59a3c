import { describe } from '@jest/globals';
import { add, atTheEnd, change, deploy, destroy, inPoolA, move, remove, ROLLED_BACK, story } from './tell';

const ownPool = true;
const list = (byArn: boolean) => change({ listed: true, byArn });

describe('an association that becomes an entry of the list of the stack’s own pool', () => {
  for (const name of ['number 1', 'ALERTS/GB', 'agent 1'] as const) {
    for (const byArn of [true, false]) {
      story(
        `stays in the pool: ${name}, with an entry that is ${byArn ? 'written down' : 'put together'}`,
        { ownPool, steps: [deploy(add(name, 'pool A')), deploy(list(byArn)), destroy()] },
        { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'], pools: { [name]: ['pool A'] } },
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
    { pools: { 'ALERTS/GB': ['pool A'] } },
  );

  story(
    'stays in the pool while the template can’t be read for eight seconds',
    {
      ownPool,
      steps: [
        inPoolA,
        deploy(list(true), {
          trouble: { stackApi: { fault: { kind: 'unavailable', from: 'Delete', milliseconds: 8_000 } } },
        }),
      ],
    },
    { pools: { 'number 1': ['pool A'] } },
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
    { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE'], pools: { 'number 1': [] } },
  );

  story(
    'that becomes an association is an entry again after a rollback',
    {
      ownPool,
      steps: [
        deploy([add('number 1', 'pool A', { listed: true }), add('agent 1', 'pool B')]),
        deploy([change({ listed: false }), move('pool A')], atTheEnd),
      ],
    },
    { last: ROLLED_BACK, pools: { 'number 1': ['pool A'] } },
  );
});
