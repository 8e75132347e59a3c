import { describe, expect } from '@jest/globals';
import { add, byHand, change, deploy, destroy, move, revise, story } from './tell';

const adopting = add('number 1', 'pool A', { adoptExisting: true });
const owning = change({ takeOwnership: true });

describe('an association made by hand', () => {
  story(
    'is adopted, then owned, and leaves the pool with the stack',
    {
      steps: [byHand('number 1', 'pool A'), deploy(adopting), deploy(owning), destroy()],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual([]);
    },
  );

  story(
    'stays when the deployment that adopts it is rolled back',
    {
      steps: [byHand('number 1', 'pool A'), deploy([]), deploy(adopting, { fails: 'at the end' })],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses.at(-1)).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'stays when the deployment that takes ownership is rolled back, and is not owned then',
    {
      steps: [byHand('number 1', 'pool A'), deploy(adopting), deploy(owning, { fails: 'at the end' }), destroy()],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'is moved once it is owned',
    {
      steps: [byHand('number 1', 'pool A'), deploy(adopting), deploy(owning), deploy(move('pool B')), destroy()],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual([]);
    },
  );

  story(
    'is not moved while it is only adopted',
    {
      steps: [byHand('number 1', 'pool A'), deploy(adopting), deploy(move('pool B')), destroy()],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'is refused to a stack that takes ownership in its first deployment, with the two steps',
    {
      steps: [
        byHand('number 1', 'pool A'),
        deploy(add('number 1', 'pool A', { adoptExisting: true, takeOwnership: true })),
      ],
    },
    ({ statuses, reason, poolsOf }) => {
      expect(statuses).toEqual(['ROLLBACK_COMPLETE']);
      expect(reason).toContain(
        'Deploy with adoptExisting: true and without takeOwnership, then with takeOwnership: true',
      );
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});

describe('an adopted number that somebody takes out', () => {
  story(
    'is adopted again after a repair that is rolled back, and stays',
    {
      steps: [
        byHand('number 1', 'pool A'),
        deploy(adopting),
        byHand('number 1'),
        deploy(revise, { fails: 'at the end' }),
        destroy(),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );

  story(
    'is adopted again after a move that is rolled back, and stays',
    {
      steps: [
        byHand('number 1', 'pool A'),
        deploy(adopting),
        byHand('number 1'),
        deploy(move('pool B'), { fails: 'at the end' }),
        destroy(),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual(['pool A']);
    },
  );
});
