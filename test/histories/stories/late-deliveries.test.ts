import { describe } from '@jest/globals';
import { add, atTheEnd, change, deploy, destroy, inPoolA, moment, move, remove, revise, story } from './tell';

const both = deploy([add('number 1', 'pool A'), add('ALERTS/GB', 'pool A')]);

describe('an event that is delivered again', () => {
  story(
    'at the same time makes one association',
    {
      settings: { concurrentChanges: 'one-per-identity' },
      steps: [deploy([add('number 1', 'pool A'), add('ALERTS/GB', 'pool B')], { trouble: { duplicates: [0, 5] } })],
    },
    { statuses: ['CREATE_COMPLETE'], pools: { 'number 1': ['pool A'], 'ALERTS/GB': ['pool B'] } },
    [{}, { statusDelayMilliseconds: 3_000 }, { concurrentChanges: 'one-per-pool' }],
  );

  story(
    'while the stack rolls the update back changes nothing',
    [inPoolA, deploy(move('pool B'), { ...atTheEnd, trouble: { duplicates: [4_000, 9_000, 20_000] } })],
    { statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'], pools: { 'number 1': ['pool A'] } },
  );

  story(
    'after its resource was deleted makes nothing',
    [
      deploy(add('agent 1', 'pool A'), { inHaste: true, trouble: { duplicates: [30_000, 100_000] } }),
      deploy(remove, { inHaste: true }),
      deploy([]),
    ],
    { pools: { 'agent 1': [] } },
  );

  story(
    'after the clean-up that it belonged to leaves what another resource holds now',
    [
      deploy([add('ALERTS/FR', 'pool C', { logicalId: 'Own' }), add('ALERTS/FR', 'pool A', { path: 'Other' })]),
      deploy({ edit: 'swap', which: 0, with: 1 }, { trouble: { duplicates: [80_000] } }),
    ],
    { pools: { 'ALERTS/FR': ['pool A', 'pool C'] } },
  );

  story(
    'of a Delete, when the association was made again by the next deployment, leaves that',
    [both, deploy([remove, remove], { inHaste: true, trouble: { duplicates: [15_000] } }), both],
    { last: 'UPDATE_COMPLETE', pools: { 'number 1': ['pool A'], 'ALERTS/GB': ['pool A'] } },
  );
});

describe('a function that was cancelled', () => {
  story(
    'and wakes in the next deployment stops',
    [
      inPoolA,
      deploy(move('pool B'), {
        fails: 200,
        inHaste: true,
        trouble: { crashes: [moment('before', 'disassociate')] },
      }),
      // Lambda delivers the event again a minute later.
      deploy(revise, { trouble: { delay: 20_000 }, inHaste: true }),
      deploy(move('pool C')),
      destroy(),
    ],
    {
      statuses: [
        'CREATE_COMPLETE',
        'UPDATE_ROLLBACK_COMPLETE',
        'UPDATE_COMPLETE',
        'UPDATE_COMPLETE',
        'DELETE_COMPLETE',
      ],
      pools: { 'number 1': [] },
    },
  );

  story(
    'while it creates stops, when the next deployment makes the association under another logical id',
    [
      deploy([]),
      deploy(add('agent 1', 'pool A'), {
        fails: 300,
        inHaste: true,
        trouble: { crashes: [moment('before', 'associate')] },
      }),
      deploy(add('agent 1', 'pool A', { logicalId: 'Own' })),
      deploy(change({ pool: 'pool B' })),
    ],
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE'],
      pools: { 'agent 1': ['pool B'] },
    },
  );
});

describe('a Delete that CloudFormation gave up', () => {
  story(
    'and that wakes up when the next deployment has made the association again stops',
    [
      both,
      // The clean-up tries three times; the last function may still be at work.
      deploy([remove, remove], {
        inHaste: true,
        trouble: { faults: [{ kind: 'access-denied', on: 'disassociate', after: 0, times: 60 }] },
      }),
      deploy([add('number 1', 'pool A', { adoptExisting: true }), add('ALERTS/GB', 'pool A', { adoptExisting: true })]),
    ],
    { last: 'UPDATE_COMPLETE', pools: { 'number 1': ['pool A'], 'ALERTS/GB': ['pool A'] } },
  );
});
