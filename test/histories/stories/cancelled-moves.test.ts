import { describe, expect } from '@jest/globals';
import { add, atTheEnd, byHand, byParameter, change, deploy, destroy, inPoolA, moment, move, story } from './tell';

const ROLLED_BACK = ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

describe('a move that is cancelled', () => {
  const throttled = { kind: 'throttle', on: 'read', after: 1, times: 6 } as const;
  const inFlight = { kind: 'latency', on: 'disassociate', after: 0, times: 1, milliseconds: 4_000 } as const;
  for (const [when, fails, fault] of [
    ['after it took effect, with its reads throttled,', 4_000, throttled],
    ['with its Disassociate in flight', 300, inFlight],
  ] as const) {
    story(
      `${when} leaves the number in its old pool`,
      [inPoolA, deploy(move('pool B'), { fails, trouble: { faults: [fault] } })],
      { statuses: ROLLED_BACK, pools: { 'number 1': ['pool A'] } },
    );
  }

  for (const milliseconds of [0, 100, 200, 300, 1_000, 6_220]) {
    story(
      `${milliseconds} ms after its beginning leaves the number in its old pool`,
      [inPoolA, deploy(move('pool B'), { fails: milliseconds }), deploy([])],
      { statuses: [...ROLLED_BACK, 'UPDATE_ROLLBACK_COMPLETE'], pools: { 'number 1': ['pool A'] } },
    );
  }

  story(
    'between its halves, by a crash, leaves the number in its old pool while reads lag',
    {
      settings: { readLagMilliseconds: 1_500 },
      steps: [inPoolA, deploy(move('pool B'), { fails: 200, trouble: { crashes: [moment('before', 'associate')] } })],
    },
    { statuses: ROLLED_BACK, pools: { 'number 1': ['pool A'] } },
  );

  story(
    'and puts the number back while its rollback waits leaves it in its old pool, with reads throttled that lag',
    {
      settings: {
        readLagMilliseconds: 1_500,
        requestsPerSecond: 1,
        statusDelayMilliseconds: 3_000,
        associatingShown: false,
        disassociatingShown: false,
      },
      steps: [
        deploy(add('number 2', 'pool B')),
        ...[1_000, 1_500, 1_775, 2_500].map((fails) => deploy(move('pool A'), { fails })),
      ],
    },
    {
      statuses: ['CREATE_COMPLETE', ...[1, 2, 3, 4].map(() => 'UPDATE_ROLLBACK_COMPLETE')],
      pools: { 'number 2': ['pool B'] },
    },
  );

  story(
    'in a nested stack, by the stack around it, leaves the number in its old pool',
    { nested: true, steps: [inPoolA, deploy(move('pool B'), { fails: 200 }), destroy()] },
    { statuses: [...ROLLED_BACK, 'DELETE_COMPLETE'], pools: { 'number 1': [] } },
  );

  story(
    'crosses its rollback, twice, while reads lag',
    {
      settings: { readLagMilliseconds: 1_500, associatingShown: false, disassociatingShown: false },
      steps: [
        deploy(add('number 3', 'pool C')),
        deploy(move('pool B'), { trouble: { faults: [{ kind: 'throttle', on: 'associate', after: 0, times: 1 }] } }),
        deploy(move('pool C')),
        deploy(move('pool B'), { fails: 3_444 }),
        deploy(move('pool C'), { fails: 0, trouble: { crashes: [moment('before', 'response')] } }),
        destroy(),
      ],
    },
    { pools: { 'number 3': [] } },
  );
});

describe('the rollback of a move', () => {
  story(
    'whose target is in a third pool goes on, and leaves the identity there',
    [deploy(add('agent 1', 'pool A')), byHand('agent 1', 'pool C'), deploy(move('pool B'), atTheEnd)],
    { statuses: ROLLED_BACK, pools: { 'agent 1': ['pool C'] } },
  );
});

describe('a replacement that is cancelled', () => {
  for (const milliseconds of [150, 400, 2_000]) {
    story(
      `${milliseconds} ms after its beginning is undone by the rollback`,
      [
        deploy(add('ALERTS/GB', 'pool A', { logicalId: 'Own' })),
        deploy(change({ pool: 'pool C' }), { fails: milliseconds }),
      ],
      {
        statuses: ROLLED_BACK,
        also: ({ poolsOf }) => {
          expect(poolsOf('ALERTS/GB')[0]).toBe('pool A');
        },
      },
    );
  }

  story(
    'after its Associate, and then crashes, is proved and undone',
    {
      settings: { replayedToken: 'remembered' },
      steps: [
        deploy(add('number 1', 'pool A', { logicalId: 'Own' })),
        deploy(change({ identity: 'number 2' }), {
          fails: 1_000,
          trouble: { crashes: [moment('after', 'associate')] },
        }),
      ],
    },
    { statuses: ROLLED_BACK, pools: { 'number 1': ['pool A'], 'number 2': [] } },
  );
});

describe('an Update that is cancelled just before it reads the events', () => {
  // The resource shows UPDATE_FAILED then, and the stack no rollback yet: as if the Update restored the resource.
  for (const fails of [205, 230, 270]) {
    story(
      `makes nothing that the rollback does not know of: after ${fails} ms`,
      [deploy(add('number 1', 'pool A', byParameter)), deploy(change({ identity: 'number 2' }), { fails })],
      { statuses: ROLLED_BACK, pools: { 'number 1': ['pool A'], 'number 2': [] } },
    );
  }
});
