import { describe } from '@jest/globals';
import { add, atTheEnd, byParameter, change, deploy, inPoolA, moment, move, ROLLED_BACK, story } from './tell';

describe('a stack that shows what was before', () => {
  for (const name of ['number 1', 'ALERTS/GB', 'agent 1'] as const) {
    story(
      `is read again in a rollback, until it shows the request: ${name}`,
      [
        deploy(add(name, 'pool A', { logicalId: 'Own' })),
        deploy(move('pool B'), { ...atTheEnd, trouble: { stackApi: { settings: { lagMilliseconds: 2_000 } } } }),
      ],
      { last: ROLLED_BACK, pools: { [name]: ['pool A'] } },
    );
  }

  story(
    'stops no request that is wanted, where its row is written after the delivery, in the same second as the change before',
    {
      rowDelayMilliseconds: 150,
      api: { clockAheadMilliseconds: 150 },
      steps: [
        inPoolA,
        deploy(move('pool B'), { trouble: { faults: [{ kind: 'throttle', on: 'associate', after: 0, times: 6 }] } }),
      ],
    },
    { last: 'UPDATE_COMPLETE', pools: { 'number 1': ['pool B'] } },
  );
});

describe('an association whose logical id changes stays in its pool', () => {
  const renaming = change({ logicalId: 'OwnOne' });

  for (const kind of ['empty', 'cut', 'html', 'dropped', 'internal', 'throttled'] as const) {
    story(
      `where CloudFormation fails or its answers are spoiled for eight seconds of the clean-up: ${kind}`,
      [inPoolA, deploy(renaming, { trouble: { stackApi: { fault: { kind, from: 'Delete', milliseconds: 8_000 } } } })],
      { last: 'UPDATE_COMPLETE', pools: { 'number 1': ['pool A'] } },
    );
  }

  story(
    'where a page of the list fails, and its token is refused then',
    {
      api: { pageSize: 2, tokenLifeMilliseconds: 100 },
      steps: [
        inPoolA,
        deploy(renaming, { trouble: { stackApi: { fault: { kind: 'internal', from: 'Delete', milliseconds: 500 } } } }),
      ],
    },
    { last: 'UPDATE_COMPLETE', pools: { 'number 1': ['pool A'] } },
  );
});

describe('the physical id of an event', () => {
  for (const eventIds of ['as the row', 'none in progress', 'former if failed', 'newer in progress'] as const) {
    story(
      `can be shown at another moment: ${eventIds}`,
      {
        api: { eventIds },
        steps: [
          deploy(add('number 1', 'pool A', byParameter)),
          deploy(change({ identity: 'number 2' }), atTheEnd),
          deploy(move('pool B'), atTheEnd),
        ],
      },
      { statuses: ['CREATE_COMPLETE', ROLLED_BACK, ROLLED_BACK], pools: { 'number 1': ['pool A'], 'number 2': [] } },
    );
  }
});

describe('a date that is wrong', () => {
  for (const milliseconds of [-600_000, 600_000]) {
    story(
      `changes nothing when it jumps during a wait, by ${milliseconds} ms`,
      {
        settings: { statusDelayMilliseconds: 8_000 },
        steps: [
          deploy(add('number 1', 'pool A'), {
            trouble: { jump: { at: moment('after', 'associate'), milliseconds } },
          }),
          deploy(move('pool B'), {
            trouble: { jump: { at: moment('after', 'disassociate'), milliseconds } },
          }),
        ],
      },
      { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'], pools: { 'number 1': ['pool B'] } },
    );
  }

  story(
    'behind CloudFormation’s does not keep a cancelled move from being stopped',
    {
      api: { clockAheadMilliseconds: 120_000 },
      steps: [
        inPoolA,
        deploy(move('pool B'), {
          fails: 5_000,
          trouble: { faults: [{ kind: 'throttle', on: 'associate', after: 0, times: 8 }] },
        }),
      ],
    },
    { last: ROLLED_BACK, pools: { 'number 1': ['pool A'] } },
  );
});

describe('a Create that is cancelled while everything is denied', () => {
  story(
    'leaves nothing, and its Delete does not fail',
    [
      deploy(add('agent 1', 'pool A'), {
        fails: 5_000,
        trouble: { faults: [{ kind: 'access-denied', on: 'any call', after: 0, times: 10_000 }] },
      }),
    ],
    { statuses: ['ROLLBACK_COMPLETE'], pools: { 'agent 1': [] } },
  );
});
