import { describe } from '@jest/globals';
import { add, atTheEnd, byHand, change, deploy, destroy, move, revise, story } from './tell';

const adopting = add('number 1', 'pool A', { adoptExisting: true });
const adopted = [byHand('number 1', 'pool A'), deploy(adopting)];
const owning = change({ takeOwnership: true });

describe('an association made by hand', () => {
  story('is adopted, then owned, and leaves the pool with the stack', [...adopted, deploy(owning), destroy()], {
    statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
    pools: { 'number 1': [] },
  });

  story(
    'stays when the deployment that adopts it is rolled back',
    [byHand('number 1', 'pool A'), deploy([]), deploy(adopting, atTheEnd)],
    { last: 'UPDATE_ROLLBACK_COMPLETE', pools: { 'number 1': ['pool A'] } },
  );

  story(
    'stays when the deployment that takes ownership is rolled back, and is not owned then',
    [...adopted, deploy(owning, atTheEnd), destroy()],
    { statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE'], pools: { 'number 1': ['pool A'] } },
  );

  story('is moved once it is owned', [...adopted, deploy(owning), deploy(move('pool B')), destroy()], {
    statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'],
    pools: { 'number 1': [] },
  });

  story('is not moved while it is only adopted', [...adopted, deploy(move('pool B')), destroy()], {
    statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
    pools: { 'number 1': ['pool A'] },
  });

  story(
    'is refused to a stack that takes ownership in its first deployment, with the two steps',
    [byHand('number 1', 'pool A'), deploy(add('number 1', 'pool A', { adoptExisting: true, takeOwnership: true }))],
    {
      statuses: ['ROLLBACK_COMPLETE'],
      reason: 'Deploy with adoptExisting: true and without takeOwnership, then with takeOwnership: true',
      pools: { 'number 1': ['pool A'] },
    },
  );
});

describe('an adopted number that somebody takes out', () => {
  for (const [what, edit] of [
    ['a repair', revise],
    ['a move', move('pool B')],
  ] as const) {
    story(
      `is adopted again after ${what} that is rolled back, and stays`,
      [...adopted, byHand('number 1'), deploy(edit, atTheEnd), destroy()],
      {
        statuses: ['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE'],
        pools: { 'number 1': ['pool A'] },
      },
    );
  }
});
