import { describe, expect } from '@jest/globals';
import {
  add,
  atTheEnd,
  byHand,
  byParameter,
  change,
  deploy,
  inPoolA,
  lose,
  moment,
  move,
  rollBack,
  ROLLED_BACK,
  story,
} from './tell';

const adopting = [byHand('number 1', 'pool A'), deploy(add('number 1', 'pool A', { adoptExisting: true }))];
const owning = deploy(change({ takeOwnership: true, adoptExisting: false }));

describe('an update whose target the service refuses is rolled back, and leaves the association in its pool', () => {
  for (const as of ['invalid', 'denied'] as const) {
    for (const name of ['number 1', 'ALERTS/GB', 'agent 1'] as const) {
      story(
        `a pool that is ${as}: ${name}`,
        [
          deploy(add(name, 'pool A', { logicalId: 'Own' })),
          deploy(move('pool B'), { trouble: { refused: { what: 'pool B', as } } }),
        ],
        { last: ROLLED_BACK, pools: { [name]: ['pool A'] } },
      );
    }
    story(
      `a number that is ${as}`,
      [
        deploy(add('number 1', 'pool A', byParameter)),
        deploy(change({ identity: 'number 2' }), { trouble: { refused: { what: 'number 2', as } } }),
      ],
      { last: ROLLED_BACK, pools: { 'number 1': ['pool A'], 'number 2': [] } },
    );
  }
});

describe('a rollback with nothing to restore completes', () => {
  story(
    'after the former number was released',
    [
      deploy(add('number 1', 'pool A', byParameter)),
      byHand('number 1'),
      lose('number 1'),
      deploy(change({ identity: 'number 2' }), atTheEnd),
    ],
    { last: ROLLED_BACK, pools: { 'number 2': [] } },
  );

  for (const name of ['number 1', 'ALERTS/GB', 'agent 1'] as const) {
    story(
      `after the former pool was deleted: ${name}`,
      [deploy(add(name, 'pool A', { logicalId: 'Own' })), lose('pool A'), deploy(move('pool B'), atTheEnd)],
      { last: ROLLED_BACK },
    );
  }
});

describe('a rollback without a way back completes', () => {
  story(
    'and leaves the number where it became the last of its pool',
    {
      anchors: false,
      steps: [deploy([add('number 1', 'pool A'), add('number 2', 'pool A')]), deploy(move('pool B'), atTheEnd)],
    },
    { last: ROLLED_BACK, pools: { 'number 1': ['pool B'] } },
  );

  story(
    'and leaves the number in a third pool, where somebody put it',
    [
      inPoolA,
      deploy(move('pool B'), { onFailure: 'DO_NOTHING', ...atTheEnd }),
      byHand('number 1', 'pool C'),
      rollBack(),
    ],
    { last: ROLLED_BACK, pools: { 'number 1': ['pool C'] } },
  );
});

describe('a number that was adopted and taken out by hand', () => {
  for (const [how, steps] of [
    ['adopted alone', adopting],
    ['and then owned', [...adopting, owning]],
  ] as const) {
    story(
      `is moved back when its move is cancelled after its effect: ${how}`,
      [...steps, byHand('number 1'), deploy(move('pool B'), { fails: moment('after', 'associate') })],
      { last: ROLLED_BACK, pools: { 'number 1': ['pool A'] } },
    );
  }
});

describe('a number that is in no pool between the halves of its move', () => {
  story(
    'is put back first, where the new pool is denied after an attempt was lost',
    [
      inPoolA,
      deploy(move('pool B'), {
        trouble: {
          faults: [{ kind: 'drop-before', on: 'associate', after: 0, times: 1 }],
          refused: { what: 'pool B', as: 'denied' },
        },
      }),
    ],
    {
      last: ROLLED_BACK,
      pools: { 'number 1': ['pool A'] },
      also: ({ requests, associated }) => {
        // By the move itself, before its response.
        const moved = requests.find(({ event }) => event.RequestType === 'Update');
        const responded = moved?.responses[0]?.time ?? 0;
        const back = associated('number 1').filter(({ time }) => time > (moved?.sentAt ?? 0) && time <= responded);
        expect(back.map(({ pool }) => pool)).toEqual(['pool A']);
      },
    },
  );

  for (const as of ['invalid', 'denied'] as const) {
    story(
      `is put back by the second delivery, after a crash, where the new pool is ${as}`,
      [
        inPoolA,
        deploy(move('pool B'), {
          trouble: { crashes: [moment('before', 'associate')], refused: { what: 'pool B', as } },
        }),
      ],
      { last: ROLLED_BACK, pools: { 'number 1': ['pool A'] } },
    );
  }

  const trouble = { faults: [{ kind: 'access-denied', on: 'associate', after: 1, times: 10_000 }] } as const;
  const failed = [inPoolA, deploy(move('pool B'), { ...atTheEnd, trouble })];

  story(
    'fails its rollback while nothing can be associated, and is restored when that is continued',
    [...failed, rollBack()],
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_FAILED', ROLLED_BACK],
      reason: 'IT IS IN NO POOL',
      pools: { 'number 1': ['pool A'] },
    },
    [{}, { statusDelayMilliseconds: 3_000 }],
  );

  story(
    'can be left out of a rollback that is continued',
    [...failed, rollBack({ skip: true })],
    { statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_FAILED', ROLLED_BACK] },
    [{}],
  );
});
