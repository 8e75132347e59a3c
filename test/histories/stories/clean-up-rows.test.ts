import { describe, expect } from '@jest/globals';
import { add, change, deploy, destroy, move, REMEMBERING, story } from './tell';

// Nobody knows what the row of a replaced resource shows during the clean-up. Where it shows the old id, no read tells what the
// resource holds under its new one: values that shift between parameters are a limit there, and not among these stories.
describe('while the rows of replaced resources show the Delete of the old ones', () => {
  const cleanUpRow = 'delete in progress';

  story(
    'a change of the logical id keeps the association',
    { cleanUpRow, steps: [deploy(add('number 1', 'pool A')), deploy(change({ logicalId: 'Own' })), destroy()] },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE']);
      expect(poolsOf('number 1')).toEqual([]);
    },
  );

  story(
    'a replacement removes the old association, and its rollback the new one',
    {
      cleanUpRow,
      steps: [
        deploy(add('ALERTS/GB', 'pool A', { logicalId: 'Own' })),
        deploy(move('pool B')),
        deploy(move('pool C'), { fails: 'at the end' }),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
      expect(poolsOf('ALERTS/GB')).toEqual(['pool B']);
    },
  );

  story(
    'another number in place of the first removes that',
    {
      cleanUpRow,
      steps: [
        deploy(add('number 1', 'pool A', { parameter: 'Number' })),
        deploy(change({ identity: 'number 2' }), { trouble: { duplicates: [0, 60_000] } }),
      ],
    },
    ({ statuses, poolsOf }) => {
      expect(statuses).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);
      expect([poolsOf('number 1'), poolsOf('number 2')]).toEqual([[], ['pool A']]);
    },
    REMEMBERING,
  );
});
