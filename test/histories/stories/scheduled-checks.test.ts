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
  inPoolA,
  moment,
  move,
  remove,
  revise,
  ROLLED_BACK,
  story,
} from './tell';

const IDENTITIES = ['number 1', 'ALERTS/GB', 'agent 1'] as const;
const TWICE: readonly Check[] = [{ repair: true }, { repair: true }];

describe('a check at rest', () => {
  for (const identityName of IDENTITIES) {
    story(
      `puts back what the stack owns and somebody has taken out: ${identityName}`,
      [deploy(add(identityName, 'pool A')), byHand(identityName), check()],
      {
        pools: { [identityName]: ['pool A'] },
        checks: [{ status: 'checked', drifted: [{ found: 'nowhere', repaired: true }] }],
      },
    );
  }

  story(
    'puts back once what two checks find at once, and a destroy takes it out',
    [inPoolA, byHand('number 1'), check(...TWICE), destroy()],
    { statuses: ['CREATE_COMPLETE', 'DELETE_COMPLETE'], pools: { 'number 1': [] } },
  );

  story(
    'leaves what was adopted out, and reports it',
    [
      byHand('number 1', 'pool A'),
      deploy(add('number 1', 'pool A', { adoptExisting: true })),
      byHand('number 1'),
      check(),
    ],
    { pools: { 'number 1': [] }, checks: [{ drifted: [{ found: 'nowhere', repaired: false }] }] },
  );
});

const NEXT: readonly (readonly [string, Step, string, readonly string[]])[] = [
  ['drops the association', deploy(remove), 'UPDATE_COMPLETE', []],
  ['moves it', deploy(move('pool B')), 'UPDATE_COMPLETE', ['pool B']],
  ['repairs it by a revision', deploy(revise), 'UPDATE_COMPLETE', ['pool A']],
  ['moves it and rolls back', deploy(move('pool B'), atTheEnd), ROLLED_BACK, ['pool A']],
  ['declares it under another logical id', deploy(change({ logicalId: 'Other' })), 'UPDATE_COMPLETE', ['pool A']],
  ['destroys the stack', destroy(), 'DELETE_COMPLETE', []],
];

/** A check that is at work so long when the next step begins, with an Associate that takes so long. */
const CHECKS: readonly Pick<CheckStep, 'lead' | 'faults'>[] = [
  { lead: 420 },
  { lead: 500 },
  { lead: 1_000, faults: [{ kind: 'latency', on: 'associate', after: 0, times: 1, milliseconds: 2_500 }] },
];

describe('a check that puts a number back', () => {
  for (const details of CHECKS) {
    const checked = { ...check(), ...details };
    for (const [what, next, last, pools] of NEXT) {
      story(
        `ends as the operation says that begins ${details.lead ?? 0} ms later and ${what}`,
        [inPoolA, byHand('number 1'), checked, next],
        { last, pools: { 'number 1': pools } },
      );
    }
  }

  for (const at of [moment('before', 'disassociate'), moment('after', 'disassociate'), moment('before', 'associate')]) {
    story(
      `does nothing in the middle of a move: ${at.at} ${at.on}`,
      [inPoolA, deploy(move('pool B'), { trouble: { scheduled: { at, checks: TWICE } } })],
      {
        checks: [{ status: 'skipped' }, { status: 'skipped' }],
        also: ({ associated }) => {
          expect(associated('number 1').map(({ pool }) => pool)).toEqual(['pool A', 'pool B']);
        },
      },
    );
  }
});
