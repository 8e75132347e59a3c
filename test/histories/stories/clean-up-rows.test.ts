import { describe } from '@jest/globals';
import { add, atTheEnd, change, deploy, destroy, inPoolA, move, REMEMBERING, story } from './tell';

// Nobody knows what the row of a replaced resource shows during the clean-up. Where it shows the old id, no read tells what the
// resource holds under its new one: values that shift between parameters are a limit there, and not among these stories.
describe('while the rows of replaced resources show the Delete of the old ones', () => {
  const cleanUpRow = 'delete in progress';

  story(
    'a change of the logical id keeps the association',
    { cleanUpRow, steps: [inPoolA, deploy(change({ logicalId: 'Own' })), destroy()] },
    { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'], pools: { 'number 1': [] } },
  );

  story(
    'a replacement removes the old association, and its rollback the new one',
    {
      cleanUpRow,
      steps: [
        deploy(add('ALERTS/GB', 'pool A', { logicalId: 'Own' })),
        deploy(move('pool B')),
        deploy(move('pool C'), atTheEnd),
      ],
    },
    {
      statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'],
      pools: { 'ALERTS/GB': ['pool B'] },
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
    { statuses: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'], pools: { 'number 1': [], 'number 2': ['pool A'] } },
    REMEMBERING,
  );
});
