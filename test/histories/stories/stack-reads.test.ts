import { describe, expect } from '@jest/globals';
import { add, atTheEnd, change, deploy, move, ROLLED_BACK, story } from './tell';

const inPoolA = deploy(add('number 1', 'pool A'));

describe('a stack that shows what was before', () => {
  for (const name of ['number 1', 'ALERTS/GB', 'agent 1'] as const) {
    story(
      `is read again in a rollback, until it shows the request: ${name}`,
      {
        steps: [
          deploy(add(name, 'pool A', { logicalId: 'Own' })),
          deploy(move('pool B'), { ...atTheEnd, trouble: { stackApi: { settings: { lagMilliseconds: 2_000 } } } }),
        ],
      },
      ({ statuses, poolsOf }) => {
        expect(statuses.at(-1)).toBe(ROLLED_BACK);
        expect(poolsOf(name)).toEqual(['pool A']);
      },
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
    ({ statuses, poolsOf }) => {
      expect(statuses.at(-1)).toBe('UPDATE_COMPLETE');
      expect(poolsOf('number 1')).toEqual(['pool B']);
    },
  );
});

describe('an association whose logical id changes stays in its pool', () => {
  const renaming = change({ logicalId: 'OwnOne' });

  for (const kind of ['empty', 'cut', 'html', 'dropped', 'internal'] as const) {
    story(
      `where CloudFormation's answers are spoiled for eight seconds of the clean-up: ${kind}`,
      {
        steps: [
          inPoolA,
          deploy(renaming, { trouble: { stackApi: { fault: { kind, from: 'Delete', milliseconds: 8_000 } } } }),
        ],
      },
      ({ statuses, poolsOf }) => {
        expect(statuses.at(-1)).toBe('UPDATE_COMPLETE');
        expect(poolsOf('number 1')).toEqual(['pool A']);
      },
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
    ({ statuses, poolsOf }) => {
      expect(statuses.at(-1)).toBe('UPDATE_COMPLETE');
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});

describe('the physical id of an event', () => {
  for (const eventIds of ['as the row', 'none in progress', 'former if failed', 'newer in progress'] as const) {
    story(
      `can be shown at another moment: ${eventIds}`,
      {
        api: { eventIds },
        steps: [
          deploy(add('number 1', 'pool A', { parameter: 'First' })),
          deploy(change({ identity: 'number 2' }), atTheEnd),
          deploy(move('pool B'), atTheEnd),
        ],
      },
      ({ statuses, poolsOf }) => {
        expect(statuses.slice(1)).toEqual([ROLLED_BACK, ROLLED_BACK]);
        expect(poolsOf('number 1')).toEqual(['pool A']);
        expect(poolsOf('number 2')).toEqual([]);
      },
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
            trouble: { jump: { at: { at: 'after', on: 'associate', after: 0 }, milliseconds } },
          }),
          deploy(move('pool B'), {
            trouble: { jump: { at: { at: 'after', on: 'disassociate', after: 0 }, milliseconds } },
          }),
        ],
      },
      ({ statuses, poolsOf }) => {
        expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);
        expect(poolsOf('number 1')).toEqual(['pool B']);
      },
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
    ({ statuses, poolsOf }) => {
      expect(statuses.at(-1)).toBe(ROLLED_BACK);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});

describe('a Create that is cancelled while everything is denied', () => {
  story(
    'leaves nothing, and its Delete does not fail',
    {
      steps: [
        deploy(add('agent 1', 'pool A'), {
          fails: 5_000,
          trouble: { faults: [{ kind: 'access-denied', on: 'any call', after: 0, times: 10_000 }] },
        }),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['ROLLBACK_COMPLETE']);
      expect(poolsOf('agent 1')).toEqual([]);
    },
  );
});
