import { describe, expect } from '@jest/globals';
import type { Check, CheckStep, Step } from '../history';
import {
  add,
  atTheEnd,
  byHand,
  change,
  check,
  deploy,
  destroy,
  moment,
  move,
  remove,
  revise,
  ROLLED_BACK,
  story,
} from './tell';

const IDENTITIES = ['number 1', 'ALERTS/GB', 'agent 1'] as const;
const REPAIR: readonly Check[] = [{ repair: true }];
const TWICE: readonly Check[] = [{ repair: true }, { repair: true }];

describe('a check at rest', () => {
  for (const identityName of IDENTITIES) {
    story(
      `puts back what the stack owns and somebody has taken out: ${identityName}`,
      { steps: [deploy(add(identityName, 'pool A')), byHand(identityName), check()] },
      ({ checks, poolsOf }) => {
        expect(checks).toMatchObject([{ status: 'checked', drifted: [{ found: 'nowhere', repaired: true }] }]);
        expect(poolsOf(identityName)).toEqual(['pool A']);
      },
    );
  }

  story(
    'puts back once what two checks find at once, and a destroy takes it out',
    { steps: [deploy(add('number 1', 'pool A')), byHand('number 1'), check(...TWICE), destroy()] },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual([]);
    },
  );

  story(
    'leaves what was adopted out, and reports it',
    {
      steps: [
        byHand('number 1', 'pool A'),
        deploy(add('number 1', 'pool A', { adoptExisting: true })),
        byHand('number 1'),
        check(),
      ],
    },
    ({ checks, poolsOf }) => {
      expect(checks).toMatchObject([{ drifted: [{ found: 'nowhere', repaired: false }] }]);
      expect(poolsOf('number 1')).toEqual([]);
    },
  );
});

const NEXT: readonly (readonly [string, readonly Step[], readonly string[]])[] = [
  ['drops the association', [deploy(remove)], []],
  ['moves it', [deploy(move('pool B'))], ['pool B']],
  ['repairs it by a revision', [deploy(revise)], ['pool A']],
  ['moves it and rolls back', [deploy(move('pool B'), atTheEnd)], ['pool A']],
  ['declares it under another logical id', [deploy(change({ logicalId: 'Other' }))], ['pool A']],
];

/** A check that is at work so long when the next step begins, with an Associate that takes so long. */
const CHECKS: readonly Pick<CheckStep, 'lead' | 'faults'>[] = [
  { lead: 420 },
  { lead: 500 },
  { lead: 1_000, faults: [{ kind: 'latency', on: 'associate', after: 0, times: 1, milliseconds: 2_500 }] },
];

describe('a check that puts a number back', () => {
  for (const details of CHECKS) {
    const before: readonly Step[] = [
      deploy(add('number 1', 'pool A')),
      byHand('number 1'),
      { do: 'check', stack: 'One', checks: REPAIR, ...details },
    ];
    for (const [what, steps, pools] of NEXT) {
      story(
        `ends as the deployment says that begins ${details.lead ?? 0} ms later and ${what}`,
        { steps: [...before, ...steps] },
        ({ poolsOf, statuses }) => {
          expect(poolsOf('number 1')).toEqual(pools);
          expect(statuses.at(-1)).toBe(what.includes('rolls back') ? ROLLED_BACK : 'UPDATE_COMPLETE');
        },
      );
    }
  }

  story(
    'has nothing left when the stack is destroyed meanwhile',
    {
      steps: [
        deploy(add('number 1', 'pool A')),
        byHand('number 1'),
        { do: 'check', stack: 'One', checks: REPAIR, lead: 500 },
        destroy(),
      ],
    },
    ({ poolsOf }) => {
      expect(poolsOf('number 1')).toEqual([]);
    },
  );

  for (const at of [moment('before', 'disassociate'), moment('after', 'disassociate'), moment('before', 'associate')]) {
    story(
      `does nothing in the middle of a move: ${at.at} ${at.on}`,
      {
        steps: [
          deploy(add('number 1', 'pool A')),
          deploy(move('pool B'), { trouble: { scheduled: { at, checks: TWICE } } }),
        ],
      },
      ({ checks, associated }) => {
        expect(checks).toMatchObject([{ status: 'skipped' }, { status: 'skipped' }]);
        expect(associated('number 1').map(({ pool }) => pool)).toEqual(['pool A', 'pool B']);
      },
    );
  }
});
