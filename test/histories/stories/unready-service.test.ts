import { describe } from '@jest/globals';
import { add, byHand, deploy, destroy, move, story } from './tell';

describe('a number that is still leaving a pool', () => {
  for (const [what, pool, adoptExisting] of [
    ['the pool that it is declared in', 'pool A', false],
    ['the pool that it is to be adopted in', 'pool A', true],
    ['another pool', 'pool B', false],
  ] as const) {
    story(
      `is waited for, and then associated: ${what}`,
      {
        settings: { statusDelayMilliseconds: 20_000 },
        steps: [
          byHand('number 1', 'pool A'),
          { do: 'by hand', identity: 'number 1', out: true, slowly: true },
          deploy(add('number 1', pool, { adoptExisting })),
        ],
      },
      { statuses: ['CREATE_COMPLETE'], pools: { 'number 1': [pool] } },
    );
  }
});

describe('two deliveries of one Create, the second with a conflict without a reason', () => {
  for (const adoptExisting of [false, true]) {
    story(
      `succeed with the key as physical id${adoptExisting ? ', also with adoptExisting' : ''}`,
      {
        settings: { replayedToken: 'remembered', statusDelayMilliseconds: 3_000, changingReason: undefined },
        steps: [deploy(add('number 1', 'pool A', { adoptExisting }), { trouble: { duplicates: [60] } }), destroy()],
      },
      { statuses: ['CREATE_COMPLETE', 'DELETE_COMPLETE'], pools: { 'number 1': [] } },
    );
  }
});

describe('a response that is no answer', () => {
  const spoiled = ['empty-before', 'empty-after', 'null-before', 'null-after'] as const;
  const refused = ['redirect', 'expired-token', 'request-expired'] as const;
  for (const kind of [...spoiled, ...refused]) {
    story(
      `is an unknown outcome, and the change is tried again: ${kind}`,
      [
        deploy([add('number 1', 'pool A'), add('ALERTS/GB', 'pool A')], {
          trouble: { faults: [{ kind, on: 'any call', after: 2, times: 2 }] },
        }),
        deploy(move('pool B'), { trouble: { faults: [{ kind, on: 'any call', after: 1, times: 2 }] } }),
        destroy('One', { trouble: { faults: [{ kind, on: 'disassociate', after: 0, times: 2 }] } }),
      ],
      {
        statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
        pools: { 'number 1': [], 'ALERTS/GB': [] },
      },
      [{}, { statusDelayMilliseconds: 3_000 }],
    );
  }
});
